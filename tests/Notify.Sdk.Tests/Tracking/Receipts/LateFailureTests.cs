using NodaTime;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Tracking;

/// <summary>A failure that is reported late, of an attempt before the one that counts: it must take nothing back.</summary>
public sealed class LateFailureTests : IDisposable
{
    private readonly RecordingTransport _acme = new(DeliveryChannel.Email);
    private readonly RecordingTransport _spare = new(DeliveryChannel.Email);
    private readonly RecordingTransport _texts = new(DeliveryChannel.Sms);
    private readonly Scenario _scenario;

    public LateFailureTests() => _scenario = new(b =>
    {
        b.Services.RemoveTransports();
        b.AddTransport("acme", _ => _acme).AddTransport("spare", _ => _spare).AddTransport("texts", _ => _texts)
            .AddTopic("twice", t => Words(t).OnUnknown(UnknownOutcomePolicy.ResendOnUnknown))
            .AddTopic("once", t => Words(t));
    });

    public void Dispose() => _scenario.Dispose();

    private static TopicBuilder Words(TopicBuilder topic) => topic.Transactional().Over(DeliveryChannel.Email, DeliveryChannel.Sms)
        .Email("en", "News", "News.").Sms("en", "News.");

    private async Task<(DeliveryState, int Route)> StandingAsync(string key)
    {
        var delivery = await _scenario.DeliveryAsync(key, "ana");
        return (delivery.State, delivery.RouteIndex);
    }

    private Task<bool> FailedAsync(string providerId, string provider = "acme", ReceiptKind kind = ReceiptKind.Failed) =>
        _scenario.Receipts.RecordAsync(new Receipt(provider, $"event of {providerId}", providerId, kind, _scenario.Time.Now)
        {
            IdempotencyKey = _acme.Calls[0].IdempotencyKey,
        });

    private async Task SettleAsync(Settlement settlement) => await _scenario.Notifier.SettleAsync(
        await _scenario.DeliveryAsync("once/1", "ana"), settlement, "duty", "looked it up");

    [Fact]
    public async Task Of_an_attempt_without_answer_after_the_next_was_accepted_it_takes_nothing_back()
    {
        _acme.AnswersInTurn(SendOutcome.Unknown("no answer"), SendOutcome.Accepted("second"));
        await _scenario.SendAsync("twice", People.Ana);
        await _scenario.DispatchAsync();
        await _scenario.DispatchAfterAsync(Duration.FromHours(1));

        (await FailedAsync("first")).Should().BeFalse();
        (await StandingAsync("twice/1")).Should().Be((DeliveryState.Accepted, 0));

        (await FailedAsync("second")).Should().BeTrue("that is the message which was accepted");
        (await StandingAsync("twice/1")).Should().Be((DeliveryState.Planned, 1));
    }

    [Fact]
    public async Task Of_an_attempt_that_somebody_called_lost_it_takes_nothing_back_from_the_next_provider()
    {
        _acme.AnswersInTurn(SendOutcome.Unknown("no answer"), SendOutcome.Deferred("busy"));
        await _scenario.SendAsync("once", People.Ana);
        await _scenario.DispatchAsync();
        await SettleAsync(Settlement.DidNotArrive);
        await SettleAsync(Settlement.TryAgain);
        await _scenario.DispatchAsync();
        (await _scenario.DeliveryAsync("once/1", "ana")).Provider.Should().Be("spare");

        (await FailedAsync("first")).Should().BeFalse();
        (await StandingAsync("once/1")).Should().Be((DeliveryState.Accepted, 0));
    }

    [Fact]
    public async Task Of_an_attempt_that_somebody_called_lost_it_takes_nothing_back_from_the_same_provider()
    {
        _acme.AnswersInTurn(SendOutcome.Unknown("no answer"), SendOutcome.Accepted("second"));
        await _scenario.SendAsync("once", People.Ana);
        await _scenario.DispatchAsync();
        await SettleAsync(Settlement.DidNotArrive);
        await SettleAsync(Settlement.TryAgain);
        await _scenario.DispatchAsync();

        (await FailedAsync("first")).Should().BeFalse();
        (await StandingAsync("once/1")).Should().Be((DeliveryState.Accepted, 0));
    }

    [Theory]
    [InlineData(ReceiptKind.Failed)]
    [InlineData(ReceiptKind.Bounced)]
    public async Task That_comes_while_the_next_attempt_is_out_waits_for_its_answer(ReceiptKind kind)
    {
        _acme.AnswersInTurn(SendOutcome.Unknown("no answer"));
        await _scenario.SendAsync("twice", People.Ana);
        await _scenario.DispatchAsync();
        _acme.Answer = async (_, _) =>
        {
            (await FailedAsync("first", kind: kind)).Should().BeFalse();
            (await StandingAsync("twice/1")).Should().Be((DeliveryState.Sending, 0));
            return SendOutcome.Accepted("second");
        };
        await _scenario.DispatchAfterAsync(Duration.FromHours(1));
        (await StandingAsync("twice/1")).Should().Be((DeliveryState.Accepted, 0));

        (await _scenario.Receipts.SettleParkedAsync()).Should().Be(1);
        (await StandingAsync("twice/1")).Should().Be((DeliveryState.Accepted, 0));
        _texts.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task That_an_attempt_arrived_after_all_counts_whichever_it_was()
    {
        _acme.AnswersInTurn(SendOutcome.Unknown("no answer"), SendOutcome.Accepted("second"));
        await _scenario.SendAsync("twice", People.Ana);
        await _scenario.DispatchAsync();
        await _scenario.DispatchAfterAsync(Duration.FromHours(1));
        (await FailedAsync("first", kind: ReceiptKind.Delivered)).Should().BeTrue();
        (await StandingAsync("twice/1")).Should().Be((DeliveryState.Delivered, 0));
    }
}
