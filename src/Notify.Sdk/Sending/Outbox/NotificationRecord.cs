using NodaTime;

namespace Notify.Sdk.Stores;

/// <summary>What a registration of a notification found.</summary>
public enum RegisterResult : byte
{
    /// <summary>New, or a higher revision: the unsent deliveries of lower revisions are superseded.</summary>
    New,

    /// <summary>The same key, revision and content were registered before.</summary>
    Known,

    /// <summary>The same key and revision were registered with other content, or a higher revision exists.</summary>
    Conflict,

    /// <summary>The notification was cancelled.</summary>
    Cancelled,
}

/// <summary>A notification as the outbox keeps it.</summary>
/// <param name="Notification">The notification, with its expiry set.</param>
/// <param name="ContentHash">Hex of a hash over topic, data and attachments; equal content has an equal hash.</param>
/// <param name="RegisteredAt">When it was first registered.</param>
public sealed record NotificationRecord(Notification Notification, string ContentHash, Instant RegisteredAt)
{
    /// <summary>Whether its key was cancelled. Said by the outbox; not looked at when a record is registered.</summary>
    public bool Cancelled { get; init; }

    /// <summary>Whether its highest revision waits for confirmation. Said by the outbox.</summary>
    public bool AwaitsConfirmation { get; init; }

    /// <summary>Who confirmed its highest revision, or null. Said by the outbox.</summary>
    public Confirmation? Confirmed { get; init; }

    /// <summary>
    /// Whether its content was erased with the last of its people. Who sends it again under the same key brings the content again.
    /// </summary>
    public bool IsContentErased { get; init; }

    /// <summary>The notification's key and revision; never its data.</summary>
    public override string ToString() => Notification.ToString();
}

/// <summary>Somebody confirmed that so many people are to be told.</summary>
/// <param name="By">Who: a role or a user id.</param>
/// <param name="At">When.</param>
public sealed record Confirmation(string By, Instant At);
