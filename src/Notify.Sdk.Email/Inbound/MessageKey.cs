using Notify.Sdk.Email.Composing;

namespace Notify.Sdk.Email.Inbound;

/// <summary>Finds the idempotency key of the message that an inbound one is about.</summary>
internal static class MessageKey
{
    private const int Longest = 60;

    /// <summary>Whether a text can be an idempotency key: it may have been made up by anybody.</summary>
    public static bool IsKey(string text) => text.Length is > 0 and <= Longest && text[0] != '.' && text[^1] != '.'
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') && !text.Contains("..", StringComparison.Ordinal);

    /// <summary>The key in a <c>Message-ID</c> of one of our domains, or null.</summary>
    public static string? OfMessageId(string? messageId, InboundOptions options)
    {
        var id = ReportedMessage.WithoutBrackets(messageId);
        var at = id?.LastIndexOf('@') ?? -1;
        if (at < 1)
            return null;
        var domain = id![(at + 1)..];
        var ours = options.MessageIdDomains.Count == 0
            ? AddressSyntax.IsDotAtom(domain)
            : options.MessageIdDomains.Contains(domain, StringComparer.OrdinalIgnoreCase);
        return ours && IsKey(id[..at]) ? id[..at] : null;
    }

    /// <summary>The key in an <c>ENVID</c>, or null.</summary>
    public static string? OfEnvelopeId(string? envelopeId) => envelopeId is not null && IsKey(envelopeId) ? envelopeId : null;
}
