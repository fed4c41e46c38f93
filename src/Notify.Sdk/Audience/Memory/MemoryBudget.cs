namespace Notify.Sdk.Audience;

/// <summary>How much memory one reading of a list may take before parts of it go to disk. Thread-safe.</summary>
internal sealed class MemoryBudget(long bytes)
{
    private long _used;

    /// <summary>Takes memory, unless it is spent.</summary>
    public bool TryTake(long size)
    {
        if (Interlocked.Add(ref _used, size) <= bytes) return true;
        Interlocked.Add(ref _used, -size);
        return false;
    }

    public void Give(long size) => Interlocked.Add(ref _used, -size);
}
