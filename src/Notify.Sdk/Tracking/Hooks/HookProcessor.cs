using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
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

    public async Task<int> WorkDueAsync(CancellationToken cancellationToken)
    {
        var due = await inbox.FindDueAsync(clock.GetCurrentInstant(), AtOnce, cancellationToken);
        if (due.Count == 0)
            return 0;
        ConcurrentBag<HookEntry> worked = [];
        ParallelOptions limits = new() { MaxDegreeOfParallelism = options.Value.Concurrency, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForEachAsync(due.GroupBy(LineOf), limits, async (line, stop) =>
            {
                foreach (var entry in line)
                    worked.Add(await WorkAsync(entry, stop));
            });
        }
        finally
        {
            await inbox.SaveAsync([.. worked], CancellationToken.None); // what was worked stays worked when the host stops
            room.Free(worked.Count(e => e.State != HookEntryState.Waiting));
        }

        return due.Count;
    }

    public async Task<int> RetrySetAsideAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        while (await inbox.FindSetAsideAsync(AtOnce, after: null, cancellationToken) is { Count: > 0 } page)
        {
            var now = clock.GetCurrentInstant();
            await inbox.SaveAsync([.. page.Select(e => e with { State = HookEntryState.Waiting, Due = now, Tries = 0 })],
                cancellationToken);
            count += page.Count;
        }

        bell.Ring();
        return count;
    }

    /// <summary>What is worked one after another: the events of a message, the words of a sender.</summary>
    private static (string, string?) LineOf(HookEntry entry) => (entry.Provider,
        entry.Receipt is { } receipt ? receipt.IdempotencyKey ?? receipt.ProviderId : entry.Reply?.From);

    private async ValueTask<HookEntry> WorkAsync(HookEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            if (entry.Receipt is { } receipt)
                await receipts.RecordAsync(receipt, cancellationToken);
            else if (entry.Reply is null)
                return SetAside(entry, "what was stored cannot be read");
            else if (_replies.Value is { } replies)
                await replies.ReceiveAsync(entry.Reply, cancellationToken);
            else
                return SetAside(entry, "nobody reads replies: call AddReplies");
            return entry with { State = HookEntryState.Done };
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
