using NodaTime;

namespace Notify.Sdk.Sending;

/// <summary>How places under frequency caps follow a delivery, the same in every outbox. Pure. For authors of stores.</summary>
public static class PlaceRules
{
    /// <summary>Whether a delivery in this version takes the place: it is open or sent, no stand-by, and on the place's route.</summary>
    public static bool Takes(Delivery version, CapPlace place)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(place);
        return OutboxRules.HoldsAddress(version) && (place.Route is null || place.Route == version.RouteIndex);
    }

    /// <summary>Whether a delivery in this version gives the place's bucket back: neither this place nor another of its places in the bucket is taken.</summary>
    public static bool GivesBack(Delivery version, CapPlace place, IReadOnlyList<CapPlace> places)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(places);
        for (var i = 0; i < places.Count; i++)
        {
            if (places[i].Bucket == place.Bucket && Takes(version, places[i]))
                return false;
        }

        return true;
    }

    /// <summary>Where a taken place stands for this version; null leaves it where it is.</summary>
    /// <param name="version">The version.</param>
    /// <param name="place">The place.</param>
    /// <param name="stands">Where the delivery's place in the bucket stands now; null when it has none.</param>
    public static Instant? MovesTo(Delivery version, CapPlace place, Instant? stands)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(place);
        Instant? to = version.State switch
        {
            DeliveryState.Planned or DeliveryState.Held => version.Due,
            DeliveryState.Sending => SendsAt(version, place, stands),
            _ => stands,
        };
        return to == stands ? null : to;
    }

    /// <summary>Where the place of a version that is sending stands: its cap must have room there, even when the place does not move, for a higher priority may have come since.</summary>
    /// <inheritdoc cref="MovesTo"/>
    public static Instant SendsAt(Delivery version, CapPlace place, Instant? stands)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(place);
        return Instant.Max(stands ?? place.At, version.ChangedAt);
    }
}
