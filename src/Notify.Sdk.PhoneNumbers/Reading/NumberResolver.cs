using System.Runtime.CompilerServices;
using Notify.Sdk.PhoneNumbers.Metadata;

namespace Notify.Sdk.PhoneNumbers.Reading;

/// <summary>
/// From plain digits to a number: which country code, which national number, which region and type.
/// The order of decisions is that of Google's parseHelper.
/// </summary>
internal static class NumberResolver
{
    /// <summary>
    /// Digits kept of a text. A text can have 250, but prefixes take at most 30 of them and 18 that are left are
    /// too long, so that the answer for a longer run is that of its first 64.
    /// </summary>
    internal const int MaxDigits = 64;

    private const int MinNational = 2;
    private const int MaxNational = 17;

    /// <summary>Digits are values 0 to 9, at most <see cref="MaxDigits"/>.</summary>
    [SkipLocalsInit]
    internal static PhoneNumberError Resolve(ReadOnlySpan<byte> digits, bool afterPlus, Region home, ref ReadNumber number)
    {
        Span<byte> scratch = stackalloc byte[TransformedPrefix.ScratchLength];
        Span<byte> secondScratch = stackalloc byte[TransformedPrefix.ScratchLength];

        var error = ExtractCountry(digits, afterPlus, home, scratch, out var country, out var national);
        if (error != PhoneNumberError.None)
            return error;

        if (!country.Exists)
        {
            country = home;
            national = digits;
        }

        if (national.Length < MinNational)
            return PhoneNumberError.TooShortNsn;

        // Without a country code in the text the rules of the region itself hold (a local Bahamian number);
        // with one, those of the code's main region.
        if (TransformedPrefix.TryStrip(country, national, secondScratch, out var stripped)
            && country.TestLength(stripped.Length) is PossibleResult.IsPossible or PossibleResult.TooLong)
        {
            national = stripped;
        }

        if (national.Length < MinNational)
            return PhoneNumberError.TooShortNsn;
        if (national.Length > MaxNational)
            return PhoneNumberError.TooLong;

        number.Country = Region.OfCountryCode(country.CountryCode);
        number.Facts = new NumberFacts(Automaton.Walk(country.CountryAutomaton, national));
        number.Length = national.Length;
        Count(national, ref number);
        return PhoneNumberError.None;
    }

    private static PhoneNumberError ExtractCountry(
        ReadOnlySpan<byte> digits,
        bool afterPlus,
        Region home,
        Span<byte> scratch,
        out Region country,
        out ReadOnlySpan<byte> national)
    {
        if (!afterPlus)
            return ExtractWithoutPlus(digits, home, scratch, out country, out national);

        var error = ExtractInternational(digits, out country, out national);
        if (error != PhoneNumberError.InvalidCountryCode)
            return error;

        // "+0044 20 ..." and "+011 44 20 ...": once more, as if the plus were not there.
        error = ExtractWithoutPlus(digits, home, scratch, out country, out national);
        return error == PhoneNumberError.None && !country.Exists ? PhoneNumberError.InvalidCountryCode : error;
    }

    private static PhoneNumberError ExtractWithoutPlus(
        ReadOnlySpan<byte> digits,
        Region home,
        Span<byte> scratch,
        out Region country,
        out ReadOnlySpan<byte> national)
    {
        country = Region.None;
        national = default;
        if (!home.Exists)
            return PhoneNumberError.None;

        if (TryStripInternationalPrefix(digits, home, out var international))
            return ExtractInternational(international, out country, out national);

        // The own country code without any prefix: taken only where the whole is no number and the rest is one,
        // or where the whole is too long.
        if (TryStripOwnCode(digits, home.CountryCode, out var rest))
        {
            if (TransformedPrefix.TryStrip(home, rest, scratch, out var stripped))
                rest = stripped;
            if ((!home.GeneralPatternMatches(digits) && home.GeneralPatternMatches(rest))
                || home.TestLength(digits.Length) == PossibleResult.TooLong)
            {
                country = Region.OfCountryCode(home.CountryCode);
                national = rest;
            }
        }

        return PhoneNumberError.None;
    }

    private static PhoneNumberError ExtractInternational(
        ReadOnlySpan<byte> digits,
        out Region country,
        out ReadOnlySpan<byte> national)
    {
        country = Region.None;
        national = default;
        if (digits.Length <= MinNational)
            return PhoneNumberError.TooShortAfterIdd;

        var code = 0;
        for (var i = 0; i < 3; i++)
        {
            code = (code * 10) + digits[i];
            if (code == 0)
                break;
            country = Region.OfCountryCode(code);
            if (!country.Exists)
                continue;
            national = digits[(i + 1)..];
            return PhoneNumberError.None;
        }

        return PhoneNumberError.InvalidCountryCode;
    }

    private static bool TryStripInternationalPrefix(ReadOnlySpan<byte> digits, Region home, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        var program = home.IddProgram;
        if (program == 0
            || !PrefixProgram.MayStart(home.IddFirstDigits, digits)
            || !PrefixProgram.TryMatch(program, digits, out var end, out _))
        {
            return false;
        }

        rest = digits[end..];
        return rest.IsEmpty || rest[0] != 0; // no country code begins with 0
    }

    private static bool TryStripOwnCode(ReadOnlySpan<byte> digits, int code, out ReadOnlySpan<byte> rest)
    {
        var value = 0;
        for (var i = 0; i < 3 && i < digits.Length; i++)
        {
            value = (value * 10) + digits[i];
            if (value != code)
                continue;
            rest = digits[(i + 1)..];
            return digits[0] != 0;
        }

        rest = default;
        return false;
    }

    private static void Count(ReadOnlySpan<byte> national, ref ReadNumber number)
    {
        // Zeros in front are counted, but the last digit is always part of the number.
        var zeros = 0;
        while (zeros < national.Length - 1 && national[zeros] == 0)
            zeros++;
        var value = 0UL;
        foreach (var digit in national)
            value = (value * 10) + digit;
        number.LeadingZeros = zeros;
        number.NationalNumber = value;
    }
}
