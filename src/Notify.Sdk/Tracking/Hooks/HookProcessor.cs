using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tracking;

/// <summary>
/// An event that was worked and not yet written down as done is worked again after a crash; receipts and replies are known by their ids, so
/// that changes nothing.
/// </summary>
internal sealed partial class HookProcessor(
    IHookInbox inbox,
    HookRoom room,
    HookBell bell,
    PeopleBell people,
    IReceiptProcessor receipts,
    IServiceProvider services,
    IClock clock,
    IOptions<HookOptions> options,
    ILogger<HookProcessor> logger) : IHookProcessor
{
    private const int AtOnce = 500;

    // Present only where AddReplies was called.
    private readonly Lazy<IInboundProcessor?> _replies = new(services.GetService<IInboundProcessor>);

    public async ValueTask<bool> TakeInAsync(IReadOnlyList<HookEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count == 0)
            return true;
        if (!await room.HasAsync(entries.Count, cancellationToken))
            return false;
        if (await inbox.AddAsync(entries, cancellationToken) > 0)
            bell.Ring();
        return true;
    }

    public Task<int> WorkDueAsync(CancellationToken cancellationToken) => EmptyAsync(HookEntryState.Waiting, ActAsync, cancellationToken);

    public Task<int> GiveDueAsync(CancellationToken cancellationToken) =>
        EmptyAsync(HookEntryState.ForPeople, GiveAsync, cancellationToken);

    private async Task<int> EmptyAsync(
        HookEntryState state, Func<HookEntry, CancellationToken, Task<HookEntry>> act, CancellationToken cancellationToken)
    {
        var due = await inbox.FindDueAsync(state, clock.GetCurrentInstant(), AtOnce, cancellationToken);
        if (due.Count == 0)
            return 0;
        ConcurrentBag<HookEntry> worked = [];
        ParallelOptions limits = new() { MaxDegreeOfParallelism = options.Value.Concurrency, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForEachAsync(due.GroupBy(LineOf), limits, async (line, stop) =>
            {
                foreach (var entry in line)
                    worked.Add(await WorkAsync(entry, act, stop));
            });
        }
        finally
        {
            await inbox.SaveAsync([.. worked], CancellationToken.None); // what was worked stays worked when the host stops
            if (state == HookEntryState.Waiting)
                room.Free(worked.Count(e => e.State != HookEntryState.Waiting));
            if (worked.Any(e => e.State == HookEntryState.ForPeople))
                people.Ring();
        }

        return due.Count;
    }

    public async Task<int> RetrySetAsideAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        IReadOnlyList<HookEntry> page = [];
        do
        {
            page = await inbox.FindAsync(HookEntryState.SetAside, AtOnce, page.Count > 0 ? page[^1] : null, cancellationToken);
            var now = clock.GetCurrentInstant();
            await inbox.SaveAsync([.. page.Select(e => e with { State = HookEntryState.Waiting, Due = now, Tries = 0 })],
                cancellationToken);
            count += page.Count;
        }
        while (page.Count == AtOnce);

        bell.Ring();
        return count;
    }

    /// <summary>What is worked one after another: the events of a message, the words of a sender.</summary>
    private static (string, string?) LineOf(HookEntry entry) => (entry.Provider,
        entry.Receipt is { } receipt ? receipt.IdempotencyKey ?? receipt.ProviderId : entry.Reply?.From);

    /// <summary>What follows at once: of a reply that people answer, all but giving it to them.</summary>
    private async Task<HookEntry> ActAsync(HookEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Receipt is { } receipt)
        {
            await receipts.RecordAsync(receipt, cancellationToken);
            return entry with { State = HookEntryState.Done };
        }

        if (entry.Reply is not { } reply)
            return SetAside(entry, "what was stored cannot be read");
        if (_replies.Value is not { } replies)
            return SetAside(entry, "nobody reads replies: call AddReplies");
        var outcome = replies is InboundProcessor own
            ? await own.ActAsync(reply, cancellationToken) : await replies.ReceiveAsync(reply, cancellationToken);
        return outcome.Reading.Kind is ReplyKind.OptOut or ReplyKind.Doubtful
            && outcome.Reasons.Any(r => r.Code == ReasonCodes.ReplySenderUnreadable)
            ? SetAside(entry, "its sender cannot be read, so that its stop stops nobody")
            : outcome.IsForPeople
            ? entry with { State = HookEntryState.ForPeople, Due = clock.GetCurrentInstant(), Tries = 0, Fault = "" }
            : entry with { State = HookEntryState.Done };
    }

    /// <summary>Who takes too long is asked again, and keeps others waiting for so long at most.</summary>
    private async Task<HookEntry> GiveAsync(HookEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Reply is not { } reply || _replies.Value is not InboundProcessor replies)
            return SetAside(entry, "what was stored cannot be read");
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(options.Value.TakeTimeout);
        try
        {
            await replies.GiveAsync(reply, isRepeat: entry.Tries > 0, time.Token).WaitAsync(time.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("Who takes replies took too long.");
        }

        return entry with { State = HookEntryState.Done };
    }

    private async ValueTask<HookEntry> WorkAsync(
        HookEntry entry, Func<HookEntry, CancellationToken, Task<HookEntry>> act, CancellationToken cancellationToken)
    {
        try
        {
            return await act(entry, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (ArgumentException fault) // the event is at fault, and will be the next time
        {
            return SetAside(entry, fault.GetType().Name);
        }
#pragma warning disable CA1031 // one event that fails keeps no other waiting
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return Later(entry, fault.GetType().Name);
        }
    }

    private HookEntry Later(HookEntry entry, string fault)
    {
        var tries = entry.Tries + 1;
        if (tries >= options.Value.MaxTries)
            return SetAside(entry with { Tries = tries }, fault);
        var pause = Math.Min(options.Value.FirstRetry.TotalSeconds * Math.Pow(2, tries - 1), options.Value.LongestRetry.TotalSeconds);
        return entry with { Tries = tries, Due = clock.GetCurrentInstant() + Duration.FromSeconds(pause), Fault = fault };
    }

    private HookEntry SetAside(HookEntry entry, string fault)
    {
        LogSetAside(entry.Name, entry.Receipt is null ? "reply" : "receipt", entry.Provider, fault);
        return entry with { State = HookEntryState.SetAside, Fault = fault };
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Event {Name}, a {Kind} of {Provider}, was set aside: {Fault}. Mend it, then call IHookProcessor.RetrySetAsideAsync")]
    private partial void LogSetAside(string name, string kind, string provider, string fault);
}
