using System.Globalization;
using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Audience;

/// <summary>
/// When two written numbers are one telephone. Some countries changed how their mobiles are written, and people kept the old
/// form: Argentina's 9 behind the country code, which only calls from abroad need; Mexico's 1, 01, 044 and 045, gone since 2019;
/// Brazil's ninth digit, which every mobile of eight digits got in front.
/// </summary>
internal static class PhoneIdentity
{
    private const string Extension = ";ext=";
    private const string OtherReading = ";or=";

    private const int Mexico = 52;
    private const int Argentina = 54;
    private const int Brazil = 55;
    private const ulong TenDigits = 10_000_000_000;

    /// <summary>The identity of a number as a key: folded, with the extension and the other reading where there are such.</summary>
    public static string KeyOf(string e164, string? extension, string? other) =>
        string.Concat(Folded(e164), extension is null ? null : Extension + extension, other is null ? null : OtherReading + Folded(other));

    /// <summary>The number alone, by which permission is asked: what is said about a number counts at each of its extensions.</summary>
    public static string Line(string key) => Folded(key.IndexOf(';', StringComparison.Ordinal) is >= 0 and var end ? key[..end] : key);

    /// <summary>The number of the other reading, or null.</summary>
    public static string? OtherLine(string key) =>
        key.IndexOf(OtherReading, StringComparison.Ordinal) is >= 0 and var at ? key[(at + OtherReading.Length)..] : null;

    /// <summary>The folded digits of a valid number: country code and national number as one.</summary>
    public static ulong LineOf(in PhoneNumber number) => Folded(DigitsOf(number));

    /// <summary>The digits of an E.164 number as the identity has them.</summary>
    public static ulong Folded(ulong digits)
    {
        digits = Renewed(digits);
        var isMobile = digits / TenDigits == (10 * Argentina) + 9;
        return isMobile ? (Argentina * TenDigits) + (digits % TenDigits) : digits;
    }

    /// <summary>The folded digits of a number in E.164, as some parser gave it.</summary>
    public static bool TryReadDigits(string e164, out ulong digits)
    {
        digits = 0;
        if (e164 is not ['+', ..]) return false;
        if (!ulong.TryParse(e164.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var written)) return false;
        digits = Folded(written);
        return true;
    }

    /// <inheritdoc cref="TryReadDigits(string, out ulong)"/>
    public static bool TryReadDigits(string e164, out ulong? digits)
    {
        var isRead = TryReadDigits(e164, out ulong read);
        digits = isRead ? read : null;
        return isRead;
    }

    /// <summary>The form in which an outdated spelling is dialled today, where that is a valid number.</summary>
    public static bool TryRenew(ref PhoneNumber number)
    {
        if (number.CountryCode == Argentina) return TryDropFifteen(ref number);
        if (number.CountryCode is not (Mexico or Brazil) || number.NationalNumber >= 10_000 * TenDigits) return false;
        var digits = DigitsOf(number);
        var renewed = Renewed(digits);
        if (renewed == digits) return false;
        Span<char> text = stackalloc char[24];
        text[0] = '+';
        renewed.TryFormat(text[1..], out var length, provider: CultureInfo.InvariantCulture);
        if (!PhoneNumber.TryParse(text[..(length + 1)], null, out var today, out _) || !today.IsValid) return false;
        number = today;
        return true;
    }

    /// <summary>
    /// Whether it is an Argentine mobile as it is dialled inside of its area, with 15: without the area it is nobody's number.
    /// </summary>
    public static bool LacksArea(in PhoneNumber number) =>
        number.CountryCode == Argentina && number.NationalNumber / (TenDigits / 100) == 15;

    /// <summary>
    /// Argentina's 15 behind the area code, which says the same as the 9 in front: the engine knows it where the 9 is not.
    /// </summary>
    private static bool TryDropFifteen(ref PhoneNumber number)
    {
        const ulong TwelveDigits = 100 * TenDigits;
        if (number.NationalNumber / TwelveDigits != 9) return false;
        Span<char> text = stackalloc char[24];
        $"+{Argentina}".CopyTo(text);
        (number.NationalNumber % TwelveDigits).TryFormat(text[3..], out var length, "D12", CultureInfo.InvariantCulture);
        if (!PhoneNumber.TryParse(text[..(length + 3)], null, out var today, out _) || !today.IsValid) return false;
        number = today;
        return true;
    }

    private static ulong Renewed(ulong digits)
    {
        var last = digits % TenDigits;
        return (digits / TenDigits) switch
        {
            521 or 5201 or 52044 or 52045 => (Mexico * TenDigits) + last,
            Brazil => Brazilian(last),
            _ => digits,
        };
    }

    /// <summary>
    /// Two digits of an area, then eight of which the first says that it was a mobile. Those with 7 are radios, still as short.
    /// </summary>
    private static ulong Brazilian(ulong national)
    {
        const ulong Subscriber = 100_000_000;
        var (area, subscriber) = (national / Subscriber, national % Subscriber);
        var isMobile = area >= 11 && area % 10 != 0 && subscriber / (Subscriber / 10) is 6 or 8 or 9;
        return isMobile ? (((Brazil * 100) + area) * Subscriber * 10) + (9 * Subscriber) + subscriber : (Brazil * TenDigits) + national;
    }

    private static string Folded(string e164)
    {
        if (e164 is not ['+', '5', '2' or '4' or '5', ..] || !TryReadDigits(e164, out ulong folded)) return e164;
        var text = string.Create(CultureInfo.InvariantCulture, $"+{folded}");
        return text == e164 ? e164 : text;
    }

    private static ulong DigitsOf(in PhoneNumber number)
    {
        var national = number.NationalNumber;
        var scale = national < 1_000_000 ? 10UL : 10_000_000UL;
        while (scale <= national) scale *= 10;
        for (var zeros = number.LeadingZeros; zeros > 0; zeros--) scale *= 10;
        return ((ulong)number.CountryCode * scale) + national;
    }
}
