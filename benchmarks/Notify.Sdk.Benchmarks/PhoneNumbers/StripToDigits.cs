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
        if (text.IsEmpty || text[0] != '+')
            return false;
        if (text.Length > destination.Length)
            return false;
        destination[written++] = '+';
        foreach (var character in text[1..])
        {
            // Without a branch: half of the characters are digits, in no order that a predictor could learn.
            destination[written] = character;
            written += char.IsAsciiDigit(character) ? 1 : 0;
        }

        return true;
    }
}
