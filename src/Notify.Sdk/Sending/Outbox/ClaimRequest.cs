using NodaTime;

namespace Notify.Sdk.Sending;

/// <summary>What a worker wants to work on.</summary>
/// <param name="Now">Deliveries due at or before this instant.</param>
/// <param name="LeaseUntil">Until when the claim holds.</param>
/// <param name="Limit">How many at most, 1 to 1,000.</param>
public sealed record ClaimRequest(Instant Now, Instant LeaseUntil, int Limit);

/// <summary>How many deliveries stand where.</summary>
/// <param name="ByState">Count by state; states without deliveries are absent.</param>
/// <param name="NextDue">The earliest due instant of a planned or held delivery, or null.</param>
public sealed record OutboxStatus(IReadOnlyDictionary<DeliveryState, int> ByState, Instant? NextDue);
