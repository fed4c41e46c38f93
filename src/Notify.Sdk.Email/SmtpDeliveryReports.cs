namespace Notify.Sdk.Email;

/// <summary>Which reports about a message the servers on its way are asked to send to the return path (RFC 3461).</summary>
[Flags]
public enum SmtpDeliveryReports
{
    /// <summary>Ask for nothing; servers then report failures.</summary>
    ServerDefault = 0,

    /// <summary>When it reached the mailbox.</summary>
    Success = 1,

    /// <summary>When it cannot be delivered.</summary>
    Failure = 2,

    /// <summary>When it has to wait for long.</summary>
    Delay = 4,

    /// <summary>No reports at all. Not together with others.</summary>
    Never = 8,
}
