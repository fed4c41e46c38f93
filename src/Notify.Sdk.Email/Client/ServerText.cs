namespace Notify.Sdk.Email.Client;

/// <summary>What of a server's words may be shown: replies like to quote the address that they speak of.</summary>
internal static partial class ServerText
{
    private const int Longest = 400;
    private const string Mask = "[address]";

    /// <summary>The reply on one line, without addresses: code, then text.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="addresses">Addresses to take out wherever they stand, also without their domain.</param>
    public static string Show(SmtpReply reply, params string[] addresses)
    {
        var text = addresses.Where(address => address.Length > 0)
            .Aggregate(reply.Text, (words, address) => words.Replace(address, Mask, StringComparison.OrdinalIgnoreCase));
        text = Word().Replace(text, word => IsAddress(word.Value, addresses) ? Mask : word.Value).Replace('\n', ' ');
        text = Unseen().Replace(text, "?");
        return text.Length == 0 ? reply.ToString() : Shorten(string.Create(CultureInfo.InvariantCulture, $"{reply.Code} {text}"));
    }

    /// <summary>
    /// The id under which the server keeps the message, or null when it does not tell: <c>queued as X</c> (Postfix),
    /// <c>id=X</c> (Exim), <c>X Message accepted for delivery</c> (sendmail), <c>Ok X</c> (Amazon SES).
    /// </summary>
    public static string? QueueId(SmtpReply reply)
    {
        var text = reply.Enhanced is null ? reply.Text : reply.Text[(reply.Text.IndexOfAny([' ', '\n']) + 1)..];
        return Id().Match(text) is { Success: true } match ? match.Groups["id"].Value : null;
    }

    private static bool IsAddress(string word, string[] addresses) =>
        word.Contains('@', StringComparison.Ordinal) || word.Contains("+40", StringComparison.Ordinal)
            || word.Contains("%40", StringComparison.Ordinal)
        || addresses.Any(address => address.LastIndexOf('@') is > 0 and var at && word.AsSpan().TrimEnd(".!?")
            .Equals(address.AsSpan(0, at), StringComparison.OrdinalIgnoreCase));

    private static string Shorten(string text) => text.Length <= Longest ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest), "...");

    // Control and format characters, the tags beyond the basic plane among them.
    [GeneratedRegex(@"[\p{Cc}\p{Cf}]|\uDB40[\uDC00-\uDC7F]")]
    private static partial Regex Unseen();

    [GeneratedRegex("""[^\s<>()\[\]{},;:"']+""")]
    private static partial Regex Word();

    [GeneratedRegex(
        @"(?:queued as | id=)(?<id>[a-z0-9_.-]{1,128})(?:\s|$)|^(?<id>[a-z0-9_.-]{1,128}) Message accepted for delivery|^Ok "
            + @"(?<id>[a-z0-9_.-]{16,128})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
