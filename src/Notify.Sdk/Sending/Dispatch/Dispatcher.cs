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
    TransportTable table,
    IClock clock,
    TimeProvider time,
    IOptions<SendingOptions> options,
    ILogger<Dispatcher> logger) : IDispatcher
{
    private const int MaximumRounds = 8;

    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(50);

    private readonly SendingOptions _options = options.Value;

    public async Task<DispatchReport> DispatchDueAsync(CancellationToken cancellationToken)
    {
        var tally = new DispatchTally();
        while (!cancellationToken.IsCancellationRequested)
        {
            await recorder.WriteOwedAsync();
            var now = clock.GetCurrentInstant();
            var lease = new Lease(time, _options.Lease);
            var leased = await outbox.LeaseAsync(
                new(now, now + _options.Lease, _options.BatchSize) { Except = table.Elsewhere }, cancellationToken);
            if (leased.Count == 0)
                break;
            await WorkAsync(leased, lease, tally, cancellationToken);
        }

        return tally.ToReport();
    }

    /// <summary>
    /// In waves: every message is looked at again just before it leaves, and a worker that dies leaves no more in doubt than it was
    /// handing over. Answers of a wave are written together with the beginnings of the next one, and before any of those leaves.
    /// </summary>
    private async Task WorkAsync(IReadOnlyList<Delivery> leased, Lease lease, DispatchTally tally, CancellationToken cancellationToken)
    {
        var reached = 0;
        KnownNotifications known = new();
        IReadOnlyList<HandedOver> answers = [];
        try
        {
            foreach (var wave in leased.Chunk(_options.Concurrency))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (lease.Remaining <= Duration.FromTimeSpan(_options.HandOverTimeout))
                    break; // too late to begin: given back, and leased again
                var now = clock.GetCurrentInstant();
                var looking = answers.Count == 0 ? secondLook.JudgeAsync(wave, known, now, cancellationToken)
                    : await LookAsideAsync(() => secondLook.JudgeAsync(wave, known, now, cancellationToken));
                if (looking is not { IsCompleted: true })
                    answers = await RecordAsync(answers, lease, tally);
                (answers, var noRoom) = await BeginAsync(await looking, answers, now, lease, tally, cancellationToken);
                reached += wave.Length;
                if (noRoom.Count == 0)
                    continue;
                answers = await RecordAsync(answers, lease, tally);
                await AskAgainAsync(noRoom, known, lease, tally, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // A stop is no fault: the report says what was done.
        }
        finally
        {
            await RecordAsync(answers, lease, tally);
            await GiveBackAsync([.. leased.Skip(reached)]);
        }
    }

    /// <summary>
    /// Begins to look on another thread, and waits for it as long as it may well be over at once: facts that come from afar, and gates that
    /// block their thread, keep no answer waiting.
    /// </summary>
    private async Task<Task<SecondLookResult>> LookAsideAsync(Func<Task<SecondLookResult>> look)
    {
        var patience = Task.Delay(AtOnce, time);
        var begun = Task.Factory.StartNew(look, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        await Task.WhenAny(begun, patience);
        return begun.Unwrap();
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

    /// <summary>
    /// Writes down the answers of the wave before, what is not to be sent now, and the attempts, and hands those over. A refused one was
    /// cancelled or taken over in the meantime: it is not sent. Returns answers that are still to be written, and those whose last place
    /// under a cap another took since the facts were loaded.
    /// </summary>
    private async Task<(IReadOnlyList<HandedOver> Answers, List<Delivery> NoRoom)> BeginAsync(SecondLookResult looked,
        IReadOnlyList<HandedOver> answers, Instant now, Lease lease, DispatchTally tally, CancellationToken stopping)
    {
        var sending = new StartingDelivery[looked.Ready.Count];
        for (var i = 0; i < sending.Length; i++)
            sending[i] = Starting(looked.Ready[i], now);
        var results = await WriteAsync(answers, looked.NotNow, sending, lease, tally);
        List<ReadyDelivery> begun = new(sending.Length);
        List<Delivery> noRoom = [];
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i] == StartResult.Started)
                begun.Add(looked.Ready[i] with { Delivery = sending[i].Delivery with { Epoch = sending[i].Delivery.Epoch + 1 } });
            else if (results[i] == StartResult.NoRoom)
                noRoom.Add(looked.Ready[i].Delivery);
        }

        return (await HandOverAsync(begun, lease, tally, stopping), noRoom);
    }

    private static StartingDelivery Starting(ReadyDelivery ready, Instant now) => new(
        ready.Delivery with
        {
            State = DeliveryState.Sending,
            Provider = ready.Message.Provider,
            Attempts = ready.Delivery.Attempts + 1,
            ChangedAt = now,
        },
        ready.Places);

    /// <summary>All in one transaction; where that fails, the answers by themselves first, for only this process knows them.</summary>
    private async Task<IReadOnlyList<StartResult>> WriteAsync(IReadOnlyList<HandedOver> answers, List<Delivery> notNow,
        StartingDelivery[] sending, Lease lease, DispatchTally tally)
    {
        if (sending.Length == 0 || answers.Count == 0
            || await recorder.RecordWithAsync(answers, notNow, sending, lease, Recorded(tally)) is not { } results)
        {
            await RecordAsync(answers, lease, tally);
            results = sending.Length + notNow.Count == 0 ? [] : (await outbox.StepAsync(notNow, sending, CancellationToken.None)).Started;
        }

        foreach (var delivery in notNow)
            LogNotNow(delivery.Id.Value, delivery.State);
        tally.Add(notNow);
        return results;
    }

    /// <summary>
    /// Looks again at what found no room, now that those before it have their answers: one that was rejected gave its place back, and
    /// otherwise the gates say until when to wait. What workers snatch from one another time and again waits for a retry.
    /// </summary>
    private async Task AskAgainAsync(
        List<Delivery> noRoom, KnownNotifications known, Lease lease, DispatchTally tally, CancellationToken stopping)
    {
        for (var round = 0; noRoom.Count > 0 && round < MaximumRounds; round++)
        {
            var now = clock.GetCurrentInstant();
            var looked = await secondLook.JudgeAsync(noRoom, known, now, CancellationToken.None);
            (var answers, noRoom) = await BeginAsync(looked, [], now, lease, tally, stopping);
            await RecordAsync(answers, lease, tally);
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
    /// together while others are awaited; the last ones are returned when they may wait for the beginnings of the next wave.
    /// </summary>
    private async Task<IReadOnlyList<HandedOver>> HandOverAsync(
        List<ReadyDelivery> begun, Lease lease, DispatchTally tally, CancellationToken stopping)
    {
        if (begun.Count == 0)
            return [];
        using var time = transports.Begin(stopping);
        using HandOvers running = new(
            begun, ready => HandOverAsync(ready, time, lease, stopping), ready => transports.LeftBehind(ready.Message), time.Last);
        running.Start();
        List<HandedOver> answers = new(begun.Count);
        List<Task> alone = [];
        for (; await running.ReadAsync(answers); answers = [])
        {
            if (running.IsOver && OutcomeRecorder.MayWait(answers))
                break;
            alone.AddRange(await recorder.RecordAsync(answers, lease, Recorded(tally)));
        }

        await Task.WhenAll(alone);
        return answers;
    }

    private async Task<IReadOnlyList<HandedOver>> RecordAsync(IReadOnlyList<HandedOver> answers, Lease lease, DispatchTally tally)
    {
        if (answers.Count > 0)
            await Task.WhenAll(await recorder.RecordAsync(answers, lease, Recorded(tally)));
        return [];
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

    private Action<HandedOver, Delivery> Recorded(DispatchTally tally) => (handed, recorded) =>
    {
        tally.Add(recorded);
        LogHandedOver(handed.Ready.Delivery.Id.Value, handed.Ready.Message.Channel, handed.Outcome?.Kind, recorded.State);
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Delivery} over {Channel}: {Outcome}, now {State}")]
    private partial void LogHandedOver(string delivery, DeliveryChannel channel, SendOutcomeKind? outcome, DeliveryState state);

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Delivery} is not sent now: {State}")]
    private partial void LogNotNow(string delivery, DeliveryState state);
}
