using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

/// <summary>Faults seen in other software, as far as they concern consents and registers.</summary>
public sealed class ConsentFaultTests : IDisposable
{
    private readonly Scenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Opt_out_lost_in_a_merge()
    {
        // The same person twice: one account was opted out at its own address, the other never was.
        var old = People.Contact("old").Named("Ana Example").Email("ana@example.com", verified: true).Phone("+12025550101");
        var young = People.Contact("young").Named("Ana Example").Email("ana@example.com", verified: true);
        await _scenario.Get<IConsentLedger>()
            .AppendAsync(
            [new() { Id = "stop", Address = Scenario.Number("+12025550101"), Scope = ConsentScope.Everything, Status =
            ConsentStatus.Withdrawn, OccurredAt = _scenario.Time.Now }]);
        (await _scenario.SendAsync("outage", young, old)).Outcomes.Should().OnlyContain(o => o.Kind == OutcomeKind.Suppressed)
            .And.OnlyContain(o => o.Reasons.Any(r => r.Code == ReasonCodes.GloballyOptedOut && r.Detail.Contains("(record stop)")));
    }

    [Fact]
    public async Task Opt_out_lost_when_accounts_are_merged_after_it_was_given()
    {
        await _scenario.OptOutAsync("ana2@example.com");
        var merged = People.Contact("new-id").Named("Ana Example").Email("ana@example.com").Email("ana2@example.com");
        (await _scenario.SendAsync("outage", merged)).Of("new-id").Codes().Should().Contain(ReasonCodes.OptedOut);
    }

    [Fact]
    public async Task Preference_stored_but_not_honoured()
    {
        // "Offers by mail, yes; by text, no": stored once, and honoured on each route, while planning and at hand-over.
        await _scenario.ConsentAsync(Scenario.Mailbox("bo@example.com"));
        await _scenario.ConsentAsync(Scenario.Number("+12025550101"), id: "yes-2");
        _scenario.Mail.Answers(Sdk.SendOutcome.Rejected("no"));
        await _scenario.SendAsync("offer", People.Contact("bo").Email("bo@example.com").Phone("+12025550101"));
        await _scenario.Get<IConsentLedger>()
            .AppendAsync(
            [new() { Id = "no-texts", Address = Scenario.Number("+12025550101"), Scope = ConsentScope.Of("offer"), Channel =
                DeliveryChannel.Sms,
            Status = ConsentStatus.Withdrawn, OccurredAt = _scenario.Time.Now + Duration.FromSeconds(1) }]);
        await _scenario.DispatchAfterAsync(Duration.FromMinutes(5));
        _scenario.Mail.Calls.Should().HaveCount(1);
        _scenario.Texts.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Opt_out_lost_when_its_person_is_erased_and_imported_again()
    {
        await _scenario.ConsentAsync(Scenario.Mailbox("bo@example.com"));
        await _scenario.OptOutAsync("bo@example.com", topic: null);
        await _scenario.Get<IConsentLedger>().EraseAsync([Scenario.Mailbox("bo@example.com")]);
        _scenario.Time.Advance(Duration.FromDays(1));
        await _scenario.Get<IConsentLedger>()
            .AppendAsync(
            [new() { Id = "imported", Address = Scenario.Mailbox("bo@example.com"), Scope = ConsentScope.Of("offer"), Status =
            ConsentStatus.Imported, OccurredAt = _scenario.Time.Now }]);
        foreach (var topic in (string[])["offer", "outage"])
            (await _scenario.SendAsync(topic, People.Contact("bo").Email("bo@example.com"))).Of("bo").Codes().Should()
                .Contain(ReasonCodes.GloballyOptedOut);
        await _scenario.ConsentAsync(Scenario.Mailbox("bo@example.com"), topic: null, id: "again");
        (await _scenario.SendAsync(new Notification("offer", "k2"), People.Contact("bo").Email("bo@example.com"))).Of("bo").Kind.Should()
            .Be(OutcomeKind.Planned, "a new yes of their own lifts it");
    }

    [Fact]
    public async Task A_clock_that_goes_back_neither_revives_nor_hides_a_decision()
    {
        await _scenario.ConsentAsync(Scenario.Mailbox("bo@example.com"));
        await _scenario.OptOutAsync("bo@example.com", "offer");
        _scenario.Time.SetWallClock(_scenario.Time.Now - Duration.FromHours(2));
        (await _scenario.SendAsync("offer", People.Contact("bo").Email("bo@example.com"))).Of("bo").Codes().Should()
            .Contain(ReasonCodes.OptedOut);
    }
}
