namespace Notify.Sdk.Tests.TestKit;

/// <summary>What a piece of work allocates on its thread.</summary>
internal static class Allocations
{
    private const int Passes = 5;

    /// <summary>
    /// Octets of the best of some passes: now and then the runtime allocates for itself, when it makes a method anew or fills a cache;
    /// what the work needs is in all of them.
    /// </summary>
    public static long Of(Action work)
    {
        var least = long.MaxValue;
        for (var pass = 0; pass < Passes && least > 0; pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
