using NodaTime;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Invariants;

/// <summary>Nobody gets the same thing twice, and a duplicate is never a reason to get nothing.</summary>
public class Invariant1_NobodyTwiceTests
{
    private static readonly Notification Outage = new("outage", "outage/1");

    [Fact]
    public void Whatever_fails_no_account_and_no_address_is_told_the_same_twice() => Repeatable.ForAll(World.Any(), 50, world =>
    {
        using var scenario = new Scenario();
        RunAsync(scenario, world).GetAwaiter().GetResult();
    });

    private static async Task RunAsync(Scenario scenario, World world)
    {
        var notification = new Notification(world.Topic, "news/1");
        world.Script(scenario.Mail);
        world.Script(scenario.Texts);
        foreach (var email in world.OptedOut)
            await scenario.OptOutAsync(email, null, $"stop-{email}");
        // Two lists that grow, then the whole again, with time between.
        foreach (var part in new[] { world.Contacts.Length / 2, world.Contacts.Length, world.Contacts.Length })
        {
            var report = await scenario.SendAsync(notification, world.Contacts[..part]);
            CoveredNamesWhoIsReallyTold(report);
            await scenario.DispatchAfterAsync(Duration.FromMinutes(1));
        }

        for (var hour = 0; hour < 60; hour++)
            await scenario.DispatchAfterAsync(Duration.FromHours(1));
        await NobodyWasToldTwiceAsync(scenario);
        await NobodyWaitsForNothingAsync(scenario, world);
        foreach (var stopped in world.OptedOut)
            scenario.Mail.Addresses.Should().NotContain(stopped);
    }

    private static void CoveredNamesWhoIsReallyTold(SendReport report)
    {
        foreach (var covered in report.Outcomes.Where(o => o.Kind == OutcomeKind.Covered))
        {
            var telling = report.Outcomes.Single(o => o.Account == covered.CoveredBy);
            if (telling.Codes().Contains(ReasonCodes.AlreadyPlanned))
                continue; // by an earlier call
            telling.Kind.Should().BeOneOf(OutcomeKind.Planned, OutcomeKind.Held);
            telling.Delivery.Should().NotBeNull();
        }
    }

    private static async Task NobodyWasToldTwiceAsync(Scenario scenario)
    {
        List<DeliveryId> told = [.. scenario.Mail.MaybeTaken.Concat(scenario.Texts.MaybeTaken).Select(m => m.Delivery)];
        told.Should().OnlyHaveUniqueItems("a provider that may have taken a message is not called for it again");
        var deliveries = await Task.WhenAll(told.Select(async id => (await scenario.Outbox.FindAsync(id))!));
        deliveries.SelectMany(d => d.Person.Accounts).Select(a => a.Ref).Should().OnlyHaveUniqueItems();
        deliveries.Select(OutboxRules.AddressMark).Should().OnlyHaveUniqueItems();
    }

    private static async Task NobodyWaitsForNothingAsync(Scenario scenario, World world)
    {
        foreach (var contact in world.Contacts)
        {
            if ((await scenario.Outbox.FindOutcomeAsync("news/1", new(contact.AccountId)))?.Delivery is not { } id)
                continue;
            var delivery = (await scenario.Outbox.FindAsync(id))!;
            if (delivery.State != DeliveryState.StandBy)
                continue;
            (await scenario.Outbox.FindAsync(delivery.WaitsFor!.Value))!.EndedUnsent.Should().BeFalse();
        }
    }

    [Fact]
    public async Task The_same_call_twice_tells_nobody_twice_and_says_so()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage, People.Ana);
        (await scenario.SendAsync(Outage, People.Ana)).Of("ana").Codes().Should().Contain(ReasonCodes.AlreadyPlanned);
        await scenario.DispatchAsync();
        (await scenario.SendAsync(Outage, People.Ana)).Of("ana").Codes().Should().Contain(ReasonCodes.AlreadyTold);
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_new_account_of_somebody_who_was_told_is_not_told_again()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage, People.Ana);
        await scenario.DispatchAsync();
        var report = await scenario.SendAsync(Outage, People.Ana, People.Ana with { AccountId = "aaa-new", Phones = ["+12065550103"] });
        report.Outcomes.Should().OnlyContain(o => o.Kind == OutcomeKind.Suppressed);
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Should().ContainSingle();
        scenario.Texts.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Another_spelling_of_a_mailbox_is_the_same_mailbox()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(Outage,
            People.Contact("a").Named("Ann Lee").Email("home@Example.com"),
            People.Contact("b").Named("Bob Ray").Email("HOME@example.com"));
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task What_is_about_one_person_goes_to_both_at_an_address_with_time_between()
    {
        using var scenario = new Scenario();
        var report = await scenario.SendAsync("bill",
            People.Contact("a").Named("Ann Lee").Email("home@example.com"),
            People.Contact("b").Named("Bob Ray").Email("home@example.com"));
        report.Of("a").Due.Should().Be(scenario.Time.Now);
        report.Of("b").Due.Should().Be(scenario.Time.Now + Duration.FromMinutes(10));
        report.Of("b").Codes().Should().Contain(ReasonCodes.AddressSpacing);
    }

    [Fact]
    public async Task Spacing_that_runs_into_a_closed_window_keeps_its_distance_at_the_opening_too()
    {
        // 20:55 in New York; texts may go until 21:00.
        using var scenario = new Scenario(at: Instant.FromUtc(2026, 3, 3, 1, 55));
        var report = await scenario.SendAsync("bill",
        [
            .. new[] { "Ann Lee", "Bob Ray", "Cy Doe", "Di Poe" }.Select(
                (name, i) => People.Contact($"c{i}").Named(name).Phone(People.NewYorkPhone)),
        ]);
        var opening = Instant.FromUtc(2026, 3, 3, 13, 0);
        report.Outcomes.Select(o => o.Due).Should().Equal(
            scenario.Time.Now, opening, opening + Duration.FromMinutes(10), opening + Duration.FromMinutes(20));
    }

    [Fact]
    public async Task Two_runs_at_a_time_tell_everyone_once()
    {
        using var scenario = new Scenario();
        var list = Enumerable.Range(0, 200).Select(i => People.Contact($"c{i:000}").Email($"c{i % 150:000}@example.com")).ToArray();
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => scenario.SendAsync(Outage, list))));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(scenario.DispatchAsync)));
        runs.Sum(r => r.Planned).Should().Be(150);
        scenario.Mail.Addresses.Should().HaveCount(150).And.OnlyHaveUniqueItems();
    }
}
