using System.Runtime.CompilerServices;
using System.Text;
using Notify.Sdk.PhoneNumbers.Writing;

namespace Notify.Sdk.PhoneNumbers;

public readonly partial struct PhoneNumber
{
    /// <summary>The number as E.164: a plus, country code and national number. The form to store and to send to.</summary>
    /// <returns>At most 21 characters; no extension. Empty for <c>default</c>.</returns>
    public string ToE164() => Format(PhoneNumberFormat.E164);

    /// <summary>Writes the number. The result is personal data: see <see cref="ToString"/> for logs.</summary>
    /// <param name="format">The form.</param>
    /// <returns>The text, at most 128 characters; empty for <c>default</c>.</returns>
    [SkipLocalsInit]
    public string Format(PhoneNumberFormat format)
    {
        Span<char> text = stackalloc char[NumberWriter.MaxLength];
        TryFormat(text, out var length, format);
        return new string(text[..length]);
    }

    /// <summary>The digits of E.164 as one number, for those who compare many: no country code begins with 0, so no other text has it.</summary>
    /// <returns>False for national numbers of more than 15 digits, and for <c>default</c>.</returns>
    internal bool TryGetE164Digits(out ulong digits)
    {
        ReadOnlySpan<ulong> powers =
        [
            1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
            100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        ];
        var length = Length;
        var fits = Country.Exists && length < powers.Length;
        digits = fits ? ((ulong)Country.CountryCode * powers[length]) + _national : 0;
        return fits;
    }

    /// <summary>Writes the number into a span, without allocation.</summary>
    /// <param name="destination">128 characters hold every form, 21 every E.164 form.</param>
    /// <param name="charsWritten">How many were written; 0 where the span is too short.</param>
    /// <param name="format">The form.</param>
    /// <returns>False where the span is too short.</returns>
    public bool TryFormat(Span<char> destination, out int charsWritten, PhoneNumberFormat format = PhoneNumberFormat.E164)
    {
        charsWritten = 0;
        if (!Country.Exists)
            return true;
        return format == PhoneNumberFormat.E164
            ? NumberWriter.TryWriteE164(destination, Country, _national, LeadingZeros, out charsWritten)
            : TryFormatGrouped(destination, out charsWritten, format);
    }

    /// <summary>Writes the number into a span of UTF-8, without allocation.</summary>
    /// <param name="utf8Destination">21 bytes hold every E.164 form, 200 every form.</param>
    /// <param name="bytesWritten">How many were written; 0 where the span is too short.</param>
    /// <param name="format">The form.</param>
    /// <returns>False where the span is too short.</returns>
    [SkipLocalsInit]
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, PhoneNumberFormat format = PhoneNumberFormat.E164)
    {
        Span<char> text = stackalloc char[NumberWriter.MaxLength];
        TryFormat(text, out var length, format);
        // Only an extension can have digits other than ASCII.
        if (Encoding.UTF8.TryGetBytes(text[..length], utf8Destination, out bytesWritten))
            return true;
        bytesWritten = 0;
        return false;
    }

    /// <summary>
    /// A masked form for logs and debuggers: country code, stars, and the last two digits, as in "+49*******12". A phone
    /// number is personal data and must not leak through string interpolation; ask for a form with <see cref="Format"/>.
    /// </summary>
    /// <returns>The masked text; empty for <c>default</c>. The extension is left out.</returns>
    [SkipLocalsInit]
    public override string ToString()
    {
        if (!Country.Exists)
            return string.Empty;
        Span<char> text = stackalloc char[NumberWriter.MaxLength];
        TryFormat(text, out var length);
        // Of a short number fewer digits are shown: at least four stay hidden where there are as many.
        var shown = Math.Clamp(Length - 4, 0, 2);
        text[(length - Length)..(length - shown)].Fill('*');
        return new string(text[..length]);
    }

    [SkipLocalsInit]
    private bool TryFormatGrouped(Span<char> destination, out int charsWritten, PhoneNumberFormat format)
    {
        Span<byte> values = stackalloc byte[Metadata.Automaton.MaxLength];
        Span<char> digits = stackalloc char[Metadata.Automaton.MaxLength];
        CopyDigits(values);
        for (var i = 0; i < Length; i++)
            digits[i] = (char)('0' + values[i]);
        Span<char> extension = stackalloc char[40];
        var extensionLength = CopyExtension(extension);
        return NumberWriter.TryWrite(destination, Country, digits[..Length], extension[..extensionLength], format, out charsWritten);
    }
}
