using NodaTime;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Invariants;

/// <summary>Inferred links between accounts may only take permission away, never give it.</summary>
public class Invariant5_LinksOnlyTakeAwayTests
{
    private static readonly Contact First = People.Contact("a").Named("Ana Example").Email("ana@example.com", verified: true);
    private static readonly Contact Second = People.Contact("b").Named("Ana Example").Email("ana@example.com", verified: true)
        .Email("ana2@example.com");

    [Fact]
    public async Task A_consent_at_one_address_is_not_borrowed_by_another()
    {
        using var scenario = new Scenario();
        await scenario.ConsentAsync(Scenario.Mailbox("ana2@example.com"));
        await scenario.SendAsync("offer", First, Second);
        await scenario.DispatchAsync();
        scenario.Mail.Addresses.Should().Equal("ana2@example.com");
    }

    [Fact]
    public async Task A_consent_for_email_does_not_allow_texts()
    {
        using var scenario = new Scenario();
        await scenario.ConsentAsync(Scenario.Mailbox("bo@example.com"));
        scenario.Mail.Answers(Sdk.SendOutcome.Rejected("no"));
        await scenario.SendAsync("offer", People.Contact("bo").Email("bo@example.com").Phone(People.NewYorkPhone));
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task An_opt_out_at_any_address_of_the_person_counts_at_all_of_them()
    {
        using var scenario = new Scenario();
        await scenario.OptOutAsync("ana2@example.com");
        (await scenario.SendAsync("outage", First, Second)).Outcomes.Should().OnlyContain(o => o.Kind == OutcomeKind.Suppressed);
    }

    [Fact]
    public async Task An_opt_out_at_a_shared_address_stays_at_that_address()
    {
        using var scenario = new Scenario();
        await scenario.OptOutAsync("home@example.com");
        var report = await scenario.SendAsync("outage",
            People.Contact("a").Named("Ann Lee").Email("home@example.com").Email("ann@example.com"),
            People.Contact("b").Named("Bob Ray").Email("home@example.com"));
        report.Of("a").Kind.Should().Be(OutcomeKind.Planned);
        report.Of("b").Kind.Should().Be(OutcomeKind.Suppressed);
        await scenario.DispatchAsync();
        scenario.Mail.Addresses.Should().Equal("ann@example.com");
    }

    [Fact]
    public async Task The_quiet_hours_of_every_account_count()
    {
        using var scenario = new Scenario();
        var quiet = Second with
        {
            QuietHours = new(new LocalTime(9, 0), new LocalTime(12, 0)),
            Country = "US",
            TimeZone =
            "America/New_York"
        };
        var report = await scenario.SendAsync("outage", First.Confirmed(5) with { TimeZone = "America/New_York" }, quiet);
        report.Of("a").Kind.Should().Be(OutcomeKind.Held);
        report.Of("a").Codes().Should().Contain(ReasonCodes.QuietHours);
    }

    [Fact]
    public void Linking_never_reaches_an_address_that_would_not_be_reached_alone() => Repeatable.ForAll(World.Any(6), 25, world =>
    {
        var together = ReachedAsync(world, world.Contacts).GetAwaiter().GetResult();
        var alone = world.Contacts.SelectMany(c => ReachedAsync(world, [c]).GetAwaiter().GetResult()).ToHashSet();
        together.Should().BeSubsetOf(alone);
    });

    /// <summary>The addresses that are allowed at all: every route fails, so every route is tried.</summary>
    private static async Task<HashSet<string>> ReachedAsync(World world, Contact[] contacts)
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(Sdk.SendOutcome.Rejected("no"));
        scenario.Texts.Answers(Sdk.SendOutcome.Rejected("no"));
        await scenario.SendAsync(world.Topic, contacts);
        for (var hour = 0; hour < 48; hour += 4)
            await scenario.DispatchAfterAsync(Duration.FromHours(4));
        return [.. scenario.Mail.Calls.Concat(scenario.Texts.Calls).Select(m => $"{m.Channel} {m.To.Deliverable}")];
    }
}
