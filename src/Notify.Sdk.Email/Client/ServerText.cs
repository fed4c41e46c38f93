using System.Buffers;
using System.Globalization;
using System.Text;

namespace Notify.Sdk.Email.Client;

/// <summary>What of a server's words may be shown: replies like to quote the address that they speak of.</summary>
internal static class ServerText
{
    private const int Longest = 400;
    private const string Mask = "[address]";

    private static readonly SearchValues<char> IdText =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\n<>()[]{},;:\"'");

    /// <summary>The reply on one line, without addresses: code, then text.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="addresses">Addresses to take out wherever they stand, also without their domain.</param>
    public static string Show(SmtpReply reply, params ReadOnlySpan<string> addresses)
    {
        var text = IsHarmless(reply.Text, addresses) ? reply.Text.Replace('\n', ' ') : Masked(reply.Text, addresses);
        return text.Length == 0 ? reply.ToString() : Shorten(string.Create(CultureInfo.InvariantCulture, $"{reply.Code} {text}"));
    }

    /// <summary>
    /// The id under which the server keeps the message, or null when it does not tell: <c>queued as X</c> (Postfix),
    /// <c>id=X</c> (Exim), <c>X Message accepted for delivery</c> (sendmail), <c>Ok X</c> (Amazon SES).
    /// </summary>
    public static string? QueueId(SmtpReply reply)
    {
        var text = reply.Text.AsSpan();
        text = reply.Enhanced is null ? text : text[Math.Min(text.Length, text.IndexOfAny(' ', '\n') + 1)..];
        var id = After(text, "queued as ") is { Length: > 0 } queued ? queued
            : After(text, " id=") is { Length: > 0 } named ? named
            : text.Contains(" Message accepted for delivery", StringComparison.OrdinalIgnoreCase) ? FirstWord(text)
            : text.StartsWith("Ok ", StringComparison.OrdinalIgnoreCase) && text.Length >= "Ok ".Length + 16 && !text[3..].ContainsAny(' ', '\n') ? text[3..]
            : default;
        return id.Length is > 0 and <= 128 && !id.ContainsAnyExcept(IdText) ? id.ToString() : null;
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> text, string words)
    {
        var at = text.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? default : FirstWord(text[(at + words.Length)..]);
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(' ', '\n');
        return end < 0 ? text : text[..end];
    }

    // The usual case, without a copy: nothing in it looks like an address or a part of ours.
    private static bool IsHarmless(string text, ReadOnlySpan<string> addresses)
    {
        if (!Ascii.IsValid(text) || text.AsSpan().ContainsAny('@', '+', '%'))
        {
            return false;
        }

        foreach (var address in addresses)
        {
            if (address.Length > 0 && text.AsSpan().Contains(address.AsSpan(0, Math.Max(address.LastIndexOf('@'), 1)), StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
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
