using NodaTime;

namespace Notify.Sdk;

/// <summary>What a list says that somebody answered.</summary>
public enum ContactAnswer : byte
{
    /// <summary>No: unsubscribed, opted out, do not call, "accepts: no".</summary>
    No,

    /// <summary>
    /// Yes. No message is sent for it: a consent is taken over only by an import that says what was disclosed, and never lifts a no.
    /// </summary>
    Yes,

    /// <summary>Messages came back: the addresses of the channel do not exist any more.</summary>
    Bounced,
}

/// <summary>
/// One answer of the person of a contact, as the list has it, with where it stands there. A no is honoured when the list is sent to:
/// it becomes a withdrawal at the contact's addresses and holds from then on. Immutable.
/// </summary>
/// <param name="Answer">What was said.</param>
/// <param name="MarketingOnly">Whether it concerns marketing only; else everything.</param>
/// <param name="Channel">The channel that it concerns; null for all.</param>
public sealed record ContactPermission(ContactAnswer Answer, bool MarketingOnly = false, DeliveryChannel? Channel = null)
{
    /// <summary>When it was said; null when the list does not know. Then it counts from when the list was written, or is read.</summary>
    public Instant? At { get; init; }

    /// <summary>The name of the file, without its folder; empty for a list that is none.</summary>
    public string File { get; init; } = "";

    /// <summary>The line on which the row begins, the first being 1; 0 for a list that has none.</summary>
    public long Line { get; init; }

    /// <summary>The header of the column; empty for a list that has none.</summary>
    public string Column { get; init; } = "";
}
