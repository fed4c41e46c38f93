using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Stores;

namespace Notify.Sdk;

/// <summary>
/// What was promised when a delivery was planned: whom, what, over which routes, until when. It stays as it is while the delivery moves
/// from state to state, and is replaced as a whole when the delivery is planned anew. Immutable.
/// </summary>
public sealed record DeliveryPlan
{
    /// <summary>Derived from notification, revision and account: the same plan has the same id.</summary>
    public required DeliveryId Id { get; init; }

    /// <summary>The notification's key.</summary>
    public required string NotificationKey { get; init; }

    /// <summary>The notification's revision.</summary>
    public required int Revision { get; init; }

    /// <summary>The person as grouped when it was planned.</summary>
    public required Person Person { get; init; }

    /// <summary>
    /// Names the content as far as an address is concerned, see <see cref="ContentKeys"/>: the content key of its address mark.
    /// </summary>
    public required string AddressContent { get; init; }

    /// <summary>The permitted routes, best first. Never empty.</summary>
    public required IReadOnlyList<Route> Routes { get; init; }

    /// <summary>When it was due first. Of what is due, the order keeps it, so that nobody is overtaken for having waited.</summary>
    public required Instant FirstDue { get; init; }

    /// <summary>The priority of its topic: the more urgent goes first of what is due.</summary>
    public TopicPriority Priority { get; init; } = TopicPriority.Normal;

    /// <summary>Nothing leaves at or after this instant.</summary>
    public required Instant ExpiresAt { get; init; }

    /// <summary>The id; no address.</summary>
    public override string ToString() => $"plan {Id}";
}
