namespace Notify.Sdk.Email.Inbound;

/// <summary>What a mailbox provider's user or filter says about a message (RFC 5965 section 7.3, RFC 6591, RFC 6430).</summary>
public enum FeedbackType : byte
{
    /// <summary>Something else, or of a type that is not known here (RFC 5965 section 3.1: to be treated so).</summary>
    Other,

    /// <summary>Unwanted: the person pressed "this is spam".</summary>
    Abuse,

    /// <summary>Taken for fraud or phishing.</summary>
    Fraud,

    /// <summary>A virus was found in it.</summary>
    Virus,

    /// <summary>The person says that it is not spam.</summary>
    NotSpam,

    /// <summary>The person wants no more of it.</summary>
    OptOut,

    /// <summary>SPF, DKIM or DMARC failed.</summary>
    AuthenticationFailure,
}

/// <summary>Reads the type of a feedback report and says what to do about it.</summary>
internal static class FeedbackTypes
{
    public static FeedbackType Of(string? value) => value?.ToLowerInvariant() switch
    {
        "abuse" => FeedbackType.Abuse,
        "fraud" => FeedbackType.Fraud,
        "virus" => FeedbackType.Virus,
        "not-spam" => FeedbackType.NotSpam,
        "opt-out" or "opt-out-list" => FeedbackType.OptOut,
        "auth-failure" or "dmarc" => FeedbackType.AuthenticationFailure,
        _ => FeedbackType.Other,
    };

    public static InboundKind Judge(FeedbackType type) => type switch
    {
        FeedbackType.NotSpam => InboundKind.Notice,
        FeedbackType.Virus or FeedbackType.AuthenticationFailure => InboundKind.Alert,
        _ => InboundKind.OptOut,
    };
}
