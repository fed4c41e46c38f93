namespace Notify.Sdk.Benchmarks.Audience;

/// <summary>
/// What work keeps, by the garbage-collected heap after a full collection while its result is held; and the most that the process
/// took meanwhile beyond what it had before, by its working set every few milliseconds, garbage and buffers included.
/// </summary>
internal readonly record struct ResidentMemory(long Kept, long Peak)
{
    public static async Task<ResidentMemory> OfAsync(Func<Task<IAsyncDisposable>> work)
    {
        var before = Settle();
        var (set, peak) = (Environment.WorkingSet, 0L);
        using var stop = new ManualResetEventSlim();
        var watch = new Thread(() =>
        {
            do peak = Math.Max(peak, Environment.WorkingSet - set);
            while (!stop.Wait(5));
        });
        watch.Start();
        await using var result = await work();
        stop.Set();
        watch.Join();
        return new(Settle() - before, peak);
    }

    /// <summary>Pools let go of what they keep after some collections, not at the first.</summary>
    private static long Settle()
    {
        for (var i = 0; i < 5; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
