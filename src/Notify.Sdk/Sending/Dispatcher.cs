using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Notify.Sdk.Sending;

/// <summary>
/// The second half of the story: claim, look again, hand over, write down. Nothing leaves without two yeses, and an
/// attempt is written down before the transport is called.
/// </summary>
internal sealed partial class Dispatcher(
    IOutbox outbox,
    SecondLook secondLook,
    TransportCaller transports,
    OutcomeRecorder recorder,
    IClock clock,
    TimeProvider time,
    IOptions<SendingOptions> options,
    ILogger<Dispatcher> logger) : IDispatcher
{
    private readonly SendingOptions _options = options.Value;

    public async Task<DispatchReport> DispatchDueAsync(CancellationToken cancellationToken)
    {
        var tally = new DispatchTally();
        while (!cancellationToken.IsCancellationRequested)
        {
            var now = clock.GetCurrentInstant();
            var lease = new Lease(time, _options.Lease);
            var claimed = await outbox.ClaimAsync(new(now, now + _options.Lease, _options.BatchSize), cancellationToken);
            if (claimed.Count == 0)
                break;
            var ready = await LookAgainAsync(claimed, now, tally, cancellationToken);
            // In waves: a worker that dies leaves no more in doubt than it was handing over.
            foreach (var wave in ready.Chunk(_options.Concurrency))
                await HandOverAsync(await BeginAsync(wave, now), lease, tally, cancellationToken);
        }

        return tally.ToReport();
    }

    /// <summary>Asks the gates again; writes down what is not to be sent now, and returns the rest with their words.</summary>
    private async Task<List<ReadyDelivery>> LookAgainAsync(IReadOnlyList<Delivery> claimed, Instant now, DispatchTally tally, CancellationToken cancellationToken)
    {
        var looked = await secondLook.JudgeAsync(claimed, now, cancellationToken);
        foreach (var delivery in looked.NotNow)
            LogNotNow(delivery.Id.Value, delivery.State);
        await outbox.UpdateAsync(looked.NotNow, CancellationToken.None);
        tally.Add(looked.NotNow);
        return looked.Ready;
    }

    /// <summary>Writes the attempts down. A refused one was cancelled or taken over in the meantime: it is not sent.</summary>
    private async Task<List<ReadyDelivery>> BeginAsync(ReadyDelivery[] ready, Instant now)
    {
        List<Delivery> sending = [.. ready.Select(r => r.Delivery with
        {
            State = DeliveryState.Sending,
            Attempts = r.Delivery.Attempts + 1,
            ChangedAt = now,
        })];
        var written = await outbox.UpdateAsync(sending, CancellationToken.None);
        List<ReadyDelivery> begun = new(ready.Length);
        for (var i = 0; i < written.Count; i++)
        {
            if (written[i])
                begun.Add(ready[i] with { Delivery = sending[i] with { Epoch = sending[i].Epoch + 1 } });
        }

        return begun;
    }

    private Task HandOverAsync(List<ReadyDelivery> begun, Lease lease, DispatchTally tally, CancellationToken stopping) =>
        Parallel.ForEachAsync(begun, new ParallelOptions { MaxDegreeOfParallelism = _options.Concurrency }, async (ready, _) =>
        {
            // A worker that was asleep must not send what another has taken over, nor what it cannot finish in time.
            var outcome = stopping.IsCancellationRequested || lease.Remaining <= _options.HandOverTimeout
                ? null
                : await transports.SendAsync(ready.Message);
            var recorded = await recorder.RecordAsync(ready, outcome);
            tally.Add(recorded);
            LogHandedOver(ready.Delivery.Id.Value, ready.Message.Channel, outcome?.Kind, recorded.State);
        });

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Delivery} over {Channel}: {Outcome}, now {State}")]
    private partial void LogHandedOver(string delivery, Channel channel, SendOutcomeKind? outcome, DeliveryState state);

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Delivery} is not sent now: {State}")]
    private partial void LogNotNow(string delivery, DeliveryState state);
}
