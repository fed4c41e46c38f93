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

/// <summary>A feedback report in the Abuse Reporting Format (RFC 5965). Immutable.</summary>
public sealed record FeedbackReport
{
    /// <summary>What is said.</summary>
    public required FeedbackType Type { get; init; }

    /// <summary>The return path of the message, a VERP address perhaps; null when missing.</summary>
    public string? OriginalMailFrom { get; init; }

    /// <summary>The recipient; personal data, often blacked out; null when missing.</summary>
    public string? OriginalRcptTo { get; init; }

    /// <summary>The <c>ENVID</c> of the message, or null.</summary>
    public string? OriginalEnvelopeId { get; init; }

    /// <summary>The <c>Message-ID</c> of the message, without angle brackets, or null.</summary>
    public string? OriginalMessageId { get; init; }

    /// <summary>Who reports, for example <c>ExampleMail-FBL/1.0</c>; null when missing.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The type; no address.</summary>
    public override string ToString() => $"feedback: {Type}";

    internal static FeedbackReport? Read(InboundMessage message)
    {
        if (message.Parts.OfType<MimeKit.MessageFeedbackReport>().FirstOrDefault()?.Fields is not { } fields)
        {
            return null;
        }

        return new()
        {
            Type = TypeOf(Value("Feedback-Type")),
            OriginalMailFrom = ReportedMessage.WithoutBrackets(Value("Original-Mail-From")),
            OriginalRcptTo = ReportedMessage.WithoutBrackets(Value("Original-Rcpt-To")),
            OriginalEnvelopeId = Value("Original-Envelope-Id"),
            OriginalMessageId = ReportedMessage.MessageId(message),
            UserAgent = Value("User-Agent"),
        };

        string? Value(string name) => InboundMessage.Value(fields, name);
    }

    private static FeedbackType TypeOf(string? value) => value?.ToLowerInvariant() switch
    {
        "abuse" => FeedbackType.Abuse,
        "fraud" => FeedbackType.Fraud,
        "virus" => FeedbackType.Virus,
        "not-spam" => FeedbackType.NotSpam,
        "opt-out" or "opt-out-list" => FeedbackType.OptOut,
        "auth-failure" or "dmarc" => FeedbackType.AuthenticationFailure,
        _ => FeedbackType.Other,
    };
}
