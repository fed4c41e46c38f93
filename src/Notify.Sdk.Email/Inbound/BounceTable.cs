namespace Notify.Sdk.Email.Inbound;

/// <summary>Which status codes speak of the address, which may pass, and which are about us (RFC 3463, IANA registry).</summary>
/// <remarks>
/// Sources disagree about 5.x. This table suppresses only where the code says that the mailbox or its domain does not exist or
/// is disabled; whatever it does not know is counted.
/// </remarks>
internal static class BounceTable
{
    /// <summary>Suppress, count or alert.</summary>
    public static InboundKind Judge(EnhancedStatusCode? status) => status switch
    {
        // No such mailbox, domain or mailbox syntax; moved away; null MX; disabled.
        { CondemnsAddress: true } => InboundKind.Suppress,
        // 5.1.7 and 5.1.8 are the sender's address.
        { Class: 5, Subject: 1, Detail: 7 or 8 } => InboundKind.Alert,
        // Too big for the mailbox or the system.
        { Class: 5, Subject: 2 or 3, Detail: var detail } when (status.Value.Subject, detail) is (2, 3) or (3, 4) => InboundKind.Alert,
        // Protocol, content, policy and authentication.
        { Class: 5, Subject: 5 or 6 or 7 } => InboundKind.Alert,
        _ => InboundKind.Count,
    };

    /// <summary>The code in words.</summary>
    public static string Describe(EnhancedStatusCode? status) => status is not { } code
        ? "no status code"
        : $"{code}, " + code.Subject switch
        {
            1 => "the address",
            2 => "the mailbox",
            3 => "the receiving system",
            4 => "network or routing",
            5 => "the protocol",
            6 => "the content",
            7 => "policy or security",
            _ => "no reason given",
        };
}
