using NodaTime;

namespace Notify.Sdk.Stores;

/// <summary>What a worker wants to work on.</summary>
/// <param name="Now">Deliveries due at or before this instant.</param>
/// <param name="LeaseUntil">Until when the lease holds.</param>
/// <param name="Limit">How many at most, 1 to 1,000.</param>
public sealed record LeaseRequest(Instant Now, Instant LeaseUntil, int Limit)
{
    /// <summary>
    /// Channels that another process serves: what would leave by one of them, over the route in use, is left to that process. None by
    /// default.
    /// </summary>
    public IReadOnlyCollection<DeliveryChannel> Except { get; init; } = [];
}
