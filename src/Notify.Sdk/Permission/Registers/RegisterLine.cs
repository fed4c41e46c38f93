using System.Globalization;
using Notify.Sdk.Audience;
using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Permission;

/// <summary>Reads what stands in a line of a register.</summary>
internal static class RegisterLine
{
    /// <summary>
    /// A phone number in any common spelling: <c>212,5551234</c>, <c>2125551234</c>, <c>212-555-1234</c>,
    /// <c>(212) 555-1234</c>, <c>+1 212 555 1234</c>. Only digits and punctuation: a line with letters is no number.
    /// </summary>
    /// <remarks>Possible is enough: a number that no plan knows yet harms nobody in a register, and may be assigned tomorrow.</remarks>
    public static bool TryNumber(ReadOnlySpan<char> line, string? country, out ulong number)
    {
        number = 0;
        Span<char> digits = stackalloc char[24];
        var length = 0;
        foreach (var c in line)
        {
            if (char.IsAsciiDigit(c) || (c == '+' && length == 0))
            {
                if (length == digits.Length)
                    return false;
                digits[length++] = c;
            }
            else if (!" -.,()/\"'\t;\u00A0".Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        if (!PhoneNumber.TryParse(digits[..length], country, out var parsed, out _) || parsed.PossibleReason != PossibleResult.IsPossible)
            return false;
        return parsed.TryFormat(digits, out length) && ulong.TryParse(digits[1..length], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>An email address, for lists of one's own.</summary>
    public static AddressKey? Mailbox(ReadOnlySpan<char> line) =>
        line.Contains('@') && EmailAddress.TryParse(line.Trim(" \t\",;'"), out var email, out _) ? new(AddressFamily.Email, email.Identity) : null;

    /// <summary>The columns of a change list; null when a column is not there or the action is none of the two words.</summary>
    public static (bool Add, ulong Number)? Change(string line, ChangeListFormat format, string? country)
    {
        var columns = line.Split(format.Delimiter);
        string? At(int? index) => index is { } i && i < columns.Length ? columns[i].Trim(' ', '"', '\t') : null;
        if (At(format.Number) is not { } text || At(format.Action) is not { } action)
            return null;
        var area = format.AreaCode is null ? "" : At(format.AreaCode);
        if (area is null || !TryNumber($"{area} {text}", country, out var number))
            return null;
        return string.Equals(action, format.Add, StringComparison.OrdinalIgnoreCase) ? (true, number)
            : string.Equals(action, format.Delete, StringComparison.OrdinalIgnoreCase) ? (false, number)
            : null;
    }
}
