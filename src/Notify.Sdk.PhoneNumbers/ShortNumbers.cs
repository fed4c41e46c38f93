using System.Globalization;
using Notify.Sdk.PhoneNumbers.Library;

namespace Notify.Sdk.PhoneNumbers;

/// <summary>
/// Short numbers of a region: emergency calls, directory enquiries, short codes. They are never the address of a person.
/// The answers are those of the library's ShortNumberInfo. Safe to use from any thread.
/// </summary>
public static class ShortNumbers
{
    private const int MaxText = 250;
    private const int MaxDigits = 17;

    private static readonly Google.ShortNumberInfo Info = Google.ShortNumberInfo.GetInstance();

    /// <summary>Whether a text is a short number that works inside the region.</summary>
    /// <param name="text">As dialled, at most 250 UTF-16 units; a text with a plus is never a short number.</param>
    /// <param name="region">Two capital letters such as "DE".</param>
    /// <returns>False for a region without short numbers, an unknown region, and everything else.</returns>
    public static bool IsShortNumber(ReadOnlySpan<char> text, string region)
    {
        if (!IsAsked(text, region))
            return false;
        var candidate = Google.PhoneNumberUtil.ExtractPossibleNumber(text.ToString());
        var digits = Google.PhoneNumberUtil.NormalizeDigitsOnly(candidate);
        if (digits.Length is 0 or > MaxDigits || candidate[0] is '+' or '\uFF0B')
            return false;

        // Not parsed: what would be a prefix of a longer number is part of a short one.
        var number = Google.PhoneNumber.CreateBuilder()
            .SetCountryCode(RegionTable.CodeOf(RegionTable.Named(region)))
            .SetNationalNumber(ulong.Parse(digits, CultureInfo.InvariantCulture));
        // The last digit is always part of the number.
        var zeros = digits.AsSpan(0, digits.Length - 1).IndexOfAnyExcept('0') is var first and >= 0 ? first : digits.Length - 1;
        if (zeros > 0)
            number.SetNumberOfLeadingZeros(zeros);
        return Info.IsValidShortNumberForRegion(number.Build(), region);
    }

    /// <summary>Whether a text is exactly an emergency number of the region.</summary>
    /// <param name="text">As dialled, at most 250 UTF-16 units.</param>
    /// <param name="region">Two capital letters such as "DE".</param>
    /// <returns>False for an unknown region.</returns>
    public static bool IsEmergency(ReadOnlySpan<char> text, string region) =>
        IsAsked(text, region) && Info.IsEmergencyNumber(text.ToString(), region);

    /// <summary>
    /// Whether dialling the text may reach an emergency service: in most regions everything that begins with an emergency
    /// number does; in Brazil, Chile and Nicaragua only the number itself.
    /// </summary>
    /// <param name="text">As dialled, at most 250 UTF-16 units.</param>
    /// <param name="region">Two capital letters such as "DE".</param>
    /// <returns>False for an unknown region.</returns>
    public static bool ConnectsToEmergency(ReadOnlySpan<char> text, string region) =>
        IsAsked(text, region) && Info.ConnectsToEmergencyNumber(text.ToString(), region);

    // For other regions the library would look for a file of that name.
    private static bool IsAsked(ReadOnlySpan<char> text, string? region) => text.Length <= MaxText && RegionTable.Named(region) != 0;
}
