namespace Notify.Sdk.Rendering;

/// <summary>How the characters of a text message are written on the air.</summary>
public enum SmsEncoding : byte
{
    /// <summary>
    /// GSM 7-bit default alphabet (3GPP TS 23.038): a unit is a septet; the ten characters of the extension table cost two.
    /// </summary>
    Gsm7,

    /// <summary>UCS-2: a unit is 16 bits; a character outside the basic plane (most emoji) costs two.</summary>
    Ucs2,
}

/// <summary>
/// How many segments a text message needs, which is what providers bill. Counted as phones split: a segment has 140 octets,
/// of which a concatenation header takes 6, and neither an escape pair nor a surrogate pair is split. Dividing the length
/// by 153 or 67 counts too few. Source: 3GPP TS 23.038 and 23.040.
/// </summary>
/// <remarks>National shift tables and the 16-bit reference (152 and 66 units) are left out: most networks use neither.</remarks>
public readonly record struct SmsSegments
{
    private const int SingleGsm7 = 160;
    private const int PartGsm7 = 153;
    private const int SingleUcs2 = 70;
    private const int PartUcs2 = 67;

    private SmsSegments(SmsEncoding encoding, int units, int segments) => (Encoding, Units, Segments) = (encoding, units, segments);

    /// <summary>The encoding that the whole message takes: one character outside of GSM 7-bit makes all of it UCS-2.</summary>
    public SmsEncoding Encoding { get; }

    /// <summary>Length in septets (<see cref="SmsEncoding.Gsm7"/>) or 16-bit units (<see cref="SmsEncoding.Ucs2"/>).</summary>
    public int Units { get; }

    /// <summary>Number of segments; 1 for an empty text. 0 only in <c>default</c>.</summary>
    public int Segments { get; }

    /// <summary>Counts. Allocates nothing; linear in the length.</summary>
    public static SmsSegments Count(ReadOnlySpan<char> text) =>
        NextUcs2(text) < 0 ? Split(text, SmsEncoding.Gsm7, SingleGsm7, PartGsm7) : Split(text, SmsEncoding.Ucs2, SingleUcs2, PartUcs2);

    /// <summary>The position of the next character that GSM 7-bit does not have and that therefore forces UCS-2, or -1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to begin, 0 to the length; pass the position found plus 1 to find all.</param>
    public static int NextUcs2(ReadOnlySpan<char> text, int start = 0)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (Gsm7Alphabet.Septets(text[i]) == 0)
                return i;
        }

        return -1;
    }

    /// <summary>For example <c>3 segments of Gsm7, 306 units</c>.</summary>
    public override string ToString() => $"{Segments} segments of {Encoding}, {Units} units";

    private static SmsSegments Split(ReadOnlySpan<char> text, SmsEncoding encoding, int single, int part)
    {
        int units = 0, segments = 1, used = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var cost = encoding == SmsEncoding.Gsm7 ? Gsm7Alphabet.Septets(text[i]) : 1;
            if (encoding == SmsEncoding.Ucs2 && i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                cost = 2;
                i++;
            }

            units += cost;
            used += cost;
            if (used > part)
            {
                segments++;
                used = cost;
            }
        }

        return new(encoding, units, units <= single ? 1 : segments);
    }
}
