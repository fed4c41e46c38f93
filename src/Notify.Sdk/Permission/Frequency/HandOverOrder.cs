using NodaTime;

namespace Notify.Sdk.Permission;

/// <summary>
/// Who goes first of what is due: the more urgent, then what was due first, then the smaller id. Claims follow it, and so do
/// forecasts of frequency caps.
/// </summary>
internal sealed class HandOverOrder : IComparer<(TopicPriority Priority, Instant FirstDue, string Id)>
{
    public static HandOverOrder Instance { get; } = new();

    public int Compare((TopicPriority Priority, Instant FirstDue, string Id) x, (TopicPriority Priority, Instant FirstDue, string Id) y)
    {
        var byPriority = (int)y.Priority - (int)x.Priority; // an enumeration that compares itself is boxed
        if (byPriority != 0)
            return byPriority;
        var byDue = x.FirstDue.CompareTo(y.FirstDue);
        return byDue != 0 ? byDue : string.CompareOrdinal(x.Id, y.Id);
    }
}
