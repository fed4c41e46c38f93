using System.Globalization;

namespace Notify.Sdk.Audience;

/// <summary>What surrounds an address in a form or an exported file and is no part of it.</summary>
internal static class AddressText
{
    /// <summary>
    /// The text without blanks, tabs, line ends and characters that cannot be seen at both of its ends: programs that copy an
    /// address out of a contact add direction marks and zero-width spaces around it. What stands inside is left to the readers.
    /// </summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || (IsInk(text[0]) && IsInk(text[^1])))
            return text;
        var (start, end) = (0, text.Length);
        while (start < end && IsLayout(text[start])) start++;
        while (end > start && IsLayout(text[end - 1])) end--;
        return text[start..end];
    }

    private static bool IsInk(char c) => c is > ' ' and < '\u007f';

    private static bool IsLayout(char c) => char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
