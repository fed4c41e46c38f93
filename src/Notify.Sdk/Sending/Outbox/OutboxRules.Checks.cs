using Notify.Sdk.Sending;

namespace Notify.Sdk.Stores;

// What is refused at the door of every store.
public static partial class OutboxRules
{
    /// <summary>Refuses a request that no store can serve.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is outside 1 to 1,000, or the lease ends before it starts.</exception>
    public static void Check(LeaseRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Limit is < 1 or > MaximumLeases)
            throw new ArgumentOutOfRangeException(nameof(request),
                $"Lease between 1 and {MaximumLeases} deliveries at once, not {request.Limit}.");
        if (request.LeaseUntil <= request.Now)
            throw new ArgumentOutOfRangeException(nameof(request),
                $"The lease ends ({request.LeaseUntil}) before it starts ({request.Now}).");
    }

    /// <summary>Refuses a text that cannot be the id of a delivery, so that every store orders and pages ids alike.</summary>
    /// <exception cref="ArgumentException">It is not 1 to 64 digits and small letters of ASCII.</exception>
    public static void Check(DeliveryId id)
    {
        Span<byte> octets = stackalloc byte[ShortIds.MostOctets];
        if (ShortIds.Pack(id.Value, octets) == 0)
            throw new ArgumentException(
                $"The id of a delivery is 1 to {ShortIds.Longest} digits and small letters (0-9, a-z); one of {id.Value?.Length ?? 0} "
                    + $"characters is not.", nameof(id));
    }

    /// <summary>Refuses a delivery that is not at its beginning.</summary>
    /// <exception cref="ArgumentException">
    /// The state is none of planned, held and stand-by, there is no route, or an id is none (<see cref="Check(DeliveryId)"/>).
    /// </exception>
    public static void Check(PlannedDelivery planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        Check(planned.Delivery.Id);
        if (planned.Delivery.WaitsFor is { } awaited)
            Check(awaited);
        if (planned.Delivery.State is not (DeliveryState.Planned or DeliveryState.Held or DeliveryState.StandBy))
            throw new ArgumentException($"Add deliveries that are planned, held or standing by; {planned.Delivery} is not.",
                nameof(planned));
        if (planned.Delivery.Routes.Count == 0)
            throw new ArgumentException($"{planned.Delivery} has no route. Leave people without a route to the outcomes.", nameof(planned));
    }

    /// <summary>Refuses an attempt that is none.</summary>
    /// <exception cref="ArgumentException">The version is not sending.</exception>
    public static void Check(StartingDelivery starting)
    {
        ArgumentNullException.ThrowIfNull(starting);
        if (starting.Delivery.State != DeliveryState.Sending)
            throw new ArgumentException($"Start deliveries that are sending; {starting.Delivery} is not.", nameof(starting));
    }
}
