using NodaTime;

namespace Notify.Sdk;

/// <summary>How many messages stand where.</summary>
/// <param name="ByState">Count by state; states without deliveries are absent.</param>
/// <param name="NextDue">The earliest due instant of a planned or held delivery, or null.</param>
public sealed record DeliveryCounts(IReadOnlyDictionary<DeliveryState, int> ByState, Instant? NextDue);
