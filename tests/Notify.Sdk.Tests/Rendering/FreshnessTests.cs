using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Notify.Sdk.Rendering;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Rendering;

public class FreshnessTests
{
    private static readonly Notification News = new("words", "words/1");
    private static readonly Contact Bo = People.Contact("bo").Named("Bo Example").Phone(People.NewYorkPhone);

    private static Contact WithBalance(string value, Instant? asOf) => Bo.With("balance", value, asOf);

    private static Scenario Balances(Ledger? ledger = null, bool impersonal = false, string text = "Balance {{attributes.balance}}.") =>
        new(b =>
    {
        b.AddTopic("words", t =>
        {
            t.Transactional().Over(DeliveryChannel.Sms).Sms("en", text).Sms("de", "Saldo {{attributes.balance}}.")
                .RequireFresh("balance", Duration.FromHours(2));
            if (impersonal)
                t.WhenStale(new(DeliveryChannel.Sms, "en", "Your balance changed."))
                    .WhenStale(new(DeliveryChannel.Sms, "de", "Ihr Saldo ist neu."));
        });
        if (ledger is not null)
        {
            b.UseAttributeSource<Ledger>();
            b.Services.AddSingleton<IAttributeSource>(ledger);
        }
    });

    private static string Sent(Scenario scenario) => scenario.Texts.Calls.Single().Content.Text;

    [Fact]
    public async Task A_value_that_is_too_old_is_fetched_again_and_the_new_one_is_told()
    {
        using var scenario = Balances(new Ledger("7"));
        (await scenario.SendAsync(News, WithBalance("5", Scenario.Monday - Duration.FromDays(1)))).Planned.Should().Be(1);
        await scenario.DispatchAsync();
        Sent(scenario).Should().Be("Balance 7.");
    }

    [Fact]
    public async Task A_value_that_is_missing_is_fetched_too_in_blocks_as_well()
    {
        using var scenario = Balances(new Ledger("7"), text: "{{#if attributes.balance}}Balance {{attributes.balance}}.{{/if}}");
        await scenario.SendAsync(News, Bo);
        await scenario.DispatchAsync();
        Sent(scenario).Should().Be("Balance 7.");
    }

    [Fact]
    public async Task A_fresh_value_is_not_asked_for()
    {
        var ledger = new Ledger("7");
        using var scenario = Balances(ledger);
        await scenario.SendAsync(News, WithBalance("5", Scenario.Monday));
        await scenario.DispatchAsync();
        Sent(scenario).Should().Be("Balance 5.");
        ledger.Asked.Should().BeEmpty();
    }

    [Fact]
    public async Task Values_are_fetched_once_for_a_batch()
    {
        var ledger = new Ledger("7");
        using var scenario = Balances(ledger);
        await scenario.SendAsync(News, [.. Enumerable.Range(0, 50).Select(i => People.Contact($"a{i:00}").Phone($"+120255501{i:00}"))]);
        ledger.Asked.Should().ContainSingle().Which.Should().HaveCount(50).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task At_the_hand_over_it_is_fetched_once_more()
    {
        var ledger = new Ledger("7");
        using var scenario = Balances(ledger);
        await scenario.SendAsync(News with { ExpiresAt = Scenario.Monday + Duration.FromDays(2) }, WithBalance("5", Scenario.Monday));
        scenario.Time.Advance(Duration.FromHours(4));
        ledger.Now = scenario.Time.Now;
        await scenario.DispatchAsync();
        Sent(scenario).Should().Be("Balance 7.");
    }

    [Fact]
    public async Task A_message_that_leaves_tomorrow_is_not_refused_today_because_it_is_fetched_again_then()
    {
        var ledger = new Ledger("7");
        using var scenario = Balances(ledger);
        var tomorrow = Scenario.Monday + Duration.FromDays(1);
        (await scenario.SendAsync(News with { NotBefore = tomorrow }, WithBalance("5", Scenario.Monday))).Of("bo").Kind.Should()
            .Be(OutcomeKind.Held);
        ledger.Now = tomorrow;
        await scenario.DispatchAfterAsync(Duration.FromDays(1));
        Sent(scenario).Should().Be("Balance 7.");
    }

    [Fact]
    public async Task A_fetched_value_that_is_no_newer_is_not_taken_and_one_that_is_too_old_as_well_is_refused()
    {
        using var scenario = Balances(new Ledger("7") { Now = Scenario.Monday - Duration.FromDays(3) });
        var outcome = (await scenario.SendAsync(News, WithBalance("5", Scenario.Monday - Duration.FromDays(1)))).Of("bo");
        (outcome.Kind, outcome.Codes().Single()).Should().Be((OutcomeKind.Suppressed, ReasonCodes.StaleData));
    }

    [Fact]
    public async Task A_source_that_fails_stops_the_send_instead_of_telling_old_news()
    {
        using var scenario = Balances(new Ledger("7") { Fails = true });
        var send = () => scenario.SendAsync(News, Bo);
        await send.Should().ThrowAsync<TimeoutException>();
    }

    [Theory]
    [InlineData("en", "Your balance changed.")]
    [InlineData("de-CH", "Ihr Saldo ist neu.")]
    public async Task Where_no_newer_value_can_be_had_the_words_without_it_are_used_and_said_so(string language, string words)
    {
        using var scenario = Balances(impersonal: true);
        var outcome = (await scenario.SendAsync(News, WithBalance("5", null) with { Language = language })).Of("bo");
        outcome.Codes().Should().Equal(ReasonCodes.ImpersonalWords);
        await scenario.DispatchAsync();
        Sent(scenario).Should().Be(words);
    }

    [Fact]
    public async Task A_value_that_grows_old_before_the_hand_over_gives_way_to_the_words_without_it()
    {
        using var scenario = Balances(impersonal: true);
        await scenario.SendAsync(News, WithBalance("5", Scenario.Monday));
        await scenario.DispatchAfterAsync(Duration.FromHours(3));
        Sent(scenario).Should().Be("Your balance changed.");
    }

    [Fact]
    public async Task A_fresh_value_is_told_although_there_are_words_without_it()
    {
        using var scenario = Balances(impersonal: true);
        (await scenario.SendAsync(News, WithBalance("5", Scenario.Monday))).Of("bo").Reasons.Should().BeEmpty();
        await scenario.DispatchAsync();
        Sent(scenario).Should().Be("Balance 5.");
    }

    [Fact]
    public void Words_for_stale_data_alone_are_no_words()
    {
        using var scenario =
            new Scenario(
                b => b.AddTopic("words", t => t.Transactional().Over(DeliveryChannel.Sms)
                .WhenStale(new(DeliveryChannel.Sms, "en", "Hi."))));
        var start = () => scenario.Notifier;
        start.Should().Throw<NotifyException>().WithMessage("*no sms template*");
    }

    /// <summary>A system that knows the balance of everybody.</summary>
    private sealed class Ledger(string balance) : IAttributeSource
    {
        public ConcurrentQueue<IReadOnlyList<StaleAttribute>> Asked { get; } = new();

        public Instant Now { get; set; } = Scenario.Monday;

        public bool Fails { get; set; }

        public ValueTask<IReadOnlyDictionary<StaleAttribute, ContactAttribute>> RefetchAsync(
            IReadOnlyList<StaleAttribute> stale, CancellationToken cancellationToken)
        {
            Asked.Enqueue(stale);
            return Fails ? throw new TimeoutException() : new(stale.ToDictionary(s => s, _ => new ContactAttribute(balance, Now)));
        }
    }
}
