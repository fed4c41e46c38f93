using System.Buffers;
using System.Globalization;
using System.Text;

namespace Notify.Sdk.Smtp.Client;

/// <summary>What of a server's words may be shown: replies like to quote the address that they speak of.</summary>
internal static class ServerText
{
    private const int Longest = 400;
    private const string Mask = "[address]";

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\n<>()[]{},;:\"'");

    /// <summary>The reply on one line, without addresses: code, then text.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="addresses">Addresses to take out wherever they stand, also without their domain.</param>
    public static string Show(SmtpReply reply, params ReadOnlySpan<string> addresses) =>
        Shorten($"{reply} {Masked(reply.Text, addresses)}".TrimEnd());

    /// <summary>
    /// The id under which the server keeps the message, or null when it does not tell: <c>queued as X</c> (Postfix),
    /// <c>id=X</c> (Exim), <c>X Message accepted for delivery</c> (sendmail), <c>Ok X</c> (Amazon SES).
    /// </summary>
    public static string? QueueId(SmtpReply reply)
    {
        var words = reply.Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var rest = reply.Enhanced.IsNone ? words : words[1..];
        var at = Array.FindIndex(rest, word => word.Equals("as", StringComparison.OrdinalIgnoreCase));
        var id = at > 0 && at + 1 < rest.Length && rest[at - 1].Equals("queued", StringComparison.OrdinalIgnoreCase) ? rest[at + 1]
            : rest.FirstOrDefault(word => word.StartsWith("id=", StringComparison.OrdinalIgnoreCase))?[3..]
            ?? (rest is [var first, "Message", "accepted", ..] ? first
                : rest is [var ok, var only] && ok.Equals("Ok", StringComparison.OrdinalIgnoreCase) && only.Length >= 16 ? only
                : null);
        return id is { Length: > 0 and <= 128 } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? id : null;
    }

    private static string Masked(string text, ReadOnlySpan<string> addresses)
    {
        foreach (var address in addresses)
        {
            text = address.Length == 0 ? text : text.Replace(address, Mask, StringComparison.OrdinalIgnoreCase);
        }

        var shown = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var end = text.AsSpan(at).IndexOfAny(Ends);
            end = end < 0 ? text.Length : at + end;
            AddWord(shown, text.AsSpan(at, end - at), addresses);
            if (end < text.Length)
            {
                shown.Append(text[end] is '\n' or '\t' ? ' ' : text[end]);
            }

            at = end + 1;
        }

        return shown.ToString();
    }

    private static void AddWord(StringBuilder shown, ReadOnlySpan<char> word, ReadOnlySpan<string> addresses)
    {
        if (word.Contains('@') || word.Contains("+40", StringComparison.Ordinal) || word.Contains("%40", StringComparison.Ordinal) || IsLocalPart(word, addresses))
        {
            shown.Append(Mask);
            return;
        }

        foreach (var rune in word.EnumerateRunes())
        {
            var hidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate;
            shown.Append(hidden ? "?" : rune.ToString());
        }
    }

    private static bool IsLocalPart(ReadOnlySpan<char> word, ReadOnlySpan<string> addresses)
    {
        word = word.TrimEnd(".!?");
        foreach (var address in addresses)
        {
            var at = address.LastIndexOf('@');
            if (at > 0 && word.Equals(address.AsSpan(0, at), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string Shorten(string text) => text.Length <= Longest ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest), "...");
}
