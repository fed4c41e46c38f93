using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.AspNetCore.Tests;

/// <summary>An inbox whose store is away for a while.</summary>
internal sealed class FailingInbox : IHookInbox
{
    private readonly InMemoryHookInbox _inner = new();

    public bool IsAway { get; set; }

    public ValueTask<int> AddAsync(IReadOnlyList<HookEntry> entries, CancellationToken cancellationToken) =>
        IsAway ? throw new IOException("the disk of +12025550147 is full") : _inner.AddAsync(entries, cancellationToken);

    public ValueTask<IReadOnlyList<HookEntry>> FindDueAsync(
        HookEntryState state, Instant now, int limit, CancellationToken cancellationToken) =>
        _inner.FindDueAsync(state, now, limit, cancellationToken);

    public ValueTask<IReadOnlyList<HookEntry>> FindAsync(
        HookEntryState state, int limit, HookEntry? after, CancellationToken cancellationToken) =>
        _inner.FindAsync(state, limit, after, cancellationToken);

    public ValueTask SaveAsync(IReadOnlyList<HookEntry> entries, CancellationToken cancellationToken) =>
        _inner.SaveAsync(entries, cancellationToken);

    public ValueTask<int> CountAsync(HookEntryState state, CancellationToken cancellationToken) =>
        _inner.CountAsync(state, cancellationToken);

    public ValueTask<int> PurgeAsync(HookEntryState state, Instant before, CancellationToken cancellationToken) =>
        _inner.PurgeAsync(state, before, cancellationToken);
}
