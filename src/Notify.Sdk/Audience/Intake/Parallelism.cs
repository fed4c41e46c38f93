using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Notify.Sdk.Audience;

/// <summary>Parallelism on several threads that fails as if it had been done on one: by the first error itself.</summary>
internal static class Parallelism
{
    public static void ForEach<T>(IEnumerable<T> items, int threads, Action<T> work, CancellationToken cancellationToken) =>
        Run(() =>
            Parallel.ForEach(Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering), Options(threads, cancellationToken),
            work));

    /// <param name="count">The numbers from 0 to count - 1 are worked on.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="tools">Makes what one thread works with, once for each.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Stops before the next number.</param>
    public static void For<TTools>(int count, int threads, Func<TTools> tools, Action<int, TTools> work,
        CancellationToken cancellationToken)
    {
        var last = -1;
        Run(() => Parallel.For(0, threads, Options(threads, cancellationToken), (_, loop) =>
        {
            var own = tools();
            while (!loop.ShouldExitCurrentIteration && Interlocked.Increment(ref last) is var number && number < count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                work(number, own);
            }
        }));
    }

    private static ParallelOptions Options(int threads, CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };

    private static void Run(Action work)
    {
        try
        {
            work();
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
