using Notify.Sdk.PhoneNumbers.Metadata;
using Notify.Sdk.PhoneNumbers.Reading;
using Notify.Sdk.PhoneNumbers.Tables;

namespace Notify.Sdk.PhoneNumbers;

/// <summary>
/// Short numbers of a region: emergency calls, directory enquiries, short codes. They are never the address of a person.
/// The answers are those of Google's ShortNumberInfo. Safe to use from any thread; allocates nothing.
/// </summary>
public static class ShortNumbers
{
    private const int ValidBit = 1;
    private const int EmergencyBit = 2;
    private const int EmergencyPrefixBit = 4;

    /// <summary>Whether a text is a short number that works inside the region.</summary>
    /// <param name="text">As dialled, at most 250 UTF-16 units; a text with a plus is never a short number.</param>
    /// <param name="region">Two capital letters such as "DE".</param>
    /// <returns>False for a region without short numbers, an unknown region, and everything else.</returns>
    public static bool IsShortNumber(ReadOnlySpan<char> text, string region) => (Look(text, region) & ValidBit) != 0;

    /// <summary>Whether a text is exactly an emergency number of the region.</summary>
    /// <param name="text">As dialled, at most 250 UTF-16 units.</param>
    /// <param name="region">Two capital letters such as "DE".</param>
    /// <returns>False for an unknown region.</returns>
    public static bool IsEmergency(ReadOnlySpan<char> text, string region) => (Look(text, region) & EmergencyBit) != 0;

    /// <summary>
    /// Whether dialling the text may reach an emergency service: in most regions everything that begins with an emergency
    /// number does; in Brazil, Chile and Nicaragua only the number itself.
    /// </summary>
    /// <param name="text">As dialled, at most 250 UTF-16 units.</param>
    /// <param name="region">Two capital letters such as "DE".</param>
    /// <returns>False for an unknown region.</returns>
    public static bool ConnectsToEmergency(ReadOnlySpan<char> text, string region) =>
        (Look(text, region) & (region is "BR" or "CL" or "NI" ? EmergencyBit : EmergencyPrefixBit)) != 0;

    private static int Look(ReadOnlySpan<char> text, string region)
    {
        var home = Region.Named(region);
        if (!home.Exists || text.Length > FullText.MaxLength)
            return 0;
        var candidate = PossibleText.Extract(text);
        if (candidate.IsEmpty || CodePoints.IsPlus(candidate[0]))
            return 0;

        Span<byte> digits = stackalloc byte[Automaton.MaxLength];
        var count = 0;
        foreach (var character in candidate)
        {
            var value = CodePoints.DigitValue(character);
            if (value < 0)
                continue;
            // What is longer than every number can still begin with an emergency number.
            if (count == digits.Length)
                return Automaton.Walk(ShortNumberTables.Roots[home.Number - 1], digits) & EmergencyPrefixBit;
            digits[count++] = (byte)value;
        }

        return Automaton.Walk(ShortNumberTables.Roots[home.Number - 1], digits[..count]);
    }
}
