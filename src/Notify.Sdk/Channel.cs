namespace Notify.Sdk;

/// <summary>The way a message travels. One transport serves one channel.</summary>
public enum Channel : byte
{
    /// <summary>Email, addressed by a mailbox.</summary>
    Email,

    /// <summary>Text message, addressed by a phone number.</summary>
    Sms,

    /// <summary>Automated voice call (text to speech), addressed by a phone number.</summary>
    Voice,

    /// <summary>Message in a social network, addressed by a handle.</summary>
    Social,
}
