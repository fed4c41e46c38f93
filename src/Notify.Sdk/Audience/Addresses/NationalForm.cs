using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Audience;

/// <summary>Whether a number is written as its own country writes it.</summary>
internal static class NationalForm
{
    /// <summary>
    /// True with a trunk or carrier prefix, which nobody writes before a country code; else where the digits stand in the groups
    /// of the country's usual form. Digits in one run are nobody's form.
    /// </summary>
    /// <param name="text">Digits and punctuation, without a plus.</param>
    /// <param name="number">Its national reading.</param>
    public static bool IsOf(ReadOnlySpan<char> text, in PhoneNumber number)
    {
        Span<char> e164 = stackalloc char[32];
        if (!number.TryFormat(e164, out var length)) return false;
        if (CountDigits(text) != length - 1 - CodeLength(number)) return true;
        return HasGroupsOf(text, number);
    }

    /// <summary>Whether the digits stand in the groups of the country's usual form, in two groups at least.</summary>
    public static bool HasGroupsOf(ReadOnlySpan<char> text, in PhoneNumber number) =>
        HaveSameGroups(text, number.Format(PhoneNumberFormat.National));

    /// <summary>How many digits the country code has.</summary>
    public static int CodeLength(in PhoneNumber number) => number.CountryCode switch { < 10 => 1, < 100 => 2, _ => 3 };

    private static bool HaveSameGroups(ReadOnlySpan<char> text, ReadOnlySpan<char> form)
    {
        for (var groups = 0; ; groups++)
        {
            var (written, usual) = (NextGroup(ref text), NextGroup(ref form));
            if (written != usual) return false;
            if (written == 0) return groups > 1;
        }
    }

    /// <summary>The length of the next run of digits; 0 at the end.</summary>
    private static int NextGroup(ref ReadOnlySpan<char> text)
    {
        var start = text.IndexOfAnyInRange('0', '9');
        if (start < 0) return 0;
        text = text[start..];
        var length = text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;
        text = text[length..];
        return length;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
            if (char.IsAsciiDigit(c)) count++;
        return count;
    }
}
