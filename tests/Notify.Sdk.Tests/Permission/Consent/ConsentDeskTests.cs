using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

/// <summary>A stop works however the address is written, and stops what it says.</summary>
public sealed class ConsentDeskTests : IDisposable
{
    private readonly Scenario _scenario = new(b => b.ConfigureAudience(o => o.DefaultCountry = "US"));

    private ConsentDesk Desk => _scenario.Get<ConsentDesk>();

    private IConsentLedger Ledger => _scenario.Get<IConsentLedger>();

    public void Dispose() => _scenario.Dispose();

    private async Task<string> Verdict(string topic, Contact contact) =>
        (await _scenario.Notifier.PreviewAsync(new(topic, "k"), contact)).Of("bo").Codes().FirstOrDefault() ?? "";

    private static Contact Mail(string address = "bo@example.com") =>
        People.Contact("bo").Email(address) with { TimeZone = "America/New_York" };

    [Theory]
    [InlineData("bo@example.com", "BO@Example.COM")]
    [InlineData("Bo.Example@gmail.com", " boexample@gmail.com")]
    [InlineData("boexample@gmail.com", "B.O.Example+news@googlemail.com")]
    [InlineData("bo@bücher.example", "bo@xn--bcher-kva.example")]
    public async Task A_stop_of_a_mailbox_in_any_spelling_holds(string listed, string stopped)
    {
        await Desk.WithdrawAsync(RawAddress.Email(stopped), ConsentScope.Everything);
        (await Verdict("bill", Mail(listed))).Should().Be(ReasonCodes.GloballyOptedOut);
    }

    [Theory]
    [InlineData("(202) 555-0101")]
    [InlineData("1-202-555-0101")]
    [InlineData("+1 202 555 0101")]
    [InlineData("+1 202 555 0101 ext. 5")]
    [InlineData("\u202a+12025550101\u202c")]
    public async Task A_stop_of_a_number_in_any_spelling_holds_with_and_without_extension(string stopped)
    {
        await Desk.WithdrawAsync(RawAddress.Phone(stopped), ConsentScope.Everything);
        (await Verdict("bill", People.Contact("bo").Phone("+12025550101"))).Should().Be(ReasonCodes.GloballyOptedOut);
        (await Verdict("bill", People.Contact("bo").Phone("+12025550101;ext=9"))).Should().Be(ReasonCodes.GloballyOptedOut);
    }

    [Theory]
    [InlineData("+4314155552671")]
    [InlineData("+14155552671")]
    public async Task A_stop_at_a_number_in_doubt_holds_at_both_numbers_that_it_may_be(string listed)
    {
        await Desk.WithdrawAsync(RawAddress.Phone("14155552671", "AT"), ConsentScope.Everything);
        var told = await _scenario.SendAsync("outage", Mail().Phone(listed));
        told.Of("bo").Codes().Should().Contain(ReasonCodes.GloballyOptedOut);
    }

    [Fact]
    public async Task A_yes_at_a_number_in_doubt_is_refused_and_the_message_says_what_to_write()
    {
        var yes = () => Desk.GrantAsync(RawAddress.Phone("14155552671", "AT"), ConsentScope.AllMarketing);
        (await yes.Should().ThrowAsync<ArgumentException>()).WithMessage("*with + and country code*").And.Message.Should()
            .NotContain("5552671");
    }

    [Fact]
    public async Task A_stop_of_all_marketing_leaves_bills_alone()
    {
        await _scenario.ConsentAsync(Scenario.Mailbox("bo@example.com"));
        await Desk.WithdrawAsync(RawAddress.Email("bo@example.com"), ConsentScope.AllMarketing, how: new() { Method = "one-click" });
        (await Verdict("offer", Mail())).Should().Be(ReasonCodes.OptedOutOfMarketing);
        (await _scenario.SendAsync("bill", Mail())).Of("bo").Kind.Should().Be(OutcomeKind.Planned);
    }

    [Fact]
    public async Task A_stop_of_all_marketing_at_one_address_holds_at_the_others_of_the_person()
    {
        var both = Mail().Phone("+12025550101");
        await _scenario.ConsentAsync(Scenario.Number("+12025550101"));
        await Desk.WithdrawAsync(RawAddress.Email("bo@example.com"), ConsentScope.AllMarketing);
        (await _scenario.SendAsync("offer", both)).Of("bo").Kind.Should().Be(OutcomeKind.Suppressed);
        (await _scenario.SendAsync("outage", both)).Of("bo").Kind.Should().Be(OutcomeKind.Planned);
    }

