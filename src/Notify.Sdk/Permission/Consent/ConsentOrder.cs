using Notify.Sdk.Consents;

namespace Notify.Sdk.Stores;

/// <summary>The one order in which ledgers answer. For authors of stores.</summary>
public static class ConsentOrder
{
    /// <summary>Oldest decision first, then by id, ordinal.</summary>
    public static int ByTime(ConsentRecord first, ConsentRecord second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var byTime = first.OccurredAt.CompareTo(second.OccurredAt);
        return byTime != 0 ? byTime : string.CompareOrdinal(first.Id, second.Id);
    }
}
