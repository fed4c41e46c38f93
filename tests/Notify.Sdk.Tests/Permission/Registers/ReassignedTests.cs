using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

/// <summary>A number that was given to somebody else ends what was agreed at it before.</summary>
public sealed class ReassignedTests : IDisposable
{
    private static readonly AddressKey Phone = Scenario.Number(People.NewYorkPhone);

    private readonly Database _database = new();
    private readonly Scenario _scenario;

    public ReassignedTests() => _scenario = new(b =>
    {
        b.Services.AddSingleton<IReassignedNumbers>(_database);
        b.AddTopic("call", t => t.Transactional().Over(DeliveryChannel.Voice).Voice("en", "Hello."));
        b.AddTransport(_ => new RecordingTransport(DeliveryChannel.Voice));
    });

    public void Dispose() => _scenario.Dispose();

    private Task<ReassignedImportReport> ImportAsync(string file, string? country = "US") =>
        _scenario.Get<ReassignedImport>().ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(file)), country);

    private Task AgreeAsync(Instant at, string id = "yes") => _scenario.Get<IConsentLedger>().AppendAsync(
        [new() { Id = id, Address = Phone, Scope = ConsentScope.Of("offer"), Status = ConsentStatus.Granted, OccurredAt = at }]).AsTask();

    private async Task<AccountOutcome> PreviewAsync(string topic, bool verified = false) =>
        (await _scenario.Notifier.PreviewAsync(new(topic, "k")
        {
            Emergency = topic == "alarm" ? new("duty-officer", "Gas leak.") : null
        }, Mobile(verified))).Of("ana");

    private static Contact Mobile(bool verified = false) =>
        People.Contact("ana") with { Phones = [new(People.NewYorkPhone, verified ? Scenario.Monday - Duration.FromDays(1) : null)] };

    [Theory]
    [InlineData("2026-02-10", true)] // agreed on the 12th
    [InlineData("2026-02-11", false)] // that day ends at noon of the 12th in the last zone of the earth
    [InlineData("2026-02-12", false)]
    [InlineData("2026-02-20", false)]
    public async Task A_consent_older_than_the_last_disconnect_is_none(string disconnected, bool counts)
    {
        await AgreeAsync(Instant.FromUtc(2026, 2, 12, 9, 0));
        (await ImportAsync($"number,disconnected\n2125550101,2020-01-01\n{People.NewYorkPhone},{disconnected}\n")).Numbers.Should().Be(2);
        var outcome = await PreviewAsync("offer");
        outcome.Codes().Should().Contain(counts ? ReasonCodes.ConsentGranted : ReasonCodes.NoConsent);
        (outcome.Kind == OutcomeKind.Suppressed).Should().Be(!counts);
    }

    [Fact]
    public async Task Whoever_has_the_number_now_may_agree_anew_and_of_two_disconnects_the_last_counts()
    {
        await AgreeAsync(Instant.FromUtc(2026, 2, 12, 9, 0));
        await ImportAsync($"{People.NewYorkPhone};20260214");
        await ImportAsync($"{People.NewYorkPhone};20250101"); // an older file changes nothing
        (await PreviewAsync("offer")).Codes().Should().Contain(ReasonCodes.Suppressed);
        await AgreeAsync(Instant.FromUtc(2026, 2, 16, 9, 0), "anew");
        (await PreviewAsync("offer")).Codes().Should().Contain(ReasonCodes.ConsentGranted);
        await ImportAsync($"{People.NewYorkPhone};20260220");
        (await PreviewAsync("offer")).Kind.Should().Be(OutcomeKind.Suppressed);
    }

    [Fact]
    public async Task A_bill_goes_to_a_reassigned_number_only_when_it_was_proved_theirs_since()
    {
        await ImportAsync($"{People.NewYorkPhone},2026-02-20");
        (await PreviewAsync("bill")).Codes().Should().Contain(ReasonCodes.Suppressed);
        (await PreviewAsync("alarm")).Codes().Should().Contain(ReasonCodes.Suppressed);
        (await PreviewAsync("bill", verified: true)).Kind.Should().Be(OutcomeKind.Planned);
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_counted_and_a_file_of_them_is_refused()
    {
        var report =
            await ImportAsync("phone,date\n2125550101,2020-01-01\nnobody,2020-01-01\n2125550102,soon\n2125550103,2062-01-01\n2125550104\n");
        (report.Numbers, report.Lines, report.Garbage).Should().Be((1, 6, 4));
        report.GarbageLines.Should().Equal(3, 4, 5, 6);
        var refused = () => ImportAsync("2125550102,soon\n2125550103,later\n");
        (await refused.Should().ThrowAsync<NotifyException>()).Which.Message.Should().NotContain("2125550102");
    }

    [Fact]
    public async Task Marketing_is_looked_up_just_before_it_leaves_with_the_date_of_the_consent()
    {
        var agreed = Instant.FromUtc(2026, 2, 12, 9, 0);
        await AgreeAsync(agreed);
        _database.Gone.Add(Phone);
        (await _scenario.SendAsync("offer", Mobile())).Of("ana").Kind.Should()
            .Be(OutcomeKind.Planned, "a look-up costs money, so planning does without");
        _database.Asked.Should().BeEmpty();
        await _scenario.DispatchAsync();
        _scenario.Texts.Calls.Should().BeEmpty();
        _database.Asked.Should().Equal(new ReassignedQuery(Phone, agreed));
        (await _scenario.DeliveryAsync("offer/1", "ana")).Reasons.Select(r => r.Code).Should().Contain(ReasonCodes.Suppressed);
    }

    [Fact]
    public async Task What_did_not_change_hands_leaves_and_texts_that_need_no_consent_are_not_looked_up()
    {
        await AgreeAsync(Instant.FromUtc(2026, 2, 12, 9, 0));
        await _scenario.SendAsync("offer", Mobile());
        await _scenario.SendAsync("bill", Mobile());
        await _scenario.DispatchAsync();
        _scenario.Texts.Calls.Should().HaveCount(2);
        _database.Asked.Should().ContainSingle();
    }

    [Fact]
    public async Task Calls_are_looked_up_by_the_date_on_which_the_number_was_proved()
    {
        _database.Gone.Add(Phone);
        await _scenario.SendAsync("call", Mobile(verified: true));
        await _scenario.DispatchAsync();
        _database.Asked.Should().ContainSingle().Which.Since.Should().Be(Scenario.Monday - Duration.FromDays(1));
        (await _scenario.DeliveryAsync("call/1", "ana")).Reasons[^1].Code.Should().Be(ReasonCodes.Suppressed);
    }

    [Fact]
    public async Task A_database_that_fails_holds_marketing_for_a_quarter_of_an_hour_and_nothing_else()
    {
        await AgreeAsync(Instant.FromUtc(2026, 2, 12, 9, 0));
        _database.Fails = true;
        await _scenario.SendAsync("offer", Mobile());
        await _scenario.SendAsync("bill", Mobile());
        await _scenario.DispatchAsync();
        _scenario.Texts.Calls.Select(c => c.Topic).Should().Equal("bill");
        (await _scenario.DeliveryAsync("offer/1", "ana")).Reasons[^1].Code.Should().Be(ReasonCodes.ReassignedUnknown);
        _database.Fails = false;
        await _scenario.DispatchAfterAsync(Duration.FromMinutes(14));
        _scenario.Texts.Calls.Should().HaveCount(1);
        await _scenario.DispatchAfterAsync(Duration.FromMinutes(1));
        _scenario.Texts.Calls.Should().HaveCount(2);
    }

    private sealed class Database : IReassignedNumbers
    {
        public HashSet<AddressKey> Gone { get; } = [];

        public List<ReassignedQuery> Asked { get; } = [];

        public bool Fails { get; set; }

        public ValueTask<IReadOnlyList<ReassignedAnswer>> LookUpAsync(
            IReadOnlyList<ReassignedQuery> queries, CancellationToken cancellationToken)
        {
            if (Fails)
                throw new HttpRequestException("The database is not there.");
            Asked.AddRange(queries);
            return new([.. queries.Select(q => Gone.Contains(q.Number) ? ReassignedAnswer.Yes : ReassignedAnswer.No)]);
        }
    }
}
