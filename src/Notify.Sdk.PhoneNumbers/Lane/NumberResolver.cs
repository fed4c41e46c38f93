using System.Runtime.CompilerServices;
using Notify.Sdk.PhoneNumbers.Library;

namespace Notify.Sdk.PhoneNumbers.Lane;

/// <summary>
/// From plain digits to a number: which country code, which national number, which region and type. The order of decisions
/// is that of Google's parseHelper; a test holds the answers to the library's.
/// </summary>
internal static class NumberResolver
{
    private const int MinNational = 2;
    private const int MaxNational = 17;

    // With more zeros in front the library forgets some when it asks for the type.
    private const int MostZeros = 10;

    /// <summary>False where the library has to answer.</summary>
    /// <param name="digits">Values 0 to 9, at most <see cref="PlainText.MaxLength"/>.</param>
    /// <param name="hasPlus">Whether a plus stood in front.</param>
    /// <param name="home">The region whose national form the digits may have; 0 only together with a plus.</param>
    /// <param name="extension">As written; empty for none.</param>
    /// <param name="number">The number.</param>
    /// <param name="error">Why there is none.</param>
    [SkipLocalsInit]
    internal static bool TryResolve(
        ReadOnlySpan<byte> digits,
        bool hasPlus,
        int home,
        ReadOnlySpan<char> extension,
        out PhoneNumber number,
        out PhoneNumberError error)
    {
        number = default;
        error = PhoneNumberError.None;
        Span<byte> scratch = stackalloc byte[NationalPrefix.ScratchLength];
        Span<byte> secondScratch = stackalloc byte[NationalPrefix.ScratchLength];

        Plan? plan;
        int code;
        scoped ReadOnlySpan<byte> national;
        if (hasPlus)
        {
            error = ExtractCode(digits, out code, out national);
            // "+0044 20 ..." and "+011 44 20 ...": once more, as if the plus were not there.
            if (error == PhoneNumberError.InvalidCountryCode && home != 0)
            {
                if (Plans.OfRegion(home) is not { } around)
                    return false;
                error = ExtractAtHome(digits, around, scratch, out code, out national);
                if (error == PhoneNumberError.None && code == 0)
                    error = PhoneNumberError.InvalidCountryCode;
            }

            if (error != PhoneNumberError.None)
                return true;
            plan = Plans.OfMain(code);
        }
        else
        {
            plan = Plans.OfRegion(home);
            if (plan is null)
                return false;
            error = ExtractAtHome(digits, plan, scratch, out code, out national);
            if (error != PhoneNumberError.None)
                return true;
            // Without a code the rules of the region itself hold (a local Bahamian number), with one those of its main region.
            if (code == 0)
                code = plan.CountryCode;
            else if (RegionTable.MainOf(code) != home)
                plan = Plans.OfMain(code);
        }

        if (plan is null)
            return false;
        error = StripNationalPrefix(plan, secondScratch, ref national);
        if (error != PhoneNumberError.None)
            return true;
        var main = hasPlus || RegionTable.MainOf(code) != home ? Plans.OfMain(code) : plan;
        return main is not null && TryFinish(main, national, extension, out number);
    }

    private static bool TryFinish(Plan main, ReadOnlySpan<byte> national, ReadOnlySpan<char> extension, out PhoneNumber number)
    {
        var code = main.CountryCode;
        number = default;
        // Zeros in front are counted, but the last digit is always part of the number.
        var zeros = 0;
        while (zeros < national.Length - 1 && national[zeros] == 0)
            zeros++;
        if (zeros > MostZeros || Plans.OfCode(code) is not { } regions || !regions.TryFind(main, national, out var region, out var type))
            return false;

        var value = 0UL;
        foreach (var digit in national)
            value = (value * 10) + digit;
        var plan = new NumberPlan(region, type, main.TestLength(national.Length));
        number = PhoneNumber.Pack(code, value, zeros, national.Length, plan, extension);
        return true;
    }

    private static PhoneNumberError StripNationalPrefix(Plan plan, Span<byte> scratch, ref ReadOnlySpan<byte> national)
    {
        if (national.Length < MinNational)
            return PhoneNumberError.TooShortNsn;
        if (plan.NationalPrefix is { } prefix && prefix.TryStrip(plan, national, scratch, out var stripped)
            && plan.TestLength(stripped.Length) is PossibleResult.IsPossible or PossibleResult.TooLong)
        {
            national = stripped;
        }

        return national.Length < MinNational ? PhoneNumberError.TooShortNsn
            : national.Length > MaxNational ? PhoneNumberError.TooLong : PhoneNumberError.None;
    }

    // Without a plus: an international prefix of the region, its own code, or neither (0).
    private static PhoneNumberError ExtractAtHome(
        ReadOnlySpan<byte> digits,
        Plan home,
        Span<byte> scratch,
        out int code,
        out ReadOnlySpan<byte> national)
    {
        // No country code begins with 0.
        if (home.InternationalPrefix.TryMatch(digits, out var end, out _) && (end == digits.Length || digits[end] != 0))
            return ExtractCode(digits[end..], out code, out national);

        code = 0;
        national = digits;
        if (!TryStripOwnCode(digits, home.CountryCode, out var rest))
            return PhoneNumberError.None;

        // The own code without any prefix is taken only where the whole is no number and the rest is one, or where the whole
        // is too long.
        if (home.NationalPrefix is { } prefix && prefix.TryStrip(home, rest, scratch, out var stripped))
            rest = stripped;
        if ((home.MatchesGeneral(digits) || !home.MatchesGeneral(rest)) && home.TestLength(digits.Length) != PossibleResult.TooLong)
            return PhoneNumberError.None;
        code = home.CountryCode;
        national = rest;
        return PhoneNumberError.None;
    }

    private static PhoneNumberError ExtractCode(ReadOnlySpan<byte> digits, out int code, out ReadOnlySpan<byte> national)
    {
        code = 0;
        national = default;
        if (digits.Length <= MinNational)
            return PhoneNumberError.TooShortAfterIdd;

        for (var i = 0; i < 3; i++)
        {
            code = (code * 10) + digits[i];
            if (code == 0)
                break;
            if (!RegionTable.IsCode(code))
                continue;
            national = digits[(i + 1)..];
            return PhoneNumberError.None;
        }

        return PhoneNumberError.InvalidCountryCode;
    }

    private static bool TryStripOwnCode(ReadOnlySpan<byte> digits, int code, out ReadOnlySpan<byte> rest)
    {
        var value = 0;
        for (var i = 0; i < 3 && i < digits.Length && digits[0] != 0; i++)
        {
            value = (value * 10) + digits[i];
            if (value != code)
                continue;
            rest = digits[(i + 1)..];
            return true;
        }

        rest = default;
        return false;
    }
}
