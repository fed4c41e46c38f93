using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>Slots under caps as a delivery moves from version to version, by <see cref="CapSlotRules"/>.</summary>
internal sealed class HeldSlots(IOutboxSlice slice)
{
    /// <summary>Whether a version that is sending has room under each cap of the route in use.</summary>
    public bool HaveRoom(Delivery sending, IReadOnlyList<CapSlot> slots)
    {
        for (var i = 0; i < slots.Count; i++)
        {
            if (CapSlotRules.Takes(sending, slots[i]) && !CapSlotRules.HasRoom(sending, slots[i], Others(sending, slots[i])))
                return false;
        }

        return true;
    }

    /// <summary>
    /// With the slots that the version takes: those that it does not are given back, and the others stand where it says. Attempts that
    /// count stay, but for one that was not made.
    /// </summary>
    /// <param name="version">The version, with the slots that were taken before it.</param>
    /// <param name="before">The delivery before it, or null.</param>
    public static StoredDelivery Move(StoredDelivery version, Delivery? before)
    {
        var delivery = version.Delivery;
        if (version.Slots.Count == 0 && version.Taken.Count == 0)
            return version;
        List<TakenSlot> taken = [.. version.Taken];
        if (before is not null && CapSlotRules.WasNotMade(before, delivery))
            Forget(taken, before.ChangedAt);
        if (delivery.EndedUnsent || version.Slots.Count == 0)
            taken.RemoveAll(t => !t.IsAttempt);
        else
            TakeAll(taken, delivery, version.Slots);
        return taken.SequenceEqual(version.Taken) ? version : version with { Taken = taken };
    }

    /// <summary>Of the slots that were taken, the attempts that count.</summary>
    public static IReadOnlyList<TakenSlot> Attempts(IReadOnlyList<TakenSlot> taken) =>
        taken.Any(t => t.IsAttempt) ? [.. taken.Where(t => t.IsAttempt)] : [];

    private static void Forget(List<TakenSlot> taken, Instant attempt) => taken.RemoveAll(t => t.IsAttempt && t.At == attempt);

    private static void TakeAll(List<TakenSlot> taken, Delivery delivery, IReadOnlyList<CapSlot> slots)
    {
        for (var i = 0; i < slots.Count; i++)
        {
            var bucket = slots[i].Bucket;
            var own = taken.FindIndex(t => t.Bucket == bucket && !t.IsAttempt);
            if (own >= 0 && CapSlotRules.GivesBack(delivery, bucket, slots))
                taken.RemoveAt(own);
            else if (CapSlotRules.Takes(delivery, slots[i]))
                Take(taken, delivery, slots[i], own);
        }
    }

    private static void Take(List<TakenSlot> taken, Delivery delivery, CapSlot slot, int own)
    {
        if (CapSlotRules.IsAttempt(delivery, slot))
        {
            if (own >= 0)
                taken.RemoveAt(own);
            var known = taken.FindLastIndex(t => t.IsAttempt && t.Bucket == slot.Bucket);
            if (known < 0 || (delivery.State == DeliveryState.Sending && taken[known].At != delivery.ChangedAt))
                taken.Add(new(slot.Bucket, delivery.ChangedAt, IsAttempt: true));
            return;
        }

        if (CapSlotRules.MovesTo(delivery, own < 0 ? null : taken[own].At) is not { } at)
            return;
        if (own < 0)
            taken.Add(new(slot.Bucket, at));
        else
            taken[own] = new(slot.Bucket, at);
    }

    // Only what is less than a window old can fill the window that ends here.
    private IReadOnlyList<CapUse> Others(Delivery sending, CapSlot slot)
    {
        var at = sending.ChangedAt;
        var after = at - Instant.MinValue > slot.Cap.Window ? at - slot.Cap.Window : Instant.MinValue;
        return slice.Others(slot.Bucket, after, sending.Id);
    }
}
