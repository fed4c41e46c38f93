using System.Collections.Concurrent;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Tests.Sending.Transports;

/// <summary>
/// A transport with its provider in one, which keeps to the contract; what is made wrong on purpose overrides one member.
/// </summary>
internal class InMemoryProvider(ProviderBehavior behavior) : ITransport
{
    private readonly ConcurrentQueue<string> _received = new();
    private int _ids;

    public IReadOnlyList<string> Received => [.. _received];

    public string Name => "in-memory";

    public DeliveryChannel Channel => DeliveryChannel.Sms;

    protected ProviderBehavior Behavior => behavior;

    public virtual ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? new(SendOutcome.Deferred("cancelled")) : HandOverAsync(message, cancellationToken);

    protected virtual string Written(OutgoingMessage message) =>
        $"{message.IdempotencyKey} to {message.To.Deliverable}: {message.Content.Text}";

    protected virtual async ValueTask<SendOutcome> HandOverAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (behavior != ProviderBehavior.IsUnreachable)
            _received.Enqueue(Written(message));
        if (behavior == ProviderBehavior.NeverAnswers)
            await SilenceAsync(cancellationToken);
        return Outcome(message);
    }

    protected virtual async Task SilenceAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource told = new();
        await using var registration = cancellationToken.Register(told.SetResult);
        await told.Task;
    }

    protected virtual SendOutcome Outcome(OutgoingMessage message) => behavior switch
    {
        ProviderBehavior.Accepts => SendOutcome.Accepted($"id-{Interlocked.Increment(ref _ids)}"),
        ProviderBehavior.RejectsMessage => SendOutcome.Rejected("too long"),
        ProviderBehavior.RejectsAddress => SendOutcome.Rejected("no such number", RejectionScope.Address),
        ProviderBehavior.RefusesAccount => SendOutcome.Rejected("wrong key", RejectionScope.Account),
        ProviderBehavior.NotNow or ProviderBehavior.IsUnreachable => SendOutcome.Deferred("later"),
        ProviderBehavior.LosesTheAnswer or ProviderBehavior.NeverAnswers or ProviderBehavior.AnswersGarbage => SendOutcome.Unknown("?"),
        _ => throw new ArgumentOutOfRangeException(nameof(message), behavior, "This behaviour is not known."),
    };
}

/// <summary>Transports that are wrong in one point each.</summary>
internal static class WrongTransports
{
    public sealed class CallsALostAnswerDeferred(ProviderBehavior behavior) : InMemoryProvider(behavior)
    {
        protected override SendOutcome Outcome(OutgoingMessage message) =>
            Behavior == ProviderBehavior.LosesTheAnswer ? SendOutcome.Deferred("connection lost") : base.Outcome(message);
    }

    public sealed class ThrowsWhatItCannotRead(ProviderBehavior behavior) : InMemoryProvider(behavior)
    {
        protected override SendOutcome Outcome(OutgoingMessage message) =>
            Behavior == ProviderBehavior.AnswersGarbage ? throw new FormatException("garbage") : base.Outcome(message);
    }

    public sealed class MakesAKeyOfItsOwn(ProviderBehavior behavior) : InMemoryProvider(behavior)
    {
        protected override string Written(OutgoingMessage message) => base.Written(message with { IdempotencyKey = "mine" });
    }

    public sealed class RepeatsByItself(ProviderBehavior behavior) : InMemoryProvider(behavior)
    {
        protected override async ValueTask<SendOutcome> HandOverAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            var first = await base.HandOverAsync(message, cancellationToken);
            return first.Kind == SendOutcomeKind.Deferred ? await base.HandOverAsync(message, cancellationToken) : first;
        }
    }

    public sealed class ShowsTheAddress(ProviderBehavior behavior) : InMemoryProvider(behavior)
    {
        protected override SendOutcome Outcome(OutgoingMessage message) => Behavior == ProviderBehavior.RejectsAddress
            ? SendOutcome.Rejected($"{message.To.Deliverable} does not exist", RejectionScope.Address) : base.Outcome(message);
    }

    public sealed class KeepsTheMessageInAField(ProviderBehavior behavior) : InMemoryProvider(behavior)
    {
        private OutgoingMessage? _message;

        protected override async ValueTask<SendOutcome> HandOverAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            _message = message;
            await Task.Delay(50, CancellationToken.None);
            return await base.HandOverAsync(_message, cancellationToken);
        }
    }

    public sealed class DoesNotListen(ProviderBehavior behavior) : InMemoryProvider(behavior)
    {
        protected override Task SilenceAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, CancellationToken.None);
    }

    public sealed class ThrowsWhenItIsCancelled(ProviderBehavior behavior) : InMemoryProvider(behavior)
    {
        public override ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return base.SendAsync(message, cancellationToken);
        }
    }

    public sealed class BlamesTheAddressForOurAccount(ProviderBehavior behavior) : InMemoryProvider(behavior)
    {
        protected override SendOutcome Outcome(OutgoingMessage message) => Behavior == ProviderBehavior.RefusesAccount
            ? SendOutcome.Rejected("forbidden", RejectionScope.Address) : base.Outcome(message);
    }
}
