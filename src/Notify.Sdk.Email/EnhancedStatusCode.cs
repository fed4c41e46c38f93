using System.Globalization;

namespace Notify.Sdk.Email;

/// <summary>
/// An enhanced status code: class, subject, detail, for example 5.1.1 (RFC 3463; in replies by RFC 2034, in bounces by RFC 3464).
/// </summary>
/// <param name="Class">2 success, 4 for now, 5 for good.</param>
/// <param name="Subject">1 address, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7 policy, 0 other.</param>
/// <param name="Detail">0 to 999.</param>
public readonly record struct EnhancedStatusCode(int Class, int Subject, int Detail)
{
    /// <summary>Whether it says more than that something failed.</summary>
    public bool IsSpecific => Subject != 0 || Detail != 0;

    /// <summary>
    /// Whether it says that this address does not exist or takes nothing, so that it must not be used again: 5.1.1, 5.1.2, 5.1.3,
    /// 5.1.6, 5.1.10 and 5.2.1. Codes about policy (5.7.x), content, size and full mailboxes do not: they speak of the sender
    /// or of the moment.
    /// </summary>
    public bool CondemnsAddress => (Class, Subject, Detail) is (5, 1, 1 or 2 or 3 or 6 or 10) or (5, 2, 1);

    /// <summary>The code with dots.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    /// <summary>Reads a code at the start of a text.</summary>
    public static bool TryParse(string? text, out EnhancedStatusCode status)
    {
        status = default;
        return text is not null && TryReadAt(text.AsSpan().TrimStart(), 0, out status, out _);
    }

    /// <summary>The first code in a text, or null. Parts of addresses of machines are no codes.</summary>
    public static EnhancedStatusCode? Find(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '2' or '4' or '5' && (i == 0 || !(char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '.' or '@'))
                && TryReadAt(text, i, out var status, out var end) && !(end < text.Length && (char.IsLetter(text[end]) || text[end] == '@')))
            {
                return status;
            }
        }

        return null;
    }

    /// <summary>The code at the start of a reply's text, or null when there is none, or one of another class: 550 and 2.0.0 do not go together.</summary>
    internal static EnhancedStatusCode? OfReply(ReadOnlySpan<char> text, int replyCode) =>
        TryReadAt(text, 0, out var status, out var end) && status.Class == replyCode / 100 && (end == text.Length || text[end] is ' ' or '\n') ? status : null;

    private static bool TryReadAt(ReadOnlySpan<char> text, int start, out EnhancedStatusCode status, out int end)
    {
        (status, end) = (default, start + 1);
        if (start >= text.Length || text[start] is not ('2' or '4' or '5')
            || !TryReadNumber(text, ref end, out var subject) || !TryReadNumber(text, ref end, out var detail)
            || (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1])))
        {
            return false;
        }

        status = new(text[start] - '0', subject, detail);
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, ref int position, out int number)
    {
        number = 0;
        if (position >= text.Length || text[position] != '.')
            return false;
        var digits = text[(position + 1)..];
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        length = length < 0 ? digits.Length : length;
        position += 1 + length;
        return length is >= 1 and <= 3 && int.TryParse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
