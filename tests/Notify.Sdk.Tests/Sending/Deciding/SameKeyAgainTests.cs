using NodaTime;
using Notify.Sdk.Sending;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

/// <summary>
/// The same key sent again with other data of its people: what has not begun is changed, what is leaving stays and is said.
/// </summary>
public class SameKeyAgainTests
{
    private static readonly Contact Ann = People.Contact("a").Named("Ann Lee").Email("old@example.com");
    private static readonly Notification Later = new("outage", "outage/1") { NotBefore = Scenario.Monday + Duration.FromHours(1) };

    [Fact]
    public async Task A_corrected_address_is_the_one_that_is_used()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", Ann);
        var again = (await scenario.SendAsync("outage", Ann with { Emails = ["new@example.com"] })).Of("a");
        again.Kind.Should().Be(OutcomeKind.Planned);
        again.Codes().Should().Contain(ReasonCodes.Changed);
        await scenario.DispatchAsync();
        scenario.Mail.Addresses.Should().Equal("new@example.com");
        (await scenario.SendAsync("outage", People.Contact("b").Named("Bob Ray").Email("old@example.com"))).Of("b").Kind.Should()
            .Be(OutcomeKind.Planned);
    }

    [Fact]
    public async Task What_is_held_gets_the_quiet_hours_of_now()
    {
        using var scenario = new Scenario();
        var nine = Ann with { TimeZone = "America/New_York", QuietHours = new(new(9, 0), new(12, 0)) };
        (await scenario.SendAsync("outage", nine)).Of("a").Due.Should().Be(Scenario.Monday + Duration.FromHours(2));
        var again = (await scenario.SendAsync("outage", nine with { QuietHours = new(new(9, 0), new(14, 0)) })).Of("a");
        again.Kind.Should().Be(OutcomeKind.Held);
        again.Due.Should().Be(Scenario.Monday + Duration.FromHours(4));
        (await scenario.DeliveryAsync("outage/1", "a")).Due.Should().Be(Scenario.Monday + Duration.FromHours(4));
    }

    [Fact]
    public async Task What_is_held_gets_the_zone_of_now()
    {
        using var scenario = new Scenario();
        var quiet = Ann with { TimeZone = "America/New_York", QuietHours = new(new(9, 0), new(12, 0)) };
        await scenario.SendAsync("outage", quiet);
        (await scenario.SendAsync("outage", quiet with { TimeZone = "Europe/London" })).Of("a").Kind.Should().Be(OutcomeKind.Planned);
    }

    [Fact]
    public async Task A_channel_left_out_by_now_is_not_used_and_without_another_the_message_ends()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", Ann);
        var again = (await scenario.SendAsync("outage", Ann.Prefers("*", DeliveryChannel.Sms))).Of("a");
        again.Kind.Should().Be(OutcomeKind.Suppressed);
        again.Codes().Should().Contain(ReasonCodes.ChannelLeftOut);
        await scenario.DispatchAsync();
        scenario.Mail.Addresses.Should().BeEmpty();
        await scenario.SendAsync("outage", Ann);
        await scenario.DispatchAsync();
        scenario.Mail.Addresses.Should().ContainSingle();
    }

    [Fact]
    public async Task The_same_data_change_nothing()
    {
        using var scenario = new Scenario();
        static Contact Full() =>
            Ann.Phone(" (202) 555-0101", verified: true).With("points", "3").Prefers("*", DeliveryChannel.Email) with { Country = "us" };
        await scenario.SendAsync("outage", Full());
        var before = await scenario.DeliveryAsync("outage/1", "a");
        (await scenario.SendAsync("outage", Full() with { Emails = [" old@example.com"] })).Of("a").Codes().Should()
            .NotContain(ReasonCodes.Changed);
        (await scenario.Outbox.FindAsync(before.Id))!.Epoch.Should().Be(before.Epoch);
    }

    [Fact]
    public async Task What_a_worker_has_claimed_and_not_begun_is_changed_and_its_version_refused()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", Ann);
        var claimed = (await scenario.Outbox.LeaseAsync(new(scenario.Time.Now, scenario.Time.Now + Duration.FromMinutes(5), 10)))[0];
        (await scenario.SendAsync("outage", Ann with { Emails = ["new@example.com"] })).Of("a").Kind.Should().Be(OutcomeKind.Planned);
        (await scenario.Outbox.UpdateAsync([claimed with { State = DeliveryState.Sending }]))[0].Should().BeFalse();
        await scenario.DispatchAsync();
        scenario.Mail.Addresses.Should().Equal("new@example.com");
    }

    [Theory]
    [InlineData(DeliveryState.Sending, ReasonCodes.AlreadyLeaving)]
    [InlineData(DeliveryState.InDoubt, ReasonCodes.AlreadyInDoubt)]
    [InlineData(DeliveryState.Accepted, ReasonCodes.AlreadyTold)]
    public async Task What_has_begun_stays_and_is_said(DeliveryState state, string reason)
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", Ann);
        var claimed = (await scenario.Outbox.LeaseAsync(new(scenario.Time.Now, scenario.Time.Now + Duration.FromMinutes(5), 10)))[0];
        await scenario.Outbox.UpdateAsync([claimed with { State = state }]);
        var again = (await scenario.SendAsync("outage", Ann with { Emails = ["new@example.com"] })).Of("a");
        again.Codes().Should().Contain(reason);
        if (reason != ReasonCodes.AlreadyTold)
            again.Codes().Should().NotContain(ReasonCodes.AlreadyTold);
        var stored = await scenario.Outbox.FindAsync(claimed.Id);
        stored!.State.Should().Be(state);
        stored.Route.Address.Deliverable.Should().Be("old@example.com");
    }

    [Fact]
    public async Task A_household_is_told_by_its_own_message_when_the_one_that_covered_it_moves_to_another_address()
    {
        using var scenario = new Scenario();
        var bob = People.Contact("b").Named("Bob Ray").Email("old@example.com");
        await scenario.SendAsync(Later, Ann, bob);
        await scenario.SendAsync(Later, Ann with { Emails = ["new@example.com"] });
        await scenario.DispatchAfterAsync(Duration.FromHours(2));
        scenario.Mail.Addresses.Should().BeEquivalentTo("new@example.com", "old@example.com");
    }

    [Fact]
    public async Task An_address_that_refused_is_not_tried_again_by_other_data()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Rejected("no"));
        scenario.Texts.AnswersInTurn(SendOutcome.Deferred("later"), SendOutcome.Accepted("x"));
        await scenario.SendAsync("outage", Ann.Phone(People.NewYorkPhone));
        await scenario.DispatchAsync();
        await scenario.SendAsync("outage", Ann.Phone(People.NewYorkPhone) with { Language = "en" });
        for (var i = 0; i < 10; i++)
            await scenario.DispatchAfterAsync(Duration.FromMinutes(30));
        scenario.Mail.Addresses.Should().ContainSingle();
        scenario.Texts.Addresses.Should().HaveCount(2);
        scenario.Texts.Calls.Select(c => c.IdempotencyKey).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task One_account_can_be_cancelled_and_stays_so_when_the_key_is_sent_again()
    {
        using var scenario = new Scenario();
        var bob = People.Contact("b").Named("Bob Ray").Email("bob@example.com");
        await scenario.SendAsync("outage", Ann, bob);
        (await scenario.Notifier.CancelAsync("outage/1", new AccountRef("a"))).Should().Be(AccountCancellation.Stopped);
        (await scenario.SendAsync("outage", Ann, bob)).Of("a").Codes().Should().Contain(ReasonCodes.Cancelled);
        await scenario.DispatchAsync();
        scenario.Mail.Addresses.Should().Equal("bob@example.com");
        (await scenario.Notifier.CancelAsync("outage/1", new AccountRef("b"))).Should().Be(AccountCancellation.Told);
        (await scenario.Notifier.CancelAsync("outage/1", new AccountRef("c"))).Should().Be(AccountCancellation.NothingPlanned);
        await scenario.Notifier.Invoking(n => n.CancelAsync("never", new AccountRef("a"))).Should().ThrowAsync<NotifyException>();
    }

    [Fact]
    public async Task Of_two_accounts_of_a_person_the_other_is_told_when_one_is_cancelled()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", Ann with { PersonId = "P" }, People.Contact("a2").Email("work@example.com")
            with
        { PersonId = "P" });
        await scenario.Notifier.CancelAsync("outage/1", new AccountRef("a"));
        await scenario.DispatchAsync();
        scenario.Mail.Addresses.Should().Equal("work@example.com");
    }
}
