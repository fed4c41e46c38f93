using Notify.Sdk.Email.Composing;

namespace Notify.Sdk.Email.Inbound;

/// <summary>
/// Finds which message of ours an inbound one is about. What only we can make comes first: a return path with a MAC; then the
/// <c>Message-ID</c> of the message that a report encloses or an answer names; then the <c>ENVID</c>.
/// </summary>
internal sealed class Correlation
{
    private const int LongestKey = 60;

    private readonly InboundMessage _message;
    private readonly InboundOptions _options;
    private readonly string? _key;

    public Correlation(InboundMessage message, InboundEnvelope envelope, InboundOptions options)
    {
        (_message, _options) = (message, options);
        _key = OfReturnPath(envelope);
        IsVerified = _key is not null;
        _key ??= OfMessage();
    }

    /// <summary>Whether a text can be an idempotency key: it may have been made up by anybody.</summary>
    public static bool IsKey(string text) => text.Length is > 0 and <= LongestKey && text[0] != '.' && text[^1] != '.'
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') && !text.Contains("..", StringComparison.Ordinal);

    public bool IsVerified { get; }

    public InboundResult Result(InboundKind kind) => new()
    {
        Kind = kind,
        Message = _message,
        IdempotencyKey = _key,
        IsVerified = IsVerified,
        NeedsVerification = _options.Verp is not null,
    };

    private string? OfReturnPath(InboundEnvelope envelope)
    {
        string?[] reported = [_message.Reported("Original-Mail-From"), _message.Enclosed("Return-Path")];
        return _options.Verp is not { } verp ? null : envelope.Recipients(_message).Concat(reported)
            .Select(address => verp.TryVerify(InboundMessage.WithoutBrackets(address), out var key) ? key : null)
            .FirstOrDefault(key => key is not null);
    }

    private string? OfMessage()
    {
        var ofReport = KeyIn(_message.Enclosed("Message-ID") ?? _message.Reported("Original-Message-ID"))
            ?? (_message.Reported("Original-Envelope-Id") is { } id && IsKey(id) ? id : null);
        var ofAnswer = (_message.Header("In-Reply-To") ?? "").Split(' ', 20)
            .Concat((_message.Header("References") ?? "").Split(' ', 100).Reverse())
            .Select(KeyIn).FirstOrDefault(key => key is not null);
        return (_message.MediaType == "multipart/report" ? ofReport ?? ofAnswer : ofAnswer ?? ofReport)
            ?? KeyIn(PlainBounce.MessageId(_message));
    }

    // The key in a Message-ID of one of our domains, or null.
    private string? KeyIn(string? messageId)
    {
        var id = InboundMessage.WithoutBrackets(messageId);
        var at = id?.LastIndexOf('@') ?? -1;
        if (at < 1)
            return null;
        var domain = id![(at + 1)..];
        var ours = _options.MessageIdDomains.Count == 0
            ? AddressSyntax.IsDotAtom(domain)
            : _options.MessageIdDomains.Contains(domain, StringComparer.OrdinalIgnoreCase);
        return ours && IsKey(id[..at]) ? id[..at] : null;
    }
}