    [Fact]
    public async Task A_marketing_topic_that_is_added_later_is_stopped_too()
    {
        InMemoryConsentLedger ledger = new(_scenario.Get<IClock>());
        await ledger.AppendAsync(
            [new() { Id = "no", Address = Scenario.Mailbox("bo@example.com"), Scope = ConsentScope.AllMarketing, Status =
            ConsentStatus.Withdrawn, OccurredAt = _scenario.Time.Now }]);
        (await ledger.FindAsync([Scenario.Mailbox("bo@example.com")], "added-later")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_stop_over_one_channel_or_of_one_brand_is_just_that()
    {
        await Desk.WithdrawAsync(RawAddress.Phone("+12025550101"), ConsentScope.Everything, DeliveryChannel.Voice);
        (await _scenario.SendAsync("bill", People.Contact("bo").Phone("+12025550101"))).Of("bo").Kind.Should().Be(OutcomeKind.Planned);
        await Desk.WithdrawAsync(RawAddress.Phone("+12025550101"), ConsentScope.Everything, DeliveryChannel.Sms);
        (await Verdict("bill", People.Contact("bo").Phone("+12025550101"))).Should().Be(ReasonCodes.GloballyOptedOut);
    }

    [Fact]
    public async Task A_topic_in_another_case_is_that_topic()
    {
        (await Desk.WithdrawAsync(RawAddress.Email("bo@example.com"), ConsentScope.Of("Bill"))).Scope.Should().Be(ConsentScope.Of("bill"));
        (await Verdict("bill", Mail())).Should().Be(ReasonCodes.OptedOut);
    }

    [Fact]
    public async Task What_could_never_count_is_refused_with_the_remedy_and_without_the_address()
    {
        var refusals = new Func<Task>[]
        {
            () => Desk.WithdrawAsync(RawAddress.Email("bo@example.com"), ConsentScope.Of("bills")),
            () => Desk.WithdrawAsync(RawAddress.Email("bo at example.com"), ConsentScope.Everything),
            () => Desk.WithdrawAsync(RawAddress.Phone("55 5"), ConsentScope.Everything),
            () => Desk.WithdrawAsync(RawAddress.Of(AddressKind.Telegram, "@bo"), ConsentScope.Everything),
            () => Desk.WithdrawAsync(RawAddress.Email("bo@example.com"), ConsentScope.Everything, DeliveryChannel.Sms),
            () => Desk.WithdrawAsync(RawAddress.Email(""), ConsentScope.Everything),
        };
        foreach (var refusal in refusals)
            (await refusal.Should().ThrowAsync<ArgumentException>()).Which.Message.Should().NotContainAny("bo at", "bo@", "55 5", "@bo");
        (await Ledger.HeadAsync()).Sequence.Should().Be(0);
    }

    [Fact]
    public async Task A_yes_lifts_the_stop_for_what_it_names_and_a_second_stop_counts_again()
    {
        var address = RawAddress.Email("Bo@example.com");
        await Desk.WithdrawAsync(address, ConsentScope.AllMarketing);
        _scenario.Time.Advance(Duration.FromHours(1));
        await Desk.GrantAsync(address, ConsentScope.Of("offer"), new() { Proof = new() { Method = "web-form" } });
        (await Verdict("offer", Mail())).Should().Be(ReasonCodes.ConsentGranted);
        _scenario.Time.Advance(Duration.FromHours(1));
        await Desk.WithdrawAsync(address, ConsentScope.AllMarketing);
        (await Verdict("offer", Mail())).Should().Be(ReasonCodes.OptedOutOfMarketing);
    }

    [Fact]
    public async Task A_stop_dated_by_a_wrong_clock_holds_at_once_and_can_be_lifted()
    {
        await _scenario.ConsentAsync(Scenario.Mailbox("bo@example.com"));
        await Ledger.AppendAsync(
            [new() { Id = "no", Address = Scenario.Mailbox("bo@example.com"), Scope = ConsentScope.Everything, Status =
            ConsentStatus.Withdrawn, OccurredAt = _scenario.Time.Now + Duration.FromDays(9_000) }]);
        (await Verdict("offer", Mail())).Should().Be(ReasonCodes.GloballyOptedOut);
        _scenario.Time.Advance(Duration.FromHours(1));
        await Desk.GrantAsync(RawAddress.Email("bo@example.com"), ConsentScope.Everything);
        (await Verdict("offer", Mail())).Should().Be(ReasonCodes.ConsentGranted);
    }

    [Fact]
    public async Task An_entry_of_a_register_in_another_spelling_holds()
    {
        await _scenario.Suppressions.AddAsync(
            [new(new(AddressKind.Email, "BO@example.com"), "own", SuppressionKind.OwnList, _scenario.Time.Now)]);
        await _scenario.Suppressions.AddAsync(
            [new(new(AddressKind.Phone, "+1 202-555-0101 x5"), "own", SuppressionKind.OwnList, _scenario.Time.Now)]);
        (await Verdict("bill", Mail())).Should().Be(ReasonCodes.Suppressed);
        (await Verdict("bill", People.Contact("bo").Phone("+12025550101"))).Should().Be(ReasonCodes.Suppressed);
        await _scenario.Suppressions.RemoveAsync("own", [new(AddressKind.Email, "bo@EXAMPLE.com")]);
        (await Verdict("bill", Mail())).Should().NotBe(ReasonCodes.Suppressed);
        var add = async () => await _scenario.Suppressions.AddAsync(
            [new(new(AddressKind.Email, "bo"), "own", SuppressionKind.OwnList, _scenario.Time.Now)]);
        (await add.Should().ThrowAsync<ArgumentException>()).Which.Message.Should().NotContain("'bo'");
    }
}
