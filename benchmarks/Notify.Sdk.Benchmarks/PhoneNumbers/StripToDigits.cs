namespace Notify.Sdk.Benchmarks.PhoneNumbers;

/// <summary>
/// The lower bound: copy the plus and the digits of a text. No metadata, no checks, no region: the least that anybody can do
/// to get digits out of it, and E.164 only where the text was written with a plus.
/// </summary>
internal static class StripToDigits
{
    public static bool TryWrite(ReadOnlySpan<char> text, Span<char> destination, out int written)
    {
        written = 0;
        if (text.IsEmpty || text.Length >= destination.Length)
            return false;
        destination[0] = '+';
        var count = 1;
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character))
                destination[count++] = character;
        }

        written = count;
        return true;
    }
}
