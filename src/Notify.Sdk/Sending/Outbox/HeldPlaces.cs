using NodaTime;

namespace Notify.Sdk.Sending;

/// <summary>Places under caps as a delivery moves from version to version, by <see cref="PlaceRules"/>.</summary>
internal sealed class HeldPlaces(IOutboxSlice slice)
{
    /// <summary>Whether a version that is sending has room under each cap of the route in use.</summary>
    public bool HaveRoom(Delivery sending, IReadOnlyList<CapPlace> places)
    {
        for (var i = 0; i < places.Count; i++)
        {
            if (PlaceRules.Takes(sending, places[i]) && !PlaceRules.HasRoom(sending, places[i], Others(sending, places[i])))
                return false;
        }

        return true;
    }

    /// <summary>
    /// With the places that the version takes: those that it does not are given back, and the others stand where it says.
    /// </summary>
    public static StoredDelivery Move(StoredDelivery version)
    {
        var (delivery, places) = (version.Delivery, version.Places);
        if (delivery.EndedUnsent || places.Count == 0)
            return version.Taken.Count == 0 ? version : version with { Taken = [] };
        List<TakenPlace> taken = [.. version.Taken];
        for (var i = 0; i < places.Count; i++)
        {
            var bucket = places[i].Bucket;
            var own = taken.FindIndex(t => t.Bucket == bucket);
            if (own >= 0 && PlaceRules.GivesBack(delivery, bucket, places))
            {
                taken.RemoveAt(own);
                continue;
            }

            if (!PlaceRules.Takes(delivery, places[i]) || PlaceRules.MovesTo(delivery, own < 0 ? null : taken[own].At) is not { } at)
                continue;
            if (own < 0)
                taken.Add(new(bucket, at));
            else
                taken[own] = new(bucket, at);
        }

        return taken.SequenceEqual(version.Taken) ? version : version with { Taken = taken };
    }

    // Only what is less than a window old can fill the window that ends here.
    private IReadOnlyList<Permission.CapUse> Others(Delivery sending, CapPlace place)
    {
        var at = sending.ChangedAt;
        var after = at - Instant.MinValue > place.Cap.Window ? at - place.Cap.Window : Instant.MinValue;
        return slice.Others(place.Bucket, after, sending.Id);
    }
}
