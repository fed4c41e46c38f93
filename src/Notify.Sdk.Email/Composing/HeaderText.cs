using System.Globalization;
using System.Text;

namespace Notify.Sdk.Email.Composing;

/// <summary>Writes unstructured text (RFC 5322 section 2.2.1): as it is where that is safe, otherwise as encoded-words.</summary>
internal static class HeaderText
{
    // Between the preferred 76 and the hard 998 octets of a line; a longer word is encoded, because only that can be folded.
    private const int LongestToken = 900;

    /// <summary>Writes a whole field. The value holds no CR, LF or NUL.</summary>
    public static void Write(HeaderWriter header, string name, string value)
    {
        header.Start(name);
        if (IsPlain(value, header.Utf8))
        {
            WritePlain(header, value);
        }
        else
        {
            EncodedWord.Write(header, value);
        }

        header.End();
    }

    /// <summary>Whether receivers read back exactly this text when it is written as it is.</summary>
    public static bool IsPlain(string value, bool utf8)
    {
        if (value.StartsWith(' ') || value.EndsWith(' ') || value.Contains("=?", StringComparison.Ordinal))
        {
            return false;
        }

        var token = 0;
        var inSpaces = false;
        foreach (var rune in value.EnumerateRunes())
        {
            var isSpace = rune.Value == ' ';
            token = isSpace && !inSpaces ? 1 : token + rune.Utf8SequenceLength;
            inSpaces = isSpace;
            if (token > LongestToken || !IsPlain(rune, utf8))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlain(Rune rune, bool utf8) => rune.IsAscii
        ? rune.Value is >= ' ' and <= '~'
        : utf8 && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static void WritePlain(HeaderWriter header, ReadOnlySpan<char> value)
    {
        var spaces = 1;
        while (!value.IsEmpty)
        {
            var end = value.IndexOf(' ');
            end = end < 0 ? value.Length : end;
            header.Word(value[..end], spaces);
            value = value[end..];
            spaces = value.IndexOfAnyExcept(' ') is var next && next < 0 ? value.Length : next;
            value = value[spaces..];
        }
    }
}
