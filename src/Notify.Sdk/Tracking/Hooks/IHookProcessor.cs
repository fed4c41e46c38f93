using Notify.Sdk.Stores;

namespace Notify.Sdk.Tracking;

/// <summary>
/// Takes events of hooks into the inbox, and works what is in it: receipts go to <see cref="IReceiptProcessor"/>, replies to
/// <see cref="IInboundProcessor"/>. The same event counts once. Thread-safe; several processes may empty one inbox.
/// </summary>
public interface IHookProcessor
{
    /// <summary>Keeps events; when it returns true, they survive what the store survives, and the provider can be answered.</summary>
    /// <returns>False when too many wait (<see cref="HookOptions.MaxWaiting"/>); nothing was kept then.</returns>
    ValueTask<bool> TakeInAsync(IReadOnlyList<HookEntry> entries, CancellationToken cancellationToken = default);

    /// <summary>
    /// Works what is due, a portion of 500 at most. What fails is tried again later, longer each time, and set aside after
    /// <see cref="HookOptions.MaxTries"/>, with an error in the log that names it. <c>AddNotifyWorker</c> calls it.
    /// </summary>
    /// <returns>How many were looked at; zero when nothing is due.</returns>
    Task<int> WorkDueAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives replies that people answer to <see cref="IUnansweredReply"/>, a portion of 500 at most, each within
    /// <see cref="HookOptions.TakeTimeout"/>. Apart from <see cref="WorkDueAsync"/>, so that no stop waits for whoever is slow there.
    /// <c>AddNotifyWorker</c> calls it.
    /// </summary>
    /// <returns>How many were looked at; zero when nothing is due.</returns>
    Task<int> GiveDueAsync(CancellationToken cancellationToken = default);

    /// <summary>Lets everything that was set aside wait again, due at once: somebody has mended what was wrong.</summary>
    /// <returns>How many.</returns>
    Task<int> RetrySetAsideAsync(CancellationToken cancellationToken = default);
}
