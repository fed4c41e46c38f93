using System.Globalization;
using System.Runtime.CompilerServices;
using Notify.Sdk.PhoneNumbers.Library;

namespace Notify.Sdk.PhoneNumbers;

public readonly partial struct PhoneNumber
{
    private const int MaxLengthOfE164 = 24;

    // The library writes no more of them.
    private const int MostZerosWritten = 10;

    /// <summary>The number as E.164: a plus, country code and national number. The form to store and to send to.</summary>
    /// <returns>At most 21 characters; no extension. Empty for <c>default</c>.</returns>
    public string ToE164() => Format(PhoneNumberFormat.E164);

    /// <summary>Writes the number. The result is personal data: see <see cref="ToString"/> for logs.</summary>
    /// <param name="format">The form.</param>
    /// <returns>The text, at most 128 characters; empty for <c>default</c>.</returns>
    [SkipLocalsInit]
    public string Format(PhoneNumberFormat format)
    {
        if (!Exists)
            return string.Empty;
        if (format != PhoneNumberFormat.E164)
            return LibraryNumbers.Format(this, format);
        Span<char> text = stackalloc char[MaxLengthOfE164];
        TryWriteE164(text, out var length);
        return new string(text[..length]);
    }

    /// <summary>
    /// The digits of E.164 as one number, for those who compare many: no country code begins with 0, so no other text has it.
    /// </summary>
    /// <returns>False for national numbers of more than 15 digits, and for <c>default</c>.</returns>
    internal bool TryGetE164Digits(out ulong digits)
    {
        ReadOnlySpan<ulong> powers =
        [
            1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
            100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        ];
        var length = Length;
        var fits = Exists && length < powers.Length;
        digits = fits ? ((ulong)CountryCode * powers[length]) + _national : 0;
        return fits;
    }

    /// <summary>Writes the number into a span. E.164 without allocation; the other forms come from the library as a string.</summary>
    /// <param name="destination">128 characters hold every form, 21 every E.164 form.</param>
    /// <param name="charsWritten">How many were written; 0 where the span is too short.</param>
    /// <param name="format">The form.</param>
    /// <returns>False where the span is too short.</returns>
    public bool TryFormat(Span<char> destination, out int charsWritten, PhoneNumberFormat format = PhoneNumberFormat.E164)
    {
        if (format == PhoneNumberFormat.E164)
            return TryWriteE164(destination, out charsWritten);
        var text = Format(format);
        charsWritten = text.TryCopyTo(destination) ? text.Length : 0;
        return charsWritten == text.Length;
    }

    /// <summary>
    /// A masked form for logs and debuggers: country code, stars, and the last two digits, as in "+49*******12". A phone
    /// number is personal data and must not leak through string interpolation; ask for a form with <see cref="Format"/>.
    /// </summary>
    /// <returns>The masked text; empty for <c>default</c>. The extension is left out.</returns>
    [SkipLocalsInit]
    public override string ToString()
    {
        if (!Exists)
            return string.Empty;
        Span<char> text = stackalloc char[MaxLengthOfE164];
        TryWriteE164(text, out var length);
        // Of a short number fewer digits are shown: at least four stay hidden where there are as many.
        var shown = Math.Clamp(Length - 4, 0, 2);
        text[(length - Length)..(length - shown)].Fill('*');
        return new string(text[..length]);
    }

    private bool TryWriteE164(Span<char> destination, out int written)
    {
        written = 0;
        if (!Exists)
            return true;
        var needed = 1 + (CountryCode < 10 ? 1 : CountryCode < 100 ? 2 : 3) + Length;
        if (destination.Length < needed)
            return false;

        var at = needed - Length;
        var zeros = Math.Min(LeadingZeros, MostZerosWritten);
        destination.Slice(at, zeros).Fill('0');
        _national.TryFormat(destination[(at + zeros)..], out _, provider: CultureInfo.InvariantCulture);
        for (var code = (uint)CountryCode; code > 0; code /= 10)
            destination[--at] = (char)('0' + (code % 10));
        destination[0] = '+';
        written = needed;
        return true;
    }
}
