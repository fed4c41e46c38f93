using NodaTime;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Stores;

/// <summary>How slots under frequency caps follow a delivery, the same in every outbox. Pure. For authors of stores.</summary>
public static class CapSlotRules
{
    /// <summary>Whether a delivery in this version takes the slot: it is open or sent, no stand-by, and on the slot's route.</summary>
    public static bool Takes(Delivery version, CapSlot slot)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(slot);
        return OutboxRules.HoldsAddress(version) && (slot.Route is null || slot.Route == version.RouteIndex);
    }

    /// <summary>Whether a delivery in this version gives the bucket back: none of its slots in the bucket is taken.</summary>
    public static bool GivesBack(Delivery version, CapBucket bucket, IReadOnlyList<CapSlot> slots)
    {
        ArgumentNullException.ThrowIfNull(slots);
        for (var i = 0; i < slots.Count; i++)
        {
            if (slots[i].Bucket == bucket && Takes(version, slots[i]))
                return false;
        }

        return true;
    }

    /// <summary>
    /// Whether a version takes the slot by an attempt, which counts whatever becomes of it: a transport was or is about to be called for
    /// it, and the cap counts attempts.
    /// </summary>
    public static bool IsAttempt(Delivery version, CapSlot slot)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(slot);
        return slot.Cap.CountsAttempts && (version.MayHaveArrived || version.State is DeliveryState.Sending or DeliveryState.Accepted
            or DeliveryState.Delivered or DeliveryState.InDoubt);
    }

    /// <summary>
    /// Whether the attempt that was written down was not made after all: the transport was never called, or the provider certainly did not
    /// take the message.
    /// </summary>
    /// <param name="before">The version that was sending.</param>
    /// <param name="after">The version after it.</param>
    public static bool WasNotMade(Delivery before, Delivery after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.State != DeliveryState.Sending)
            return false;
        return AskedProviders.Deferrals(after, before.RouteIndex, before.Provider)
            > AskedProviders.Deferrals(before, before.RouteIndex, before.Provider)
            || (OutboxRules.BecomesDue(after.State) && after.RouteIndex == before.RouteIndex && after.Attempts < before.Attempts);
    }

    /// <summary>Where a taken slot stands for this version; null leaves it where it is.</summary>
    /// <param name="version">The version.</param>
    /// <param name="stands">Where the delivery's slot in the bucket stands now; null when it has none.</param>
    public static Instant? MovesTo(Delivery version, Instant? stands)
    {
        ArgumentNullException.ThrowIfNull(version);
        Instant? to = version.State switch
        {
            DeliveryState.Planned or DeliveryState.Held or DeliveryState.AwaitsConfirmation =>
                version.MayHaveArrived ? stands ?? version.Due : version.Due,
            DeliveryState.Sending => version.ChangedAt,
            DeliveryState.StandBy or DeliveryState.Leased or DeliveryState.Accepted or DeliveryState.Delivered or DeliveryState.Failed
                or DeliveryState.InDoubt or DeliveryState.Suppressed or DeliveryState.Cancelled or DeliveryState.Expired
                or DeliveryState.Superseded => stands,
            _ => throw new ArgumentOutOfRangeException(nameof(version), version.State, "Nothing is known of slots in this state."),
        };
        return to == stands ? null : to;
    }

    /// <summary>
    /// Whether a version that is sending has room under the slot's cap: of the others what may have arrived counts, and attempts where
    /// the cap counts them, the delivery's own too.
    /// </summary>
    /// <param name="sending">The version; it leaves at <see cref="Delivery.ChangedAt"/>.</param>
    /// <param name="slot">The slot that it takes.</param>
    /// <param name="others">The slots of others in the bucket less than a window before, and all later ones; ascending.</param>
    public static bool HasRoom(Delivery sending, CapSlot slot, IReadOnlyList<CapUse> others)
    {
        ArgumentNullException.ThrowIfNull(sending);
        ArgumentNullException.ThrowIfNull(slot);
        return slot.Cap.FirstFree(sending.ChangedAt, others, sending.Priority) == sending.ChangedAt;
    }
}
