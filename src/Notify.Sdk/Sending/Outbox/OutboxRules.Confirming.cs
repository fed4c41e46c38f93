using NodaTime;

namespace Notify.Sdk.Stores;

// What waits for somebody's word.
public static partial class OutboxRules
{
    /// <summary>
    /// Whether a notification that begins to wait for confirmation takes a delivery in this state with it: what has not begun to be
    /// sent.
    /// </summary>
    public static bool WaitsToo(DeliveryState state) => state is DeliveryState.Planned or DeliveryState.Held or DeliveryState.Leased;

    /// <summary>The version to store while its notification waits for confirmation: nothing becomes due.</summary>
    /// <param name="next">The version.</param>
    /// <param name="awaits">Whether the notification waits.</param>
    public static Delivery Under(Delivery next, bool awaits)
    {
        ArgumentNullException.ThrowIfNull(next);
        return awaits && next.State is (DeliveryState.Planned or DeliveryState.Held)
            ? next with { State = DeliveryState.AwaitsConfirmation } : next;
    }

    /// <summary>A delivery whose notification begins to wait; the epoch is raised, so that a worker that holds it is refused.</summary>
    public static Delivery Await(Delivery delivery, Instant now)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery with { State = DeliveryState.AwaitsConfirmation, ChangedAt = now, Epoch = delivery.Epoch + 1 };
    }

    /// <summary>A delivery whose notification waits no more: due when it was to be due.</summary>
    public static Delivery Release(Delivery delivery, Instant now)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery with
        {
            State = delivery.Due > now ? DeliveryState.Held : DeliveryState.Planned,
            ChangedAt = now,
            Epoch =
            delivery.Epoch + 1
        };
    }
}
