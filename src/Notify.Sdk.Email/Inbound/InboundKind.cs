namespace Notify.Sdk.Email.Inbound;

/// <summary>What to do about an inbound message.</summary>
public enum InboundKind : byte
{
    /// <summary>It cannot be read: look at it.</summary>
    Unreadable,

    /// <summary>A person wrote: see <see cref="InboundResult.Reply"/>.</summary>
    Reply,

    /// <summary>A program answered (vacation, ticket, list). Never answer it.</summary>
    Automatic,

    /// <summary>A bounce: the address does not exist. Suppress it.</summary>
    Suppress,

    /// <summary>
    /// A bounce that may pass: full mailbox, no route, no reason given. Count it; suppress after several over several days.
    /// </summary>
    Count,

    /// <summary>A bounce that is about us: policy, authentication, size, content. Never suppress the person; tell the operator.</summary>
    Alert,

    /// <summary>A complaint: an opt-out at once.</summary>
    OptOut,

    /// <summary>A server says that it lies in the mailbox.</summary>
    Delivered,

    /// <summary>Something to know and nothing to do: delayed, relayed, displayed, reported as no spam.</summary>
    Notice,
}
