using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Stores;

namespace Notify.Sdk;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState : byte
{
    /// <summary>Waits for its due instant.</summary>
    Planned,

    /// <summary>Waits for its due instant because a gate held it back.</summary>
    Held,

    /// <summary>Stands by while another delivery tells the same address; planned when that one ends without being sent.</summary>
    StandBy,

    /// <summary>A worker holds it by a lease; nothing was sent yet.</summary>
    Leased,

    /// <summary>A transport was or is about to be called.</summary>
    Sending,

    /// <summary>A provider took responsibility.</summary>
    Accepted,

    /// <summary>A receipt says it arrived.</summary>
    Delivered,

    /// <summary>All routes failed for good.</summary>
    Failed,

    /// <summary>It is unknown whether a provider took it.</summary>
    InDoubt,

    /// <summary>A gate said no at hand-over.</summary>
    Suppressed,

    /// <summary>The notification was cancelled before it was sent.</summary>
    Cancelled,

    /// <summary>Its time passed before it was sent.</summary>
    Expired,

    /// <summary>A higher revision replaced it before it was sent.</summary>
    Superseded,

    /// <summary>Waits for somebody to confirm that so many people are to be told; then it is planned or held.</summary>
    AwaitsConfirmation,
}

/// <summary>
/// One promise to tell one person one thing: the plan, and how far it got. Immutable; the outbox keeps the latest version.
/// </summary>
public sealed record Delivery
{
    /// <summary>What was promised. A new version of an outbox's delivery has the plan that is stored, whatever it brings.</summary>
    public required DeliveryPlan Plan { get; init; }

    /// <inheritdoc cref="DeliveryPlan.Id"/>
    public DeliveryId Id => Plan.Id;

    /// <inheritdoc cref="DeliveryPlan.NotificationKey"/>
    public string NotificationKey => Plan.NotificationKey;

    /// <inheritdoc cref="DeliveryPlan.Revision"/>
    public int Revision => Plan.Revision;

    /// <inheritdoc cref="DeliveryPlan.Person"/>
    public Person Person => Plan.Person;

    /// <inheritdoc cref="DeliveryPlan.Routes"/>
    public IReadOnlyList<Route> Routes => Plan.Routes;

    /// <inheritdoc cref="DeliveryPlan.Priority"/>
    public TopicPriority Priority => Plan.Priority;

    /// <inheritdoc cref="DeliveryPlan.ExpiresAt"/>
    public Instant ExpiresAt => Plan.ExpiresAt;

    /// <summary>Index of the route in use.</summary>
    public int RouteIndex { get; init; }

    /// <summary>Where it stands.</summary>
    public DeliveryState State { get; init; }

    /// <summary>When it should leave; moved when a gate holds it back or an attempt is repeated.</summary>
    public required Instant Due { get; init; }

    /// <summary>How often a transport was called on the route in use.</summary>
    public int Attempts { get; init; }

    /// <summary>Raised by every write of the outbox; a version with an older epoch is refused.</summary>
    public long Epoch { get; init; }

    /// <summary>Until when the lease holds.</summary>
    public Instant LeaseUntil { get; init; }

    /// <summary>For <see cref="DeliveryState.StandBy"/>: the delivery that it waits for.</summary>
    public DeliveryId? WaitsFor { get; init; }

    /// <summary>Name of the transport that was asked last, written down before it is called; null before.</summary>
    public string? Provider { get; init; }

    /// <summary>The provider's id of the message, or null.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The providers that were asked and did not settle it, one for each provider of a route. Mostly empty.</summary>
    public IReadOnlyList<AskedProvider> Asked { get; init; } = [];

    /// <summary>
    /// Whether an earlier attempt may have arrived and is repeated all the same (<see cref="UnknownOutcomePolicy.ResendOnUnknown"/>):
    /// it counts under caps while it waits.
    /// </summary>
    public bool MayHaveArrived => Asked.Count > 0 && Asked.Any(a => a.Unknowns > 0);

    /// <summary>When the state was last changed.</summary>
    public Instant ChangedAt { get; init; }

    /// <summary>What happened so far, oldest first.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>The route in use.</summary>
    public Route Route => Plan.Routes[RouteIndex];

    /// <summary>Whether nothing more will happen by itself, and nothing was sent.</summary>
    public bool EndedUnsent => OutboxRules.EndsUnsent(State);

    /// <summary>Whether what led to the person was erased: no account, no address is left, and nothing can be sent again.</summary>
    public bool IsErased => Person.Accounts[0].Ref == ErasureScope.Nobody;

    /// <summary>Id and state; no address.</summary>
    public override string ToString() => $"delivery {Id} ({State})";
}
