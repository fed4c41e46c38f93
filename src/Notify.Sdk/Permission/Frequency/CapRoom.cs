using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>When an attempt finds room in a bucket, as the gates of caps and of promises see it.</summary>
internal static class CapRoom
{
    // About as long as a provider takes to answer. The store counts what is in flight in any case.
    private static readonly Duration Answer = Duration.FromMinutes(1);

    /// <summary>
    /// The first free instant, or null when there is none. What is just being sent may still be refused: where only that is in the way,
    /// the attempt is asked again soon instead of being held for a whole window, or refused for good.
    /// </summary>
    public static Instant? FirstFree(FrequencyCap cap, in Attempt attempt, CapBucket bucket)
    {
        var history = attempt.Facts.History;
        var others = history.Others(bucket, attempt.Self);
        var free = cap.FirstFree(attempt.At, others, attempt.Topic.Priority);
        if (free is not { } later || later == attempt.At || !others.Any(u => u.InFlight))
            return free;
        var settled = cap.FirstFree(attempt.At, [.. others.Where(u => !u.InFlight)], attempt.Topic.Priority);
        return settled is { } soon ? Instant.Min(later, Instant.Max(soon, history.AskedAt + Answer)) : null;
    }
}
