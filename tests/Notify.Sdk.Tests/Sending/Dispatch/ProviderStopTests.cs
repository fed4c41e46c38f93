using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tests.Tracking;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Sending;

/// <summary>A stop that somebody told the provider is learnt from its refusal, and holds as if it had been told to us.</summary>
public sealed class ProviderStopTests
{
    private static readonly AddressKey Number = Scenario.Number(People.NewYorkPhone);
    private static readonly SendOutcome Refused = SendOutcome.Rejected("stopped there", RejectionScope.OptedOut);

    [Fact]
    public async Task A_message_that_the_provider_refuses_for_it_takes_the_next_route_and_no_further_one_leaves_over_that_channel()
    {
        using Scenario scenario = new(b => b.AddTopic("news", t => t.Transactional().Over(DeliveryChannel.Sms, DeliveryChannel.Email)
            .Sms("en", "News.").Email("en", "News", "News.")));
        scenario.Texts.Answers(Refused);
        await scenario.SendAsync("news", People.Ana);
        await scenario.DispatchAsync();
        (scenario.Texts.Calls.Count, scenario.Mail.Calls.Count).Should().Be((1, 1));

        var again = await scenario.SendAsync(new Notification("news", "news/2"), People.Ana);
        again.Of("ana").Channel.Should().Be(DeliveryChannel.Email);
        var stop = (await StopsAsync(scenario, "news")).Should().ContainSingle().Subject;
        (stop.Scope, stop.Channel, stop.Brand).Should().Be((ConsentScope.Everything, DeliveryChannel.Sms, ""));
        stop.Revocation.Should().Be(new Revocation { Method = "provider", MatchedRule = "fake-sms", HonouredAt = scenario.Time.Now });
        (await scenario.Suppressions.FindAsync([Number])).Should().BeEmpty("the number is good");
    }

    [Fact]
    public async Task A_receipt_that_says_it_is_a_failure_and_teaches_the_stop_once()
    {
        using Scenario scenario = new(b => b.AddText("news"));
        await scenario.SendAsync("news", People.Ana);
        await scenario.DispatchAsync();
        var id = (await scenario.DeliveryAsync("news/1", "ana")).ProviderId!;
        foreach (var @event in new[] { "e1", "e1", "e2" })
            await scenario.Receipts.RecordAsync(new("fake-sms", @event, id, ReceiptKind.OptedOut, scenario.Time.Now));
        (await scenario.DeliveryAsync("news/1", "ana")).State.Should().Be(DeliveryState.Failed);
        (await StopsAsync(scenario, "news")).Should().ContainSingle().Which.Channel.Should().Be(DeliveryChannel.Sms);
    }

    [Fact]
    public async Task Start_over_the_channel_takes_it_back()
    {
        using var scenario = Replies.Scenario(more: b => b.AddText("news"));
        scenario.Texts.Answers(Refused);
        await scenario.SendAsync("news", Replies.Mobile());
        await scenario.DispatchAsync();
        scenario.Time.Advance(NodaTime.Duration.FromHours(1));
        (await scenario.SendAsync(new Notification("news", "news/2"), Replies.Mobile())).Planned.Should().Be(0);

        await scenario.ReceiveAsync("START");
        (await scenario.SendAsync(new Notification("news", "news/3"), Replies.Mobile())).Planned.Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task At_a_brand_with_numbers_of_its_own_it_holds_for_that_brand(bool byReceipt)
    {
        using var scenario = Replies.Scenario(more: b => b.AddText("acme", t => t.From("Acme")).AddText("globex", t => t.From("Globex"))
            .AddReplySender("Globex", "help@globex.example", "24680"));
        if (!byReceipt)
            scenario.Texts.Answers(Refused);
        await scenario.SendAsync("globex", Replies.Mobile());
        await scenario.DispatchAsync();
        if (byReceipt)
            await scenario.Receipts.RecordAsync(new("fake-sms", "e", (await scenario.DeliveryAsync("globex/1", "ana")).ProviderId!,
                ReceiptKind.OptedOut, scenario.Time.Now));
        (await scenario.SendAsync(new Notification("globex", "globex/2"), Replies.Mobile())).Planned.Should().Be(0);
        (await scenario.SendAsync("acme", Replies.Mobile())).Planned.Should().Be(1);
    }

    [Fact]
    public async Task A_ledger_that_is_away_keeps_no_answer_from_being_written_and_learns_later()
    {
        var ledger = DispatchProxy.Create<IConsentLedger, AwayLedger>();
        var away = (AwayLedger)(object)ledger;
        using Scenario scenario = new(b => b.AddText("news").Services.Replace(ServiceDescriptor.Singleton(s =>
        {
            away.Inner = ActivatorUtilities.CreateInstance<InMemoryConsentLedger>(s);
            return ledger;
        })));
        scenario.Texts.Answers(Refused);
        await scenario.SendAsync("news", People.Ana);
        away.IsAway = true;
        (await scenario.DispatchAsync()).Failed.Should().Be(1);
        away.IsAway = false;
        (await StopsAsync(scenario, "news")).Should().BeEmpty();

        await scenario.DispatchAsync();
        (await StopsAsync(scenario, "news")).Should().ContainSingle();
    }

    private static async Task<IReadOnlyList<ConsentRecord>> StopsAsync(Scenario scenario, string topic) =>
        [.. (await scenario.Get<IConsentLedger>().FindAsync([Number], topic)).Where(r => r.Status == ConsentStatus.Withdrawn)];

    /// <summary>Takes no records while it is away.</summary>
    public class AwayLedger : DispatchProxy
    {
        public IConsentLedger? Inner { get; set; }

        public bool IsAway { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            IsAway && targetMethod!.Name == nameof(IConsentLedger.AppendAsync) ? throw new IOException("away")
                : targetMethod!.Invoke(Inner, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
    }
}
