using System.Collections.Frozen;
using NodaTime.TimeZones;

namespace Notify.Sdk.Audience;

/// <summary>The countries that there are, by ISO 3166-1 alpha-2.</summary>
internal static class CountryCodes
{
    private static readonly FrozenSet<string> Known =
        (TzdbDateTimeZoneSource.Default.ZoneLocations ?? []).Select(l => l.CountryCode).ToFrozenSet(StringComparer.Ordinal);

    // By two letters; finding a country in a long list makes no string.
    private static readonly string?[] ByLetters = Table();

    public static bool IsKnown(string code) => Known.Contains(code);

    /// <summary>The code in upper case, or null when there is no such country. Any case, space around it is ignored.</summary>
    public static string? Find(ReadOnlySpan<char> code)
    {
        if (code.Length != 2) code = code.Trim();
        return code.Length == 2 && char.IsAsciiLetter(code[0]) && char.IsAsciiLetter(code[1]) ? ByLetters[Place(code)] : null;
    }

    /// <summary>The codes of a rule, each known: a rule for "UK" or "gb" would never match anybody, and nobody would notice.</summary>
    /// <exception cref="ArgumentException">A code is not one; the message says which and what is expected.</exception>
    public static IReadOnlyList<string> Checked(IReadOnlyList<string> codes)
    {
        foreach (var code in codes)
        {
            if (!IsKnown(code))
                throw new ArgumentException($"'{code}' is not an ISO 3166-1 alpha-2 country in upper case, such as \"GB\" (not \"UK\") or \"US\".", nameof(codes));
        }

        return codes;
    }

    /// <summary>The parts of countries of a rule, each of the form of ISO 3166-2.</summary>
    /// <exception cref="ArgumentException">One is not; the message says which and what is expected.</exception>
    public static IReadOnlyList<string> CheckedParts(IReadOnlyList<string> regions)
    {
        foreach (var region in regions)
        {
            var parts = region.Split('-', 2);
            if (parts.Length != 2 || !IsKnown(parts[0]) || parts[1].Length is < 1 or > 3 || !parts[1].All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)))
                throw new ArgumentException($"'{region}' is not an ISO 3166-2 subdivision in upper case, such as \"US-TX\".", nameof(regions));
        }

        return regions;
    }

    private static string?[] Table()
    {
        var table = new string?[26 * 26];
        foreach (var code in Known.Where(c => c.Length == 2)) table[Place(code)] = code;
        return table;
    }

    private static int Place(ReadOnlySpan<char> letters) => (((letters[0] | 0x20) - 'a') * 26) + ((letters[1] | 0x20) - 'a');
}
