namespace Notify.Sdk.Email.Inbound;

/// <summary>The message that a report is about: enclosed whole, or its header fields alone (RFC 6522 section 3).</summary>
internal static class ReportedMessage
{
    /// <summary>Its <c>Message-ID</c> without angle brackets, or null.</summary>
    public static string? MessageId(InboundMessage report) => WithoutBrackets(Header(report, "Message-ID"));

    /// <summary>One of its header fields, or null.</summary>
    public static string? Header(InboundMessage report, string name)
    {
        foreach (var part in report.Root.WalkOwn().Skip(1))
        {
            var value = part.MediaType switch
            {
                "message/rfc822" or "message/global" => part.Parts.Count > 0 ? part.Parts[0].Header(name) : null,
                "text/rfc822-headers" or "message/global-headers" or "message/rfc822-headers" => ReportFields.Groups(part.Content().Span).Select(group => group.Value(name)).FirstOrDefault(v => v is not null),
                _ => null,
            };
            if (value is not null)
                return value;
        }

        return null;
    }

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
