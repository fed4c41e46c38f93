using System.Text;

namespace Notify.Sdk.Email.Composing;

/// <summary>
/// Writes text as encoded-words (RFC 2047): at most 75 characters each, on lines of at most 76, a character never split over
/// two words. Takes "Q" or "B", whichever is shorter; "Q" uses only what is also allowed in a display name (section 5, rule 3).
/// </summary>
internal static class EncodedWord
{
    private const int Frame = 12; // =?utf-8?Q??=
    private const int MaxWord = 75;
    private const int MaxOctets = MaxWord - Frame;
    private const int LongestRune = 12; // four octets in "Q"

    /// <summary>Writes the text after a space.</summary>
    public static void Write(HeaderWriter header, ReadOnlySpan<char> text)
    {
        var q = IsShorterAsQ(text);
        var room = HeaderWriter.PreferredLine - header.Column - 1 - Frame;
        if (room < LongestRune)
        {
            header.Fold();
            room = MaxOctets;
        }

        Span<byte> octets = stackalloc byte[MaxOctets];
        var (count, cost) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var after = q ? cost + QLength(rune) : Base64Length(count + rune.Utf8SequenceLength);
            if (after > Math.Min(room, MaxOctets))
            {
                WriteWord(header, octets[..count], q);
                header.Fold();
                (count, room) = (0, MaxOctets);
                after = q ? QLength(rune) : Base64Length(rune.Utf8SequenceLength);
            }

            count += rune.EncodeToUtf8(octets[count..]);
            cost = after;
        }

        WriteWord(header, octets[..count], q);
    }

    private static void WriteWord(HeaderWriter header, ReadOnlySpan<byte> octets, bool q)
    {
        header.Raw(q ? " =?utf-8?Q?" : " =?utf-8?B?");
        if (q)
        {
            WriteQ(header, octets);
        }
        else
        {
            header.Raw(Convert.ToBase64String(octets));
        }

        header.Raw("?=");
    }

    private static void WriteQ(HeaderWriter header, ReadOnlySpan<byte> octets)
    {
        Span<char> escaped = stackalloc char[3];
        foreach (var octet in octets)
        {
            if (octet == ' ')
            {
                header.Raw("_");
            }
            else if (IsLiteral(octet))
            {
                header.Raw([(char)octet]);
            }
            else
            {
                escaped[0] = '=';
                escaped[1] = (char)Hex.Digit(octet >> 4);
                escaped[2] = (char)Hex.Digit(octet & 15);
                header.Raw(escaped);
            }
        }
    }

    private static bool IsShorterAsQ(ReadOnlySpan<char> text)
    {
        var (q, octets) = (0L, 0L);
        foreach (var rune in text.EnumerateRunes())
        {
            q += QLength(rune);
            octets += rune.Utf8SequenceLength;
        }

        return q <= (octets + 2) / 3 * 4;
    }

    private static int QLength(Rune rune) => rune.Value == ' ' || IsLiteral(rune.Value) ? 1 : 3 * rune.Utf8SequenceLength;

    private static int Base64Length(int octets) => (octets + 2) / 3 * 4;

    private static bool IsLiteral(int c) => c < 128 && (char.IsAsciiLetterOrDigit((char)c) || c is '!' or '*' or '+' or '-' or '/');
}
