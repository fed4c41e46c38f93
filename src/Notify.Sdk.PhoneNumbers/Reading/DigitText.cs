namespace Notify.Sdk.PhoneNumbers.Reading;

/// <summary>Turns a viable text into digits: of any script, or, with three letters or more, by the keys of a telephone.</summary>
internal static class DigitText
{
    private static ReadOnlySpan<byte> Keys => "22233344455566677778889999"u8; // A to Z

    /// <summary>Writes values 0 to 9 until the destination is full; tells how many.</summary>
    internal static int Read(ReadOnlySpan<char> text, Span<byte> digits)
    {
        var spelled = IsSpelled(text);
        var count = 0;
        foreach (var character in text)
        {
            var value = spelled ? KeyOf(character) : CodePoints.DigitValue(character);
            if (value < 0)
                continue;
            if (count == digits.Length)
                break;
            digits[count++] = (byte)value;
        }

        return count;
    }

    private static bool IsSpelled(ReadOnlySpan<char> text)
    {
        var letters = 0;
        foreach (var character in text)
        {
            if (char.IsAsciiLetter(character) && ++letters == 3)
                return true;
        }

        return false;
    }

    // Digits of other scripts are dropped here: so does Google's Java.
    private static int KeyOf(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'A' and <= 'Z' => Keys[character - 'A'] - '0',
        >= 'a' and <= 'z' => Keys[character - 'a'] - '0',
        '\u0131' => 4,
        '\u017F' => 7,
        _ => -1,
    };
}
