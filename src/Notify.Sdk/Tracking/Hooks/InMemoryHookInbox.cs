using NodaTime;

namespace Notify.Sdk.Stores;

/// <summary>
/// The inbox of one process. For tests and trials: what was answered and not worked is lost with the process. Thread-safe.
/// </summary>
public sealed class InMemoryHookInbox : IHookInbox
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Provider, string EventId), (long No, HookEntry Entry)> _entries = [];
    private readonly SortedDictionary<(Instant Due, long No), HookEntry> _waiting = [];
    private readonly SortedDictionary<(Instant Due, long No), HookEntry> _forPeople = [];
    private long _last;

    /// <inheritdoc/>
    public ValueTask<int> AddAsync(IReadOnlyList<HookEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var added = 0;
            foreach (var entry in entries)
            {
                if (!_entries.TryAdd((entry.Provider, entry.EventId), (++_last, entry)))
                    continue;
                Show(_last, entry);
                added++;
            }

            return new(added);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<HookEntry>> FindDueAsync(
        HookEntryState state, Instant now, int limit, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new([.. QueueOf(state)!.TakeWhile(w => w.Key.Due <= now).Take(limit).Select(w => w.Value)]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<HookEntry>> FindAsync(
        HookEntryState state, int limit, HookEntry? after = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var last = after is not null && _entries.TryGetValue((after.Provider, after.EventId), out var known) ? known.No : 0;
            return new([.. _entries.Values.Where(e => e.Entry.State == state && e.No > last)
                .OrderBy(e => e.No).Take(limit).Select(e => e.Entry)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask SaveAsync(IReadOnlyList<HookEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            foreach (var entry in entries)
            {
                if (!_entries.TryGetValue((entry.Provider, entry.EventId), out var known) || known.Entry.State == HookEntryState.Done)
                    continue;
                QueueOf(known.Entry.State)?.Remove((known.Entry.Due, known.No));
                var isDone = entry.State == HookEntryState.Done;
                var now = known.Entry with
                {
                    State = entry.State,
                    Due = entry.Due,
                    Tries = entry.Tries,
                    Fault = entry.Fault,
                    Receipt = isDone ? null : known.Entry.Receipt,
                    Reply = isDone ? null : known.Entry.Reply,
                };
                _entries[(entry.Provider, entry.EventId)] = (known.No, now);
                Show(known.No, now);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<int> CountAsync(HookEntryState state, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(state == HookEntryState.Waiting ? _waiting.Count : _entries.Values.Count(e => e.Entry.State == state));
    }

    /// <inheritdoc/>
    public ValueTask<int> PurgeAsync(HookEntryState state, Instant before, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var over = _entries.Where(e => e.Value.Entry.State == state && e.Value.Entry.ReceivedAt < before).ToList();
            foreach (var (key, (no, entry)) in over)
            {
                _entries.Remove(key);
                QueueOf(entry.State)?.Remove((entry.Due, no));
            }

            return new(over.Count);
        }
    }

    private void Show(long no, HookEntry entry) => QueueOf(entry.State)?.Add((entry.Due, no), entry);

    private SortedDictionary<(Instant Due, long No), HookEntry>? QueueOf(HookEntryState state) => state switch
    {
        HookEntryState.Waiting => _waiting,
        HookEntryState.ForPeople => _forPeople,
        HookEntryState.SetAside or HookEntryState.Done => null,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };
}
