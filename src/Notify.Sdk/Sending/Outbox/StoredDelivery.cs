using NodaTime;

namespace Notify.Sdk.Stores;

/// <summary>A slot that a delivery takes under a cap.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="At">When it counts: when the attempt began; of a plan, when it is due.</param>
/// <param name="IsAttempt">
/// Whether it is an attempt that counts whatever became of it (<see cref="FrequencyCap.CountsAttempts"/>): it stays when the delivery
/// fails, waits for the next attempt, or takes another route.
/// </param>
public readonly record struct TakenSlot(CapBucket Bucket, Instant At, bool IsAttempt = false);

/// <summary>A delivery as a store keeps it: its latest version, and what it holds. Immutable.</summary>
/// <param name="Delivery">The latest version.</param>
/// <param name="Accounts">Once-only marks of the accounts that it tells or covers; its address mark follows from the version.</param>
/// <param name="Slots">Its slots under caps, for each of its routes.</param>
public sealed record StoredDelivery(Delivery Delivery, IReadOnlyList<OnceKey> Accounts, IReadOnlyList<CapSlot> Slots)
{
    /// <summary>Whether its marks and slots are sent ones (<see cref="OutboxRules.MarksAreSent"/>).</summary>
    public bool Sent { get; init; }

    /// <summary>The slots that are taken now: each bucket once, and besides the attempts that count.</summary>
    public IReadOnlyList<TakenSlot> Taken { get; init; } = [];

    /// <summary>The marks that it holds now; none once it ended unsent.</summary>
    public IEnumerable<OnceKey> Marks => Delivery.EndedUnsent ? [] : Address is { } address ? Accounts.Prepend(address) : Accounts;

    internal OnceKey? Address => OutboxRules.HoldsAddress(Delivery) ? OutboxRules.AddressMark(Delivery) : null;

    /// <summary>Whether it holds the very marks that an earlier version held, so that a store need not touch them.</summary>
    /// <param name="before">As it was loaded, or null.</param>
    public bool HoldsMarksOf(StoredDelivery? before) =>
        before is not null
        && before.Accounts == Accounts
        && before.Address == Address
        && before.Delivery.EndedUnsent == Delivery.EndedUnsent;

    /// <summary>How far it got.</summary>
    public OnceStanding Standing => OutboxRules.StandingOf(Delivery.State, Sent);

    /// <summary>Id and state; no address.</summary>
    public override string ToString() => Delivery.ToString();
}

/// <summary>What a store knows of a notification key, without the notifications themselves. Immutable.</summary>
/// <param name="Key">The key.</param>
public sealed record StoredNotification(string Key)
{
    /// <summary>The highest registered revision; null where none is.</summary>
    public int? Revision { get; init; }

    /// <summary>The content of that revision, as <see cref="NotificationRecord.ContentHash"/>.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Whether the content of that revision was erased (<see cref="NotificationRecord.IsContentErased"/>).</summary>
    public bool IsContentErased { get; init; }

    /// <summary>When it was cancelled, or null.</summary>
    public Instant? CancelledAt { get; init; }

    /// <summary>Since when its highest revision waits for confirmation; null where it does not.</summary>
    public Instant? AwaitsSince { get; init; }

    /// <summary>Who confirmed its highest revision, or null.</summary>
    public Confirmation? Confirmed { get; init; }

    /// <summary>Whether any account of it was cancelled.</summary>
    public bool HasCancelledAccounts { get; init; }

    /// <summary>Whether deliveries of it wait.</summary>
    public bool Awaits => AwaitsSince is not null;

    /// <summary>How deliveries of a revision end that have not been sent; null while the revision is open.</summary>
    public DeliveryState? Closed(int revision) =>
        CancelledAt is not null ? DeliveryState.Cancelled : Revision > revision ? DeliveryState.Superseded : null;
}
