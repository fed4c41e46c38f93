using Notify.Sdk.Audience;

namespace Notify.Sdk.Permission;

/// <summary>Reads what stands in a line of a register.</summary>
internal static class RegisterLine
{
    private const int LongestArea = 5;
    private const string Around = " \t\",;'\u00A0\uFEFF";

    /// <summary>
    /// A phone number as people and programs write it, read as everywhere else; and in two columns, <c>212,5551234</c>. A number
    /// in doubt is two, and both are listed.
    /// </summary>
    /// <remarks>Possible is enough: a number that no plan knows yet harms nobody in a register, and may be assigned tomorrow.</remarks>
    public static bool TryNumber(ReadOnlySpan<char> line, string? country, IPhoneNumberParser phones, out ulong number, out ulong? other)
    {
        (number, other) = (0, null);
        line = line.Trim(Around);
        if (line.Length > PhoneReader.MaxLength)
            return false;
        Span<char> room = stackalloc char[PhoneReader.MaxLength];
        line.CopyTo(room);
        var text = room[..line.Length];
        JoinColumns(text);
        if (PhoneReader.TryReadLines(text, country, phones, out number, out other))
            return true;
        return PhoneReader.TryReadPossible(text, country, out number);
    }

    /// <summary>An email address, for lists of one's own.</summary>
    public static AddressKey? Mailbox(ReadOnlySpan<char> line) =>
        line.Contains('@') && EmailAddress.TryParse(AddressText.Trim(line.Trim(Around)), out var email, out _)
            ? new(AddressKind.Email, email.Identity)
            : null;

    /// <summary>The columns of a change list; null when a column is not there or the action is none of the two words.</summary>
    public static (bool Add, ulong Number, ulong? Other)? Change(
        string line, ChangeListFormat format, string? country, IPhoneNumberParser phones)
    {
        var columns = line.Split(format.Delimiter);
        string? At(int? index) => index is { } i && i < columns.Length ? columns[i].Trim(' ', '"', '\t') : null;
        if (At(format.Number) is not { } text || At(format.Action) is not { } action)
            return null;
        var area = format.AreaCode is null ? "" : At(format.AreaCode);
        if (area is null || !TryNumber($"{area} {text}", country, phones, out var number, out var other))
            return null;
        return string.Equals(action, format.Add, StringComparison.OrdinalIgnoreCase) ? (true, number, other)
            : string.Equals(action, format.Delete, StringComparison.OrdinalIgnoreCase) ? (false, number, other)
            : null;
    }

    /// <summary>Makes blanks of the delimiter behind a column of an area code, and of the quotation marks around it.</summary>
    private static void JoinColumns(Span<char> text)
    {
        var end = text.IndexOfAny(",;\t");
        if (end < 0) return;
        var digits = 0;
        foreach (var c in text[..end])
        {
            if (char.IsAsciiDigit(c)) digits++;
            else if (c is not ('"' or '\'' or ' ' or '+' or '(' or ')')) return;
        }

        if (digits is 0 or > LongestArea) return;
        text[end] = ' ';
        text.Replace('"', ' ');
        text.Replace('\'', ' ');
    }
}
