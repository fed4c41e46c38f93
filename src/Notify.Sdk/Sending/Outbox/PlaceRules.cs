using NodaTime;
using Notify.Sdk.Permission;

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

    /// <summary>Whether a delivery in this version gives the bucket back: none of its places in the bucket is taken.</summary>
    public static bool GivesBack(Delivery version, CapBucket bucket, IReadOnlyList<CapPlace> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        for (var i = 0; i < places.Count; i++)
        {
            if (places[i].Bucket == bucket && Takes(version, places[i]))
                return false;
        }

        return true;
    }

    /// <summary>
    /// Whether a version takes the place by an attempt, which counts whatever becomes of it: a transport was or is about to be called for
    /// it, and the cap counts attempts.
    /// </summary>
    public static bool IsAttempt(Delivery version, CapPlace place)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(place);
        return place.Cap.CountsAttempts && (version.MayHaveArrived || version.State is DeliveryState.Sending or DeliveryState.Accepted
            or DeliveryState.Delivered or DeliveryState.InDoubt);
    }

    /// <summary>Whether the attempt that was written down was not made after all: the transport was never called.</summary>
    /// <param name="before">The version that was sending.</param>
    /// <param name="after">The version after it.</param>
    public static bool WasNotMade(Delivery before, Delivery after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return before.State == DeliveryState.Sending && OutboxRules.BecomesDue(after.State) && after.RouteIndex == before.RouteIndex
            && after.Attempts < before.Attempts;
    }

    /// <summary>Where a taken place stands for this version; null leaves it where it is.</summary>
    /// <param name="version">The version.</param>
    /// <param name="stands">Where the delivery's place in the bucket stands now; null when it has none.</param>
    public static Instant? MovesTo(Delivery version, Instant? stands)
    {
        ArgumentNullException.ThrowIfNull(version);
        Instant? to = version.State switch
        {
            DeliveryState.Planned or DeliveryState.Held or DeliveryState.AwaitsConfirmation =>
                version.MayHaveArrived ? stands ?? version.Due : version.Due,
            DeliveryState.Sending => version.ChangedAt,
            DeliveryState.StandBy or DeliveryState.Claimed or DeliveryState.Accepted or DeliveryState.Delivered or DeliveryState.Failed
                or DeliveryState.InDoubt or DeliveryState.Suppressed or DeliveryState.Cancelled or DeliveryState.Expired
                or DeliveryState.Superseded => stands,
            _ => throw new ArgumentOutOfRangeException(nameof(version), version.State, "Nothing is known of places in this state."),
        };
        return to == stands ? null : to;
    }

    /// <summary>
    /// Whether a version that is sending has room under the place's cap: of the others what may have arrived counts, and attempts where
    /// the cap counts them, the delivery's own too.
    /// </summary>
    /// <param name="sending">The version; it leaves at <see cref="Delivery.ChangedAt"/>.</param>
    /// <param name="place">The place that it takes.</param>
    /// <param name="others">The places of others in the bucket less than a window before, and all later ones; ascending.</param>
    public static bool HasRoom(Delivery sending, CapPlace place, IReadOnlyList<CapUse> others)
    {
        ArgumentNullException.ThrowIfNull(sending);
        ArgumentNullException.ThrowIfNull(place);
        return place.Cap.FirstFree(sending.ChangedAt, others, sending.Priority) == sending.ChangedAt;
    }
}
