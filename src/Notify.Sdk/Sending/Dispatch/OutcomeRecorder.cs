using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Sending;

/// <summary>Writes down what came of a hand-over: closes, retries, falls back to the next route, or holds as in doubt.</summary>
internal sealed partial class OutcomeRecorder(
    IOutbox outbox,
    ISuppressionList suppressions,
    TransportCaller transports,
    IClock clock,
    IOptions<SendingOptions> options,
    ILogger<OutcomeRecorder> logger)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private const string InvalidAddresses = "invalid-addresses";

    private readonly NextStep _nextStep = new(options.Value);

    /// <summary>
    /// Records, and returns what is stored afterwards. What a transport answered is known only here, so it is written until the lease
    /// ends, whatever the store says meanwhile; then the delivery is as for a worker that died, and the next one finds it in doubt.
    /// </summary>
    /// <param name="ready">What was handed over.</param>
    /// <param name="outcome">The outcome; null when no attempt was made after all, and the delivery is given back.</param>
    /// <param name="lease">The claim that the delivery is held by.</param>
    public async Task<Delivery> RecordAsync(ReadyDelivery ready, SendOutcome? outcome, Lease lease)
    {
        var now = clock.GetCurrentInstant();
        var delivery = ready.Delivery with { Provider = transports.NameOf(ready.Message.Channel), ChangedAt = now };
        var (began, left) = (Stopwatch.GetTimestamp(), lease.Remaining.ToTimeSpan());
        for (var pause = ShortestPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await WriteAsync(delivery, ready, outcome, now);
            }
#pragma warning disable CA1031 // one store that is away, or one delivery that it cannot write, must not lose what others were answered
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFault(delivery.Id.Value, outcome?.Kind, fault.GetType().Name);
                if (lease.Remaining <= Duration.Zero || Stopwatch.GetElapsedTime(began) + pause >= left)
                    return delivery;
                await Task.Delay(pause);
            }
        }
    }

    private async Task<Delivery> WriteAsync(Delivery delivery, ReadyDelivery ready, SendOutcome? outcome, Instant now)
    {
        if (outcome is { Kind: SendOutcomeKind.Rejected, SuppressAddress: true })
            await suppressions.AddAsync([new(ready.Message.To.Key, InvalidAddresses, SuppressionKind.Invalid, now)]);
        foreach (var version in _nextStep.Versions(delivery, ready.Topic, outcome?.WithoutAddress(ready.Message.To), now))
        {
            if ((await outbox.UpdateAsync([version]))[0])
                return version;
        }

        // Cancelled, replaced or taken over meanwhile: what the store says is what happened.
        return await outbox.FindAsync(delivery.Id) ?? delivery;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message =
        "The outcome {Outcome} of delivery {Delivery} could not be written down: {Fault}; it is tried again while the lease lasts")]
    private partial void LogFault(string delivery, SendOutcomeKind? outcome, string fault);
}
