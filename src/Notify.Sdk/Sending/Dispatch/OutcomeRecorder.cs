using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>Writes down what came of a hand-over: closes, retries, falls back to the next route, or holds as in doubt.</summary>
internal sealed partial class OutcomeRecorder(
    IOutbox outbox,
    LearntRefusals learnt,
    IClock clock,
    IOptions<SendingOptions> options,
    ILogger<OutcomeRecorder> logger)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly NextStep _nextStep = new(options.Value);

    /// <summary>
    /// Records what came together in one transaction; where that fails, each for itself. What a transport answered is known only here, so
    /// it is written until the lease ends, whatever the store says meanwhile; then the delivery is as for a worker that died, and the next
    /// one finds it in doubt. What follows from it for the address is written after it, and keeps it from nothing.
    /// </summary>
    /// <param name="handed">What was handed over.</param>
    /// <param name="lease">The lease that the deliveries are held by.</param>
    /// <param name="recorded">Is told of each what is stored afterwards. Called by several threads.</param>
    /// <returns>What is still being written, each for itself.</returns>
    public async Task<IReadOnlyList<Task>> RecordAsync(IReadOnlyList<HandedOver> handed, Lease lease, Action<HandedOver, Delivery> recorded)
    {
        var now = clock.GetCurrentInstant();
        var alone = await RecordTogetherAsync(handed, lease, now, recorded);
        await learnt.AddAsync(handed, now);
        return alone;
    }

    private async Task<IReadOnlyList<Task>> RecordTogetherAsync(IReadOnlyList<HandedOver> handed, Lease lease, Instant now,
        Action<HandedOver, Delivery> recorded)
    {
        try
        {
            var first = First(handed, now);
            return Recorded(handed, first, await outbox.UpdateAsync(first), lease, now, recorded);
        }
#pragma warning disable CA1031 // one store that is away, or one delivery that it cannot write, must not lose what others were answered
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogFault(handed[0].Ready.Delivery.Id.Value, handed[0].Outcome?.Kind, fault.GetType().Name);
            return [.. handed.Select(h => RecordAsync(h, lease, now, recorded))];
        }
    }

    /// <summary>Writes what follows from earlier answers and could not be written then.</summary>
    public Task WriteOwedAsync() => learnt.WriteAsync();

    /// <summary>
    /// Whether answers may wait until the next wave was looked at: all were accepted, so that no gate would judge otherwise for knowing
    /// them.
    /// </summary>
    public static bool MayWait(IReadOnlyList<HandedOver> handed)
    {
        for (var i = 0; i < handed.Count; i++)
        {
            if (handed[i].Outcome is not { Kind: SendOutcomeKind.Accepted })
                return false;
        }

        return true;
    }

    /// <summary>
    /// Records answers that <see cref="MayWait"/>, and after them what else is to be written, in one transaction: how the attempts went,
    /// or null when nothing was written.
    /// </summary>
    public async Task<IReadOnlyList<StartResult>?> RecordWithAsync(IReadOnlyList<HandedOver> handed, IReadOnlyList<Delivery> others,
        IReadOnlyList<StartingDelivery> starting, Lease lease, Action<HandedOver, Delivery> recorded)
    {
        var now = clock.GetCurrentInstant();
        try
        {
            var first = First(handed, now);
            var (updated, started) = await outbox.StepAsync([.. first, .. others], starting);
            await Task.WhenAll(Recorded(handed, first, updated, lease, now, recorded));
            return started;
        }
#pragma warning disable CA1031 // as above
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogFault(handed[0].Ready.Delivery.Id.Value, handed[0].Outcome?.Kind, fault.GetType().Name);
            return null;
        }
    }

    private Delivery[] First(IReadOnlyList<HandedOver> handed, Instant now)
    {
        var first = new Delivery[handed.Count];
        for (var i = 0; i < first.Length; i++)
            first[i] = Versions(handed[i], now).First();
        return first;
    }

    private List<Task> Recorded(IReadOnlyList<HandedOver> handed, Delivery[] first, IReadOnlyList<bool> written, Lease lease, Instant now,
        Action<HandedOver, Delivery> recorded)
    {
        List<Task> alone = [];
        for (var i = 0; i < first.Length; i++)
        {
            if (written[i])
                recorded(handed[i], first[i]);
            else
                alone.Add(RecordAsync(handed[i], lease, now, recorded));
        }

        return alone;
    }

    private async Task RecordAsync(HandedOver handed, Lease lease, Instant now, Action<HandedOver, Delivery> recorded)
    {
        var delivery = handed.Ready.Delivery;
        var (began, left) = (Stopwatch.GetTimestamp(), lease.Remaining.ToTimeSpan());
        for (var pause = ShortestPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                recorded(handed, await WriteAsync(handed, now));
                return;
            }
#pragma warning disable CA1031 // as above
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFault(delivery.Id.Value, handed.Outcome?.Kind, fault.GetType().Name);
                if (lease.Remaining <= Duration.Zero || Stopwatch.GetElapsedTime(began) + pause >= left)
                {
                    recorded(handed, delivery);
                    return;
                }

                await Task.Delay(pause);
            }
        }
    }

    private async Task<Delivery> WriteAsync(HandedOver handed, Instant now)
    {
        foreach (var version in Versions(handed, now))
        {
            if ((await outbox.UpdateAsync([version]))[0])
                return version;
        }

        // Cancelled, replaced or taken over meanwhile: what the store says is what happened, unless its row was damaged since.
        try
        {
            return await outbox.FindAsync(handed.Ready.Delivery.Id) ?? handed.Ready.Delivery;
        }
        catch (InvalidDataException)
        {
            return handed.Ready.Delivery;
        }
    }

    private IEnumerable<Delivery> Versions(in HandedOver handed, Instant now)
    {
        var (ready, outcome) = handed;
        var delivery = ready.Delivery with
        {
            Provider = outcome is null ? ready.Delivery.Provider : ready.Message.Provider,
            ChangedAt =
            now
        };
        return _nextStep.Versions(delivery, ready.Topic, outcome?.WithoutAddress(ready.Message.To), now, ready.Standing);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message =
        "The outcome {Outcome} of delivery {Delivery} could not be written down: {Fault}; it is tried again while the lease lasts")]
    private partial void LogFault(string delivery, SendOutcomeKind? outcome, string fault);
}
