using System.Buffers;

namespace Notify.Sdk.Audience;

/// <summary>
/// WhatsApp: the account is the phone number, or an id that a business has of it. The interface reports the number as digits without plus
/// (<c>wa_id</c>). The reported one may differ from the dialled one (Mexico, Argentina, Brazil): once known, the reported one is the key.
/// </summary>
internal static class WhatsAppHandle
{
    private const string Prefix = "wa:";
    private const int MinDigits = 7;
    private const int MaxDigits = 15;

    private static readonly SearchValues<char> s_idLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    internal static HandleError Read(ReadOnlySpan<char> text, out string key, out bool isSendable)
    {
        key = "";
        isSendable = false;
        var isKey = HandleText.TryCut(ref text, Prefix);
        if (IsUserId(text))
        {
            key = string.Concat(Prefix, text);
            isSendable = true;
            return HandleError.None;
        }

        if (!isKey && ProfileLink.TryRead(text, out var link))
        {
            var error = FindNumber(link, out text);
            if (error != HandleError.None) return error;
        }

        Span<char> digits = stackalloc char[MaxDigits];
        if (!TryReadNumber(text, digits, out var count)) return HandleError.InvalidPhoneNumber;
        key = string.Concat(Prefix, digits[..count]);
        isSendable = true;
        return HandleError.None;
    }

    // The business-scoped id of a user: a country, a dot, and up to 128 letters and digits, as Meta has sent it since 2026.
    private static bool IsUserId(ReadOnlySpan<char> text) =>
        text.Length is > 3 and <= 131 && text[2] == '.' && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1])
        && !text[3..].ContainsAnyExcept(s_idLetters);

    private static HandleError FindNumber(scoped in ProfileLink link, out ReadOnlySpan<char> number)
    {
        number = default;
        if (ProfileLink.Same(link.Scheme, "whatsapp") && ProfileLink.Same(link.Host, "send"))
        {
            number = link.Parameter("phone");
        }
        else if (!link.IsWeb)
        {
            return HandleError.OtherHost;
        }
        else if (link.IsAt("wa.me"))
        {
            number = link.Segment(0);
        }
        else if (ProfileLink.Same(link.Host, "api.whatsapp.com") || link.IsAt("whatsapp.com"))
        {
            number = link.Parameter("phone");
        }
        else
        {
            // chat.whatsapp.com invites to a group.
            return ProfileLink.Same(link.Host, "chat.whatsapp.com") ? HandleError.NotAPersonLink : HandleError.OtherHost;
        }

        if (number.StartsWith("%2B", StringComparison.OrdinalIgnoreCase)) number = number[3..];
        // wa.me/message/ABC and wa.me/qr/ABC are a business's short codes.
        return number.IsEmpty || char.IsAsciiLetter(number[0]) ? HandleError.NotAPersonLink : HandleError.None;
    }

    // A first zero is a trunk or dialling prefix, whose meaning depends on the country, and so is "(0)" inside: neither is
    // guessed, because a wrong guess reaches a stranger.
    private static bool TryReadNumber(ReadOnlySpan<char> text, Span<char> digits, out int count)
    {
        count = 0;
        if (text.Contains("(0)", StringComparison.Ordinal)) return false;
        HandleText.TryCut(ref text, "+");
        foreach (var c in text)
        {
            if (c is ' ' or '-' or '.' or '(' or ')') continue;
            if (!char.IsAsciiDigit(c) || count == digits.Length) return false;
            digits[count++] = c;
        }
        return count >= MinDigits && digits[0] != '0';
    }
}
