using System.Diagnostics;

namespace Notify.Sdk.Tests.TestKit;

/// <summary>What a piece of work allocates on its thread.</summary>
internal static class Allocations
{
    private const int Passes = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Octets of the best of some passes: now and then the runtime allocates for itself, when it makes a method anew or fills a cache, and
    /// until it has made the fast code, which a busy machine delays, short-lived objects are not left out. What the work needs is in all
    /// passes, so they go on until one needs no more than <paramref name="expected"/>, or until a minute is over.
    /// </summary>
    public static long Of(Action work, long expected = 0)
    {
        var least = long.MaxValue;
        var clock = Stopwatch.StartNew();
        for (var pass = 0; least > expected && (pass < Passes || clock.Elapsed < Patience); pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
