using System.Diagnostics;
using Microsoft.Extensions.Options;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tracking;

/// <summary>
/// Whether there is room in the inbox. Counts now and then, because counting a million events takes a while. Thread-safe.
/// </summary>
internal sealed class HookRoom(IHookInbox inbox, IOptions<HookOptions> options)
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task _counting = Task.CompletedTask;
    private long _countedAt;
    private int _waiting;
    private int _since; // taken in less worked since then, in this process

    public async ValueTask<bool> HasAsync(int entries, CancellationToken cancellationToken)
    {
        if (IsStale())
        {
            var (counting, isOwn) = Count();
            if (isOwn || Volatile.Read(ref _countedAt) == 0)
                await counting.WaitAsync(cancellationToken);
        }

        if (Volatile.Read(ref _waiting) + (long)Volatile.Read(ref _since) + entries > options.Value.MaxWaiting)
            return false;
        Interlocked.Add(ref _since, entries);
        return true;
    }

    /// <summary>Some wait no more.</summary>
    public void Free(int entries) => Interlocked.Add(ref _since, -entries);

    /// <summary>Counts, or joins who is counting.</summary>
    private (Task Counting, bool IsOwn) Count()
    {
        lock (_lock)
        {
            if (!_counting.IsCompleted)
                return (_counting, false);
            _counting = CountAsync();
            return (_counting, true);
        }
    }

    private async Task CountAsync()
    {
        var waiting = await inbox.CountAsync(HookEntryState.Waiting, CancellationToken.None);
        Volatile.Write(ref _waiting, waiting);
        Volatile.Write(ref _since, 0);
        Volatile.Write(ref _countedAt, Math.Max(Stopwatch.GetTimestamp(), 1));
    }

    private bool IsStale() => Volatile.Read(ref _countedAt) is var at && (at == 0 || Stopwatch.GetElapsedTime(at) >= Often
        || Volatile.Read(ref _since) > options.Value.MaxWaiting / 10);
}
