using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>
/// The second half of the story: lease, look again, hand over, write down. Nothing leaves without two yeses, and an
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
    private const int MaximumRounds = 8;

    private readonly SendingOptions _options = options.Value;

    public async Task<DispatchReport> DispatchDueAsync(CancellationToken cancellationToken)
    {
        var tally = new DispatchTally();
        while (!cancellationToken.IsCancellationRequested)
        {
            var now = clock.GetCurrentInstant();
            var lease = new Lease(time, _options.Lease);
            var leased = await outbox.LeaseAsync(new(now, now + _options.Lease, _options.BatchSize), cancellationToken);
            if (leased.Count == 0)
                break;
            await WorkAsync(leased, lease, tally, cancellationToken);
        }

        return tally.ToReport();
    }

    /// <summary>
    /// In waves: every message is looked at again just before it leaves, and a worker that dies leaves no more in doubt than it was
    /// handing over.
    /// </summary>
    private async Task WorkAsync(IReadOnlyList<Delivery> leased, Lease lease, DispatchTally tally, CancellationToken cancellationToken)
    {
        var reached = 0;
        try
        {
            foreach (var wave in leased.Chunk(_options.Concurrency))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (lease.Remaining <= Duration.FromTimeSpan(_options.HandOverTimeout))
                    break; // too late to begin: given back, and leased again
                var now = clock.GetCurrentInstant();
                var ready = await LookAgainAsync(wave, now, tally, cancellationToken);
                reached += wave.Length;
                var noRoom = await BeginAsync(ready, now, lease, tally, cancellationToken);
                await AskAgainAsync(noRoom, lease, tally, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // A stop is no fault: the report says what was done.
        }
        finally
        {
            await GiveBackAsync([.. leased.Skip(reached)]);
        }
    }

    /// <summary>
    /// What was leased and not reached is free for the next worker at once, not when the lease ends. One that a dead worker was
    /// sending keeps its doubt.
    /// </summary>
    private async Task GiveBackAsync(List<Delivery> leased)
    {
        var free = leased.Where(d => d.State == DeliveryState.Leased)
            .Select(d => d with { State = DeliveryState.Planned, ChangedAt = clock.GetCurrentInstant() }).ToList();
        if (free.Count > 0)
            await outbox.UpdateAsync(free, CancellationToken.None);
    }

    /// <summary>Asks the gates again; writes down what is not to be sent now, and returns the rest with their words.</summary>
    private async Task<List<ReadyDelivery>> LookAgainAsync(IReadOnlyList<Delivery> leased, Instant now, DispatchTally tally,
        CancellationToken cancellationToken)
    {
        var looked = await secondLook.JudgeAsync(leased, now, cancellationToken);
        foreach (var delivery in looked.NotNow)
            LogNotNow(delivery.Id.Value, delivery.State);
        if (looked.NotNow.Count > 0)
            await outbox.UpdateAsync(looked.NotNow, CancellationToken.None);
        tally.Add(looked.NotNow);
        return looked.Ready;
    }

    /// <summary>
    /// Writes the attempts down and hands them over. A refused one was cancelled or taken over in the meantime: it is not sent.
    /// Returns those whose last place under a cap another took since the facts were loaded.
    /// </summary>
    private async Task<List<Delivery>> BeginAsync(List<ReadyDelivery> ready, Instant now, Lease lease, DispatchTally tally,
        CancellationToken stopping)
    {
        List<StartingDelivery> sending = [.. ready.Select(r => new StartingDelivery(
            r.Delivery with
            {
                State = DeliveryState.Sending,
                Provider = r.Message.Provider,
                Attempts = r.Delivery.Attempts + 1,
                ChangedAt = now,
            },
            r.Places))];
        if (sending.Count == 0)
            return [];
        var results = await outbox.StartAsync(sending, CancellationToken.None);
        List<ReadyDelivery> begun = new(ready.Count);
        List<Delivery> noRoom = [];
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i] == StartResult.Started)
                begun.Add(ready[i] with { Delivery = sending[i].Delivery with { Epoch = sending[i].Delivery.Epoch + 1 } });
            else if (results[i] == StartResult.NoRoom)
                noRoom.Add(ready[i].Delivery);
        }

        await HandOverAsync(begun, lease, tally, stopping);
        return noRoom;
    }

    /// <summary>
    /// Looks again at what found no room, now that those before it have their answers: one that was rejected gave its place back, and
    /// otherwise the gates say until when to wait. What workers snatch from one another time and again waits for a retry.
    /// </summary>
    private async Task AskAgainAsync(List<Delivery> noRoom, Lease lease, DispatchTally tally, CancellationToken stopping)
    {
        for (var round = 0; noRoom.Count > 0 && round < MaximumRounds; round++)
        {
            var now = clock.GetCurrentInstant();
            noRoom = await BeginAsync(await LookAgainAsync(noRoom, now, tally, CancellationToken.None), now, lease, tally, stopping);
        }

        var later = clock.GetCurrentInstant();
        List<Delivery> waiting =
            [.. noRoom.Select(
            d => d with { State = DeliveryState.Held, Due = later + Duration.FromTimeSpan(_options.FirstRetry), ChangedAt = later })];
        if (waiting.Count == 0)
            return;
        await outbox.UpdateAsync(waiting, CancellationToken.None);
        tally.Add(waiting);
    }

    /// <summary>
    /// All of a wave at once: there are no more of them than may be handed over at a time. Answers that have come are written down
    /// together while others are awaited.
    /// </summary>
    private async Task HandOverAsync(List<ReadyDelivery> begun, Lease lease, DispatchTally tally, CancellationToken stopping)
    {
        if (begun.Count == 0)
            return;
        using var time = transports.Begin(stopping);
        using HandOvers running = new(
            begun, ready => HandOverAsync(ready, time, lease, stopping), ready => transports.LeftBehind(ready.Message), time.Last);
        running.Start();
        List<HandedOver> answers = [];
        List<Task> alone = [];
        for (; await running.ReadAsync(answers); answers = [])
            alone.AddRange(await recorder.RecordAsync(answers, lease, (handed, recorded) => Recorded(handed, recorded, tally)));
        await Task.WhenAll(alone);
    }

    private async ValueTask<SendOutcome?> HandOverAsync(ReadyDelivery ready, HandOverTime time, Lease lease, CancellationToken stopping)
    {
        // A worker that was asleep must not send what another has taken over, what it cannot finish in time, or what has lost its
        // permission.
        return stopping.IsCancellationRequested || lease.Remaining <= Duration.FromTimeSpan(_options.HandOverTimeout)
            || clock.GetCurrentInstant() >= ready.Message.ValidUntil
            ? null
            : await transports.SendAsync(ready.Message, time);
    }

    private void Recorded(in HandedOver handed, Delivery recorded, DispatchTally tally)
    {
        tally.Add(recorded);
        LogHandedOver(handed.Ready.Delivery.Id.Value, handed.Ready.Message.Channel, handed.Outcome?.Kind, recorded.State);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Delivery} over {Channel}: {Outcome}, now {State}")]
    private partial void LogHandedOver(string delivery, DeliveryChannel channel, SendOutcomeKind? outcome, DeliveryState state);

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Delivery} is not sent now: {State}")]
    private partial void LogNotNow(string delivery, DeliveryState state);
}
