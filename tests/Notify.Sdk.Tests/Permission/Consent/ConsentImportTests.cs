using System.Text;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

public sealed class ConsentImportTests : IDisposable
{
    private readonly Scenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    private IConsentLedger Ledger => _scenario.Get<IConsentLedger>();

    private Task<ConsentImportReport> ImportAsync(string csv, string batch = "b1", ConsentBasis? basis = ConsentBasis.Express) =>
        _scenario.Get<ConsentImport>().ImportCsvAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)),
            new() { Source = "old-crm", BatchId = batch, Country = "US", Basis = basis });

    [Fact]
    public async Task Rows_become_records_with_their_original_date_and_where_they_come_from()
    {
        var report = await ImportAsync("""
            Email,Phone,Topic,Channel,Status,Occurred At,Basis,Source URL
            Ana@Example.com,,offer,email,granted,2024-05-06T07:08:09Z,express-written,https://old.example.com/f
            ,(202) 555-0101,,sms,no,2025-01-02,,
            """);
        report.Should().BeEquivalentTo(new ConsentImportReport(2, 0, 0, []));
        var ana = (await Ledger.FindAsync([Scenario.Mailbox("ana@example.com")], "offer")).Single();
        (ana.Status, ana.Basis, ana.OccurredAt, ana.Channel, ana.Import).Should().Be(
            (ConsentStatus.Imported, ConsentBasis.ExpressWritten, Instant.FromUtc(2024, 5, 6, 7, 8, 9), DeliveryChannel.Email,
                new ImportSource("old-crm", "b1", 2)));
        ana.Proof!.SourceUrl.Should().Be("https://old.example.com/f");
        var phone = (await Ledger.FindAsync([Scenario.Number("+12025550101")], "x")).Single();
        (phone.Status, phone.Scope, phone.OccurredAt).Should()
            .Be((ConsentStatus.Withdrawn, ConsentScope.Everything, Instant.FromUtc(2025, 1, 2, 0, 0)));
    }

    [Fact]
    public async Task Garbage_is_counted_and_named_by_line_and_the_rest_is_loaded()
    {
        var report = await ImportAsync("""
            email,topic,status,occurred_at,basis,channel
            not an address,offer,granted,2024-05-06,express,
            a@example.com,offer,perhaps,2024-05-06,express,
            b@example.com,offer,granted,,express,
            c@example.com,offer,granted,2999-01-01,express,
            d@example.com,offer,granted,2024-05-06,because,
            e@example.com,offer,granted,2024-05-06,express,pigeon
            ,offer,granted,2024-05-06,express,
            f@example.com,offer,granted,2024-05-06,express,
            """, basis: null);
        (report.Appended, report.Refused).Should().Be((1, 7));
        report.Refusals.Select(r => r.Line).Should().Equal(2, 3, 4, 5, 6, 7, 8);
        string.Join(' ', report.Refusals).Should().NotContain("example.com").And.Contain("future").And.Contain("basis");
    }

    [Fact]
    public async Task An_opt_out_is_not_lost_for_want_of_a_date()
    {
        await ImportAsync("email,status\na@example.com,unsubscribed\n");
        var record = (await Ledger.FindAsync([Scenario.Mailbox("a@example.com")], "x")).Should().ContainSingle().Subject;
        (record.Status, record.OccurredAt).Should().Be((ConsentStatus.Withdrawn, _scenario.Time.Now));
    }

    [Fact]
    public async Task What_is_known_is_left_out_within_a_file_and_between_files()
    {
        const string csv =
            "email,topic,status,occurred_at\na@example.com,offer,yes,2024-05-06\nA@example.com,offer,yes,2024-05-06\nb@example.com,offer,yes,2024-05-06\n";
        (await ImportAsync(csv)).Should().BeEquivalentTo(new ConsentImportReport(2, 1, 0, []));
        (await ImportAsync(csv, "b2")).Should().BeEquivalentTo(new ConsentImportReport(0, 3, 0, []));
    }

    [Fact]
    public async Task A_large_file_is_appended_in_batches_and_can_be_started_again()
    {
        var csv = "email,topic,status,occurred_at\n" + string.Concat(
            Enumerable.Range(0, 2_500).Select(i => $"p{i}@example.com,offer,yes,2024-05-06\n"));
        using CancellationTokenSource stop = new();
        var run = () => _scenario.Get<ConsentImport>().ImportCsvAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(csv)), new() { Source = "s", BatchId = "1", Basis = ConsentBasis.Express },
                new Now(_ => stop.Cancel()), stop.Token);
        await run.Should().ThrowAsync<OperationCanceledException>();
        (await Ledger.HeadAsync()).Sequence.Should().Be(1_000);
        (await ImportAsync(csv)).Should().BeEquivalentTo(new ConsentImportReport(1_500, 1_000, 0, []));
    }

    [Fact]
    public async Task An_imported_yes_lifts_no_opt_out()
    {
        await _scenario.OptOutAsync("a@example.com", "offer");
        _scenario.Time.Advance(Duration.FromDays(3));
        await ImportAsync("email,topic,status,occurred_at\na@example.com,offer,yes,2026-03-04\n");
        (await _scenario.SendAsync("offer", People.Contact("a").Email("a@example.com"))).Of("a").Codes().Should()
            .Contain(ReasonCodes.OptedOut);
    }

    [Fact]
    public async Task A_second_file_of_a_batch_is_taken_whole()
    {
        await ImportAsync("email,topic,status,occurred_at\nana@example.com,offer,granted,2026-01-05");
        var report = await ImportAsync("email,topic,status,occurred_at\nbo@example.com,,withdrawn,2026-01-06");
        report.Should().BeEquivalentTo(new ConsentImportReport(1, 0, 0, []));
        (await Ledger.FindAsync([Scenario.Mailbox("bo@example.com")], "offer")).Should().ContainSingle().Which.Status.Should()
            .Be(ConsentStatus.Withdrawn);
    }

    [Fact]
    public async Task What_is_reported_as_imported_after_an_erasure_is_stored()
    {
        const string csv = "email,topic,status,occurred_at\nana@example.com,offer,granted,2026-01-05";
        await ImportAsync(csv);
        await Ledger.EraseAsync([Scenario.Mailbox("ana@example.com")]);
        (await ImportAsync(csv)).Appended.Should().Be(1);
        (await Ledger.FindAsync([Scenario.Mailbox("ana@example.com")], "offer")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_later_file_that_adds_an_end_ends_the_consent()
    {
        await ImportAsync("email,topic,status,occurred_at\nana@example.com,offer,granted,2024-01-05");
        (await OfferAsync("ana@example.com", "offer/0")).Planned.Should().Be(1, "without an end it is in force");
        const string corrected = "email,topic,status,occurred_at,expires_at\nana@example.com,offer,granted,2024-01-05,2025-01-05";
        (await ImportAsync(corrected, "a2")).Should().BeEquivalentTo(new ConsentImportReport(1, 0, 0, []));
        (await OfferAsync("ana@example.com", "offer/1")).Outcomes.Single().Codes().Should().Contain(ReasonCodes.ConsentExpired);
        (await ImportAsync(corrected, "a3")).Duplicates.Should().Be(1);
    }

    [Fact]
    public async Task A_later_file_that_leaves_the_end_out_does_not_take_it_away()
    {
        await ImportAsync("email,topic,status,occurred_at,expires_at\nana@example.com,offer,granted,2024-01-05,2025-01-05");
        (await ImportAsync("email,topic,status,occurred_at\nana@example.com,offer,granted,2024-01-05", "b2")).Duplicates.Should().Be(1);
        (await OfferAsync("ana@example.com", "offer/1")).Planned.Should().Be(0);
    }

    [Fact]
    public async Task A_consent_that_rests_on_an_event_of_the_future_is_refused()
    {
        var report =
            await ImportAsync(
            "email,topic,status,occurred_at,basis,basis_event_at\nana@example.com,offer,granted,2020-01-05,implied-purchase,2062-01-05");
        report.Refusals.Should().ContainSingle().Which.Problem.Should().Contain("basis_event_at").And.Contain("future");
        (await OfferAsync("ana@example.com", "offer/1")).Planned.Should().Be(0);
    }

    [Fact]
    public async Task A_topic_is_matched_without_case()
    {
        (await ImportAsync("email,topic,status,occurred_at\nana@example.com,Bill,withdrawn,2026-01-05")).Appended.Should().Be(1);
        (await _scenario.SendAsync("bill", People.Contact("ana").Email("ana@example.com"))).Of("ana").Codes().Should()
            .Contain(ReasonCodes.OptedOut);
    }

    [Fact]
    public async Task A_topic_that_is_not_registered_is_refused_by_line_and_an_opt_out_is_named_as_such()
    {
        var report =
            await ImportAsync(
            "email,topic,status,occurred_at\nana@example.com,bills,withdrawn,2026-01-05\nbo@example.com,bills,granted,2026-01-05");
        (report.Appended, report.Refused).Should().Be((0, 2));
        report.Refusals.Select(r => r.Line).Should().Equal(2, 3);
        report.Refusals[0].Problem.Should().Contain("opt-out").And.Contain("not registered");
        report.Refusals[1].Problem.Should().NotContain("opt-out").And.Contain("not registered");
    }

    [Fact]
    public async Task A_clear_no_counts_whatever_else_is_wrong_with_its_row()
    {
        var report = await ImportAsync("""
            email,topic,status,occurred_at,expires_at,channel,basis_event_at
            ana@example.com,,withdrawn,2020-01-05,never,,
            bo@example.com,,withdrawn,2020-01-05,,newsletter,2999-01-01
            """);
        report.Should().BeEquivalentTo(new ConsentImportReport(2, 0, 0, []));
        (await Ledger.FindAsync([Scenario.Mailbox("bo@example.com")], "offer")).Should().ContainSingle()
            .Which.Channel.Should().BeNull("a channel that nobody knows widens the no to all");
    }

    [Theory]
    [InlineData("name,status\nx,yes\n", "neither a column 'email' nor 'phone'")]
    [InlineData("email,topic\nx,yes\n", "no column 'status'")]
    [InlineData("email,email,status\n", "two columns")]
    public async Task A_file_without_its_columns_is_refused(string csv, string words) =>
        (await FluentActions.Awaiting(() => ImportAsync(csv)).Should().ThrowAsync<NotifyException>()).WithMessage($"*{words}*");

    private Task<SendReport> OfferAsync(string email, string key) =>
        _scenario.SendAsync(new Notification("offer", key), People.Contact("ana").Email(email));

    private sealed class Now(Action<ConsentImportReport> report) : IProgress<ConsentImportReport>
    {
        public void Report(ConsentImportReport value) => report(value);
    }
}
