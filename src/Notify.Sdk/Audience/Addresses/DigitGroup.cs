namespace Notify.Sdk.Audience;

/// <summary>A run of digits in a plain text.</summary>
/// <param name="Start">Where its first digit stands.</param>
/// <param name="Length">How many digits it has.</param>
internal readonly record struct DigitGroup(short Start, short Length)
{
    /// <summary>More groups than any number has digits.</summary>
    public const int Most = 20;

    // Digits in one run that people do not write in pairs and threes.
    private const int ShortestRun = 5;

    public int End => Start + Length;

    /// <summary>Whether the digits were written in one run, so that a short group behind them is suspicious.</summary>
    public bool IsRun => Length >= ShortestRun;

    /// <summary>Finds the groups of a text in their order.</summary>
    /// <returns>How many; 0 where there are more than the room holds.</returns>
    public static int Find(ReadOnlySpan<char> text, Span<DigitGroup> room)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i])) continue;
            var start = i;
            while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
            if (count == room.Length) return 0;
            room[count++] = new((short)start, (short)(i - start));
        }

        return count;
    }

    public ReadOnlySpan<char> Of(ReadOnlySpan<char> text) => text.Slice(Start, Length);

    public int ValueIn(ReadOnlySpan<char> text)
    {
        var value = 0;
        foreach (var digit in Of(text)) value = (value * 10) + digit - '0';
        return value;
    }

    /// <summary>How many digits groups have together.</summary>
    public static int Digits(ReadOnlySpan<DigitGroup> groups)
    {
        var digits = 0;
        foreach (var group in groups) digits += group.Length;
        return digits;
    }
}
