using Notify.Sdk.Permission;

namespace Notify.Sdk.Sending;

/// <summary>Which places under frequency caps a delivery takes, on each of its routes.</summary>
internal sealed class CapPlaces(IEnumerable<FrequencyCap> caps)
{
    private readonly FrequencyCap[] _caps = [.. caps];

    public IReadOnlyList<CapPlace> Of(Topic topic, Delivery delivery)
    {
        List<CapPlace>? places = null;
        foreach (var cap in _caps)
        {
            for (var route = 0; route < delivery.Routes.Count; route++)
            {
                var (channel, address, _) = delivery.Routes[route];
                if (!CapBuckets.Counts(cap, topic, channel))
                    continue;
                foreach (var bucket in CapBuckets.Of(cap, topic, channel, delivery.Person, address.Key))
                    (places ??= []).Add(new(bucket, delivery.Due, cap) { Route = route, Priority = topic.Priority });
            }
        }

        return places is null ? [] : Folded(places, delivery.Routes.Count);
    }

    /// <summary>A place that every route takes is written once.</summary>
    private static List<CapPlace> Folded(List<CapPlace> places, int routes)
    {
        List<CapPlace> folded = new(places.Count);
        foreach (var same in places.GroupBy(p => p.Bucket))
        {
            if (same.Count() == routes)
                folded.Add(same.First() with { Route = null });
            else
                folded.AddRange(same);
        }

        return folded;
    }
}
