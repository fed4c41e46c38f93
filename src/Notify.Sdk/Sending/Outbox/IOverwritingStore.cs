namespace Notify.Sdk.Stores;

/// <summary>
/// A store on a disk: what was erased from it, or replaced, may lie in its log or in free room of its file until it is overwritten.
/// Thread-safe.
/// </summary>
public interface IOverwritingStore
{
    /// <summary>Whether an earlier call could not finish, so that another one is owed.</summary>
    bool IsPending { get; }

    /// <summary>
    /// Overwrites everything that is no part of the store any more. False when something keeps it from that, a reader of an older state
    /// for example: call it again, nobody is waited for.
    /// </summary>
    /// <param name="cancellationToken">Stops it; it is owed then.</param>
    ValueTask<bool> OverwriteAsync(CancellationToken cancellationToken = default);
}
