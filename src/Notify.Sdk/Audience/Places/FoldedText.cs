namespace Notify.Sdk.Audience;

/// <summary>Leaves of the name of a place what tells it apart: letters and digits, without case, accents, blanks and dots.</summary>
internal static class FoldedText
{
    /// <summary>No name of a place is longer; what is longer is none.</summary>
    public const int Room = 80;

    /// <summary>Writes the folded text; for ASCII nothing is allocated.</summary>
    /// <returns>Its length; 0 also for a text that is too long to be the name of a place.</returns>
    public static int Write(ReadOnlySpan<char> text, Span<char> folded)
    {
        if (text.Length > Room)
            return 0;
        return System.Text.Ascii.IsValid(text) ? Keep(text, folded) : Keep(NameFolding.FoldUnicode(text.ToString()), folded);
    }

    /// <summary>The folded text as a string, for tables that are made once.</summary>
    public static string Of(string text)
    {
        Span<char> folded = stackalloc char[Room];
        return folded[..Write(text, folded)].ToString();
    }

    private static int Keep(ReadOnlySpan<char> text, Span<char> folded)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c) && !char.IsSurrogate(c))
                continue;
            if (length == folded.Length)
                return 0;
            folded[length++] = char.IsAscii(c) ? char.ToLowerInvariant(c) : c;
        }

        return length;
    }
}
