using System.Globalization;

namespace Notify.Sdk.Smtp.Inbound;

/// <summary>An enhanced status code (RFC 3463): class, subject, detail, for example 5.1.1.</summary>
/// <param name="Class">2 success, 4 for now, 5 for good.</param>
/// <param name="Subject">1 address, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7 policy, 0 other.</param>
/// <param name="Detail">0 to 999.</param>
public readonly record struct MailStatus(int Class, int Subject, int Detail)
{
    /// <summary>Whether it says more than that something failed.</summary>
    public bool IsSpecific => Subject != 0 || Detail != 0;

    /// <summary>The code with dots.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    /// <summary>Reads a code at the start of a text.</summary>
    public static bool TryParse(string? text, out MailStatus status)
    {
        status = default;
        return text is not null && TryReadAt(text.AsSpan().TrimStart(), 0, out status, out _);
    }

    /// <summary>The first code in a text, or null. Parts of addresses of machines are no codes.</summary>
    public static MailStatus? Find(ReadOnlySpan<char> text)
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

    private static bool TryReadAt(ReadOnlySpan<char> text, int start, out MailStatus status, out int end)
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
