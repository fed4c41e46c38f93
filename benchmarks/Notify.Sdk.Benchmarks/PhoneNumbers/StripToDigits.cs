namespace Notify.Sdk.Benchmarks.PhoneNumbers;

/// <summary>
/// The lower bound: copy plus and digits of a text that begins with a plus. No metadata, no checks, no region: the least
/// that anybody can do to get E.164 out of such a text.
/// </summary>
internal static class StripToDigits
{
    public static bool TryWrite(ReadOnlySpan<char> text, Span<char> destination, out int written)
    {
        written = 0;
        if (text.IsEmpty || text[0] != '+' || text.Length > destination.Length)
            return false;
        destination[0] = '+';
        var count = 1;
        foreach (var character in text[1..])
        {
            if (char.IsAsciiDigit(character))
                destination[count++] = character;
        }

        written = count;
        return true;
    }
}
