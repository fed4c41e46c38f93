using MimeKit;

namespace Notify.Sdk.Email.Inbound;

/// <summary>The message that a report is about: enclosed whole, or its header fields alone (RFC 6522 section 3).</summary>
internal static class ReportedMessage
{
    /// <summary>Its <c>Message-ID</c> without angle brackets, or null.</summary>
    public static string? MessageId(InboundMessage report) => WithoutBrackets(Header(report, "Message-ID"));

    /// <summary>One of its header fields, or null.</summary>
    public static string? Header(InboundMessage report, string name) =>
        report.Parts.OfType<MessagePart>().Select(part => InboundMessage.Value(part.Message?.Headers, name))
            .FirstOrDefault(value => value is not null);

    /// <summary>What stands between the first pair of angle brackets, or the whole.</summary>
    public static string? WithoutBrackets(string? value)
    {
        if (value is null)
            return null;

        var open = value.IndexOf('<', StringComparison.Ordinal);
        var close = value.IndexOf('>', open + 1);
        return open >= 0 && close > open ? value[(open + 1)..close].Trim() : value.Trim();
    }
}
