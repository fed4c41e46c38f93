using System.Collections.Concurrent;

namespace Notify.Sdk.Tests.TestKit;

/// <summary>A provider that keeps what it was given and answers as it is told to; accepts everything by default.</summary>
internal sealed class RecordingTransport(DeliveryChannel channel, string? name = null) : ITransport
{
    private readonly ConcurrentQueue<OutgoingMessage> _calls = new();
    private readonly ConcurrentQueue<OutgoingMessage> _maybeTaken = new();

    public string Name => name ?? $"fake-{channel}";

    public DeliveryChannel Channel => channel;

    /// <summary>What comes of a hand-over. Default: accepted under the idempotency key with "p-" before it.</summary>
    public Func<OutgoingMessage, CancellationToken, ValueTask<SendOutcome>> Answer { get; set; } =
        static (message, _) => new(SendOutcome.Accepted($"p-{message.IdempotencyKey}"));

    /// <summary>Everything that was handed over, in order.</summary>
    public IReadOnlyList<OutgoingMessage> Calls => [.. _calls];

    public IEnumerable<string> Addresses => _calls.Select(m => m.To.Deliverable);

    public void Answers(SendOutcome outcome) => Answer = (_, _) => new(outcome);

    /// <summary>One answer for each call; the last one stays.</summary>
    public void AnswersInTurn(params SendOutcome[] outcomes)
    {
        var next = -1;
        Answer = (_, _) => new(outcomes[Math.Min(Interlocked.Increment(ref next), outcomes.Length - 1)]);
    }

    /// <summary>The messages that the provider took, or may have taken.</summary>
    public IReadOnlyList<OutgoingMessage> MaybeTaken => [.. _maybeTaken];

    public async ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        _calls.Enqueue(message);
        var outcome = await Answer(message, cancellationToken);
        if (outcome is { Kind: SendOutcomeKind.Accepted or SendOutcomeKind.Unknown })
            _maybeTaken.Enqueue(message);
        return outcome!;
    }
}
