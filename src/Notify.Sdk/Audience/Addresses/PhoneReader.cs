using System.Buffers;
using System.Runtime.CompilerServices;
using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Audience;

/// <summary>
/// Reads a phone number as people type it. The engine answers what a text means in a numbering plan; this says which part of the
/// text is the number, and what to make of one without a plus. Never a longer number than was written, but for Brazil's ninth
/// digit (<see cref="PhoneIdentity"/>). Text of digits with the usual punctuation, nearly all of a list, goes straight to the
/// engine and costs no object.
/// </summary>
internal static class PhoneReader
{
    /// <summary>The longest text that is read, as of the engine.</summary>
    public const int MaxLength = 250;

    private static readonly SearchValues<char> Plain = SearchValues.Create("0123456789+-.() ");

    /// <param name="text">Untrusted text of any length.</param>
    /// <param name="country">ISO 3166-1 alpha-2 code in which national forms are read, upper case, or null.</param>
    public static PhoneReading Read(ReadOnlySpan<char> text, string? country)
    {
        text = AddressText.Trim(text);
        if (text.Length > MaxLength)
            return PhoneReading.Failed(PhoneFault.TooLong);
        return text.ContainsAnyExcept(Plain) || text.LastIndexOf('+') > 0 ? PhoneText.Read(text, country) : ReadPlain(text, country);
    }

    /// <summary>Reads a text of digits and punctuation, with a plus at its beginning if at all, and figures around the number.</summary>
    public static PhoneReading ReadPlain(ReadOnlySpan<char> text, string? country) =>
        text.Length < 2 || !text[1..].ContainsAnyExceptInRange('0', '9') ? ReadWhole(text, country) : ReadGroups(text, country);

    [SkipLocalsInit]
    private static PhoneReading ReadGroups(ReadOnlySpan<char> text, string? country)
    {
        var whole = ReadWhole(text, country);
        Span<DigitGroup> room = stackalloc DigitGroup[DigitGroup.Most];
        ReadOnlySpan<DigitGroup> groups = room[..DigitGroup.Find(text, room)];
        if (groups.Length < 2) return whole;
        return PhoneLabel.TryRead(text, groups, country, whole, out var behind) ? behind : PhoneTail.Read(text, groups, country, whole);
    }

    /// <summary>Reads all digits of a plain text as one number.</summary>
    public static PhoneReading ReadWhole(ReadOnlySpan<char> text, string? country)
    {
        text = SpreadsheetCell.WithoutDecimals(text);
        var isRead = PhoneNumber.TryParse(text, country, out var number, out var error);
        var needsCountry = !text.Contains('+');
        if (isRead && (number.IsValid || PhoneIdentity.TryRenew(ref number)))
            return needsCountry ? Weighed(text, number) : new(number);
        if (needsCountry && country is not null && TryInternational(text, out var foreign))
            return new(foreign) { AsInternational = true };
        return PhoneReading.Failed(isRead ? PhoneFault.NotInPlan : FaultOf(error, country));
    }

    /// <summary>
    /// A valid national reading of a text without a plus. It stands when it takes text messages, for people who leave the plus
    /// out mostly write a mobile of their own country; and when it is written as that country writes it. What is left is a
    /// landline that may as well be a number of another country: then nobody knows whose it is.
    /// </summary>
    private static PhoneReading Weighed(ReadOnlySpan<char> text, in PhoneNumber number)
    {
        if (number.IsSmsCapable || number.Type != PhoneNumberType.FixedLine || !TryInternational(text, out var foreign)
            || (foreign.CountryCode == number.CountryCode && foreign.NationalNumber == number.NationalNumber)
            || NationalForm.IsOf(text, number))
            return new(number);
        return new(number) { Other = foreign };
    }

    /// <summary>
    /// The numbers that a text means, as permission knows them; a second one where it is in doubt. By the parser that the
    /// application chose.
    /// </summary>
    public static bool TryReadLines(ReadOnlySpan<char> text, string? country, IPhoneNumberParser phones, out ulong line, out ulong? other)
    {
        (line, other) = (0, null);
        if (phones is not DefaultPhoneNumberParser)
            return phones.TryParse(text, country, out var address, out _) && PhoneIdentity.TryReadDigits(address.E164, out line)
                && (address.OtherReading is null || PhoneIdentity.TryReadDigits(address.OtherReading, out other));
        var reading = Read(text, country);
        if (reading.Fault != PhoneFault.None) return false;
        line = PhoneIdentity.LineOf(reading.Number);
        if (reading.Other is { } second) other = PhoneIdentity.LineOf(second);
        return true;
    }

    /// <summary>A number of a length that its plan has, assigned or not. Only of digits and punctuation.</summary>
    public static bool TryReadPossible(ReadOnlySpan<char> text, string? country, out ulong line)
    {
        line = 0;
        Span<char> room = stackalloc char[MaxLength];
        ReadOnlySpan<char> plain = room[..PhoneLayout.Write(text, room)];
        if (plain.ContainsAnyExcept(Plain)) return false;
        if (!PhoneNumber.TryParse(SpreadsheetCell.WithoutDecimals(plain), country, out var number, out _)) return false;
        if (number.PossibleReason != PossibleResult.IsPossible || PhoneIdentity.LacksArea(number)) return false;
        if (ReadPlain(plain, country).Fault == PhoneFault.SeveralNumbers) return false;
        line = PhoneIdentity.LineOf(number);
        return true;
    }

    /// <summary>Reads a text without a plus as if it had one.</summary>
    public static bool TryReadInternational(ReadOnlySpan<char> text, out PhoneReading reading)
    {
        var isRead = TryInternational(text, out var number);
        reading = new(number) { AsInternational = true };
        return isRead;
    }

    private static bool TryInternational(ReadOnlySpan<char> text, out PhoneNumber number)
    {
        number = default;
        var first = text.IndexOfAnyInRange('0', '9');
        // "00" is dialled for a plus in most countries, and written in the others too.
        if (first >= 0 && text[first..].StartsWith("00")) first += 2;
        // No country code begins with 0; a trunk prefix does.
        if (first < 0 || first >= text.Length || text[first] == '0' || text.Length > MaxLength) return false;
        Span<char> withPlus = stackalloc char[MaxLength + 1];
        withPlus[0] = '+';
        text[first..].CopyTo(withPlus[1..]);
        return PhoneNumber.TryParse(withPlus[..(text.Length - first + 1)], null, out number, out _)
            && (number.IsValid || PhoneIdentity.TryRenew(ref number)) && FirstGroup(text[first..]) >= NationalForm.CodeLength(number);
    }

    /// <summary>The length of the first group, for no country code goes on in the next.</summary>
    private static int FirstGroup(ReadOnlySpan<char> text)
    {
        text = text[text.IndexOfAnyInRange('0', '9')..];
        return text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;
    }

    private static PhoneFault FaultOf(PhoneNumberError error, string? country) => error switch
    {
        PhoneNumberError.InvalidCountryCode => country is null ? PhoneFault.NoCountry : PhoneFault.UnknownCountryCode,
        PhoneNumberError.TooShortAfterIdd or PhoneNumberError.TooShortNsn => PhoneFault.TooShort,
        PhoneNumberError.TooLong => PhoneFault.TooLong,
        _ => PhoneFault.NotANumber,
    };
}
