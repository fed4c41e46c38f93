using NodaTime;
using Notify.Sdk.Permission;

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
    /// With the places that the version takes: those that it does not are given back, and the others stand where it says. Attempts that
    /// count stay, but for one that was not made.
    /// </summary>
    /// <param name="version">The version, with the places that were taken before it.</param>
    /// <param name="before">The delivery before it, or null.</param>
    public static StoredDelivery Move(StoredDelivery version, Delivery? before)
    {
        var delivery = version.Delivery;
        if (version.Places.Count == 0 && version.Taken.Count == 0)
            return version;
        List<TakenPlace> taken = [.. version.Taken];
        if (before is not null && PlaceRules.WasNotMade(before, delivery))
            Forget(taken, before.ChangedAt);
        if (delivery.EndedUnsent || version.Places.Count == 0)
            taken.RemoveAll(t => !t.IsAttempt);
        else
            TakeAll(taken, delivery, version.Places);
        return taken.SequenceEqual(version.Taken) ? version : version with { Taken = taken };
    }

    /// <summary>Of the places that were taken, the attempts that count.</summary>
    public static IReadOnlyList<TakenPlace> Attempts(IReadOnlyList<TakenPlace> taken) =>
        taken.Any(t => t.IsAttempt) ? [.. taken.Where(t => t.IsAttempt)] : [];

    private static void Forget(List<TakenPlace> taken, Instant attempt) => taken.RemoveAll(t => t.IsAttempt && t.At == attempt);

    private static void TakeAll(List<TakenPlace> taken, Delivery delivery, IReadOnlyList<CapPlace> places)
    {
        for (var i = 0; i < places.Count; i++)
        {
            var bucket = places[i].Bucket;
            var own = taken.FindIndex(t => t.Bucket == bucket && !t.IsAttempt);
            if (own >= 0 && PlaceRules.GivesBack(delivery, bucket, places))
                taken.RemoveAt(own);
            else if (PlaceRules.Takes(delivery, places[i]))
                Take(taken, delivery, places[i], own);
        }
    }

    private static void Take(List<TakenPlace> taken, Delivery delivery, CapPlace place, int own)
    {
        if (PlaceRules.IsAttempt(delivery, place))
        {
            if (own >= 0)
                taken.RemoveAt(own);
            var known = taken.FindLastIndex(t => t.IsAttempt && t.Bucket == place.Bucket);
            if (known < 0 || (delivery.State == DeliveryState.Sending && taken[known].At != delivery.ChangedAt))
                taken.Add(new(place.Bucket, delivery.ChangedAt, IsAttempt: true));
            return;
        }

        if (PlaceRules.MovesTo(delivery, own < 0 ? null : taken[own].At) is not { } at)
            return;
        if (own < 0)
            taken.Add(new(place.Bucket, at));
        else
            taken[own] = new(place.Bucket, at);
    }

    // Only what is less than a window old can fill the window that ends here.
    private IReadOnlyList<CapUse> Others(Delivery sending, CapPlace place)
    {
        var at = sending.ChangedAt;
        var after = at - Instant.MinValue > place.Cap.Window ? at - place.Cap.Window : Instant.MinValue;
        return slice.Others(place.Bucket, after, sending.Id);
    }
}
