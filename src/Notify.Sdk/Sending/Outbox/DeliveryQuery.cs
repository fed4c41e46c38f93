using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk;

/// <summary>What somebody may have to look after.</summary>
public enum DeliveryConcern : byte
{
    /// <summary>It is unknown whether a provider took it.</summary>
    InDoubt,

    /// <summary>All routes failed for good.</summary>
    Failed,

    /// <summary>It waits to be handed over, and has been due for longer than <see cref="DeliveryQuery.LateBy"/>.</summary>
    Late,
}

/// <summary>Asks for deliveries that somebody may have to look after, a page at a time.</summary>
/// <param name="Concern">Which.</param>
public sealed record DeliveryQuery(DeliveryConcern Concern)
{
    /// <summary>Of one notification only; null for all.</summary>
    public string? NotificationKey { get; init; }

    /// <summary>How long after its due instant a delivery is late. Default 15 minutes.</summary>
    public Duration LateBy { get; init; } = Duration.FromMinutes(15);

    /// <summary>The last delivery of the page before; null for the first page.</summary>
    public DeliveryId? After { get; init; }

    /// <summary>How many at most. Default 100, 1 to 1,000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>The states that are asked for.</summary>
    public IReadOnlyList<DeliveryState> States => Concern switch
    {
        DeliveryConcern.InDoubt => [DeliveryState.InDoubt],
        DeliveryConcern.Failed => [DeliveryState.Failed],
        DeliveryConcern.Late => [DeliveryState.Planned, DeliveryState.Held, DeliveryState.Leased],
        _ => throw new ArgumentOutOfRangeException(nameof(Concern), $"Concern {Concern} is unknown."),
    };

    /// <summary>The latest due instant that is asked for; null where the due instant does not matter.</summary>
    /// <param name="now">Now.</param>
    public Instant? DueBy(Instant now) =>
        Concern != DeliveryConcern.Late ? null : now - Instant.MinValue > LateBy ? now - LateBy : Instant.MinValue;

    internal void Check()
    {
        if (Limit is < 1 or > OutboxRules.MaximumLeases)
            throw new ArgumentOutOfRangeException(nameof(Limit),
                $"Ask for 1 to {OutboxRules.MaximumLeases} deliveries at once, not {Limit}.");
        if (LateBy < Duration.Zero)
            throw new ArgumentOutOfRangeException(nameof(LateBy), "A delivery is late after its due instant; LateBy cannot be negative.");
        if (After is { } after)
            OutboxRules.Check(after);
        _ = States;
    }
}

/// <summary>What somebody found out about a delivery, or wants of it.</summary>
public enum Settlement : byte
{
    /// <summary>It was in doubt, and did arrive.</summary>
    Arrived,

    /// <summary>It was in doubt, and did not arrive. It has failed, and who stood by for it is told.</summary>
    DidNotArrive,

    /// <summary>It was in doubt or has failed, and is to be handed over again, by its first route. It may arrive twice.</summary>
    TryAgain,
}

/// <summary>What became of a settlement.</summary>
public enum SettlementResult : byte
{
    /// <summary>It is written down.</summary>
    Settled,

    /// <summary>
    /// The delivery has moved on since it was looked at: another epoch, or a state in which there is nothing to settle. Look again.
    /// </summary>
    MovedOn,

    /// <summary>Nothing leaves any more: its time has passed, or the notification was cancelled or replaced.</summary>
    Closed,

    /// <summary>Another delivery tells the address or the account by now.</summary>
    ToldByAnother,
}
