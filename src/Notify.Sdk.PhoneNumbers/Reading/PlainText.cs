using System.Numerics;
using System.Runtime.CompilerServices;
using Notify.Sdk.PhoneNumbers.Metadata;

namespace Notify.Sdk.PhoneNumbers.Reading;

/// <summary>
/// The short way for the texts that most lists hold: an optional plus, then ASCII digits among spaces, hyphens, dots,
/// slashes and brackets. Anything else takes the full way of <see cref="FullText"/>, with the same answers.
/// </summary>
internal static class PlainText
{
    private const int MaxLength = 40;
    private const byte Punctuation = 0x10;
    private const byte Plus = 0x20;
    private const byte Other = 0x80;

    // By ASCII character: the digit's value, or what else it is.
    private static ReadOnlySpan<byte> Classes =>
    [
        Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other,
        Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other,
        Punctuation, Other, Other, Other, Other, Other, Other, Other, // space ! " # $ % & '
        Punctuation, Punctuation, Other, Plus, Other, Punctuation, Punctuation, Punctuation, // ( ) * + , - . /
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, Other, Other, Other, Other, Other, Other,
        Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other,
        Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other,
        Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other,
        Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other, Other,
    ];

    /// <summary>False where the text is not plain; then nothing is said about it.</summary>
    [SkipLocalsInit]
    internal static bool TryRead<TChar>(ReadOnlySpan<TChar> text, Region home, ref ReadNumber number, out PhoneNumberError error)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        error = PhoneNumberError.None;
        if (text.Length > MaxLength)
            return false;

        var start = 0;
        var afterPlus = false;
        for (; start < text.Length; start++)
        {
            var first = ClassOf(text[start]);
            if (first == Punctuation)
                continue;
            afterPlus = first == Plus;
            break;
        }

        Span<byte> digits = stackalloc byte[MaxLength];
        var count = 0;
        var seen = 0;
        for (var i = afterPlus ? start + 1 : start; i < text.Length; i++)
        {
            var kind = ClassOf(text[i]);
            seen |= kind;
            digits[count] = (byte)kind;
            count += kind < 10 ? 1 : 0;
        }

        // Two digits are a number only if nothing stands between them: the full way looks at that.
        if ((seen & (Plus | Other)) != 0 || count < 3)
            return false;

        error = afterPlus || home.Exists
            ? NumberResolver.Resolve(digits[..count], afterPlus, home, ref number)
            : PhoneNumberError.InvalidCountryCode;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ClassOf<TChar>(TChar character)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var code = uint.CreateTruncating(character);
        return code < (uint)Classes.Length ? Classes[(int)code] : Other;
    }
}
