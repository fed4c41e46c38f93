using NodaTime;

namespace Notify.Sdk.Stores;

/// <summary>
/// Keeps the events of hooks between the answer to the provider and the work. Events are one by provider and event id. Implementations
/// are thread-safe.
/// </summary>
public interface IHookInbox
{
    /// <summary>Keeps events, all or none of them; those that are known, in whatever state, are left as they are.</summary>
    /// <returns>How many were not known.</returns>
    ValueTask<int> AddAsync(IReadOnlyList<HookEntry> entries, CancellationToken cancellationToken = default);

    /// <summary>
    /// Those of a state that are due: by <see cref="HookEntry.Due"/>, then in the order in which they were added. An entry whose contents
    /// are damaged comes without them.
    /// </summary>
    /// <param name="state"><see cref="HookEntryState.Waiting"/> or <see cref="HookEntryState.ForPeople"/>.</param>
    /// <param name="now">Due then or before.</param>
    /// <param name="limit">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    ValueTask<IReadOnlyList<HookEntry>> FindDueAsync(
        HookEntryState state, Instant now, int limit, CancellationToken cancellationToken = default);

    /// <summary>Those of a state, in the order in which they were added.</summary>
    /// <param name="state">The state.</param>
    /// <param name="limit">How many at most, 1 to 1,000.</param>
    /// <param name="after">Only those that were added after this one; null for the first page.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    ValueTask<IReadOnlyList<HookEntry>> FindAsync(
        HookEntryState state, int limit, HookEntry? after = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes state, due instant, tries and fault of events, all or none; one that is not known is left out. What is done loses its
    /// contents, stays known, and stays done, whatever another process that worked it too says later.
    /// </summary>
    ValueTask SaveAsync(IReadOnlyList<HookEntry> entries, CancellationToken cancellationToken = default);

    /// <summary>How many are in a state.</summary>
    ValueTask<int> CountAsync(HookEntryState state, CancellationToken cancellationToken = default);

    /// <summary>Forgets those of a state that came before an instant; one that came exactly then stays.</summary>
    /// <returns>How many.</returns>
    ValueTask<int> PurgeAsync(HookEntryState state, Instant before, CancellationToken cancellationToken = default);
}
