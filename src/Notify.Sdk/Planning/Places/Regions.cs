using System.Buffers;
using System.Collections.Frozen;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>
/// Reads a part of a country in the forms that people keep: its code (ISO 3166-2) with or without the country, or its name. The only
/// reader of regions; thread-safe. ASCII allocates nothing.
/// </summary>
internal static class Regions
{
    // Country in upper case and the folded code or name behind it: "USrhodeisland".
    private static readonly FrozenDictionary<string, string> Known = Read();
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string> Listed = Known.Keys.Select(k => k[..2]).ToFrozenSet(StringComparer.Ordinal);
    private static readonly SearchValues<char> Separators = SearchValues.Create(" -_/.:");
    private static readonly SearchValues<char> Strong = SearchValues.Create(",|;");
    private static readonly SearchValues<char> Brackets = SearchValues.Create("(),;|/:-[]");
    private static readonly string[] Prefixes = ["stateof", "commonwealthof", "provinceof", "thestateof", "thecommonwealthof"];
    private static readonly string[] Suffixes = ["state", "province"];

    /// <summary>Whether the parts of a country are listed, so that a text that names none of them is not understood.</summary>
    public static bool AreListed(string country) => Listed.Contains(country);

    /// <summary>The code of a part that there is: a rule for "US-ZZ" would never match anybody, and nobody would notice.</summary>
    /// <exception cref="ArgumentException">The parts of its country are listed, and it is none of them.</exception>
    public static string CheckedPart(string region) => IsPart(region) ? region
        : throw new ArgumentException($"'{region}' is no part of {region[..2]} by ISO 3166-2.", nameof(region));

    /// <summary>Whether a code names a part that there is, or one of a country whose parts are not listed.</summary>
    public static bool IsPart(string region) => !AreListed(region[..2]) || FindBare(region[..2], region.AsSpan(3)) == region;

    /// <summary>The countries whose parts are listed.</summary>
    public static IEnumerable<string> ListedCountries => Listed;

    /// <summary>All codes, for tests.</summary>
    public static IEnumerable<string> All => Known.Values.Distinct();

    /// <summary>The code (ISO 3166-2 with its country) of a part of a country, or null.</summary>
    public static string? Find(string country, ReadOnlySpan<char> text) => FindBare(country, text)
        ?? WithoutCountry(country, text.Trim()) ?? OfParts(country, text) ?? Joined(country, text);

    /// <summary>The same by its name only, for a country that nobody gave: two letters mean another part in each country.</summary>
    public static string? FindName(string country, ReadOnlySpan<char> text)
    {
        Span<char> folded = stackalloc char[FoldedText.Room];
        return FoldedText.Write(text, folded) > 3 ? Find(country, text) : null;
    }

    /// <summary>The country that a text such as "US-RI" names before a part, or null.</summary>
    public static string? CountryOf(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length is >= 4 and <= 6 && text[2] is '-' or '/' or '_' && Countries.TryRead(text[..2], out var country)
            ? country : null;
    }

    private static string? FindBare(string country, ReadOnlySpan<char> text)
    {
        Span<char> key = stackalloc char[2 + FoldedText.Room];
        country.CopyTo(key);
        var length = FoldedText.Write(text, key[2..]);
        if (length == 0)
            return null;
        if (BySpan.TryGetValue(key[..(2 + length)], out var code))
            return code;
        // "1" for "01": a spreadsheet took it for a number.
        if (length == 1 && char.IsAsciiDigit(key[2]))
        {
            (key[3], key[2]) = (key[2], '0');
            return BySpan.TryGetValue(key[..4], out code) ? code : null;
        }

        foreach (var prefix in Prefixes)
        {
            if (!key.Slice(2, length).StartsWith(prefix))
                continue;
            key[(2 + prefix.Length)..].CopyTo(key[2..]);
            return BySpan.TryGetValue(key[..(2 + length - prefix.Length)], out code) ? code : null;
        }

        foreach (var suffix in Suffixes)
        {
            if (key.Slice(2, length).EndsWith(suffix) && BySpan.TryGetValue(key[..(2 + length - suffix.Length)], out code))
                return code;
        }

        return null;
    }

    /// <summary>"USRI": the country and the code with nothing between them, where it is not its three letters ("USAL").</summary>
    private static string? Joined(string country, ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length is 4 or 5 && !text.ContainsAny(Separators) && !text.ContainsAny(Brackets)
            && text.StartsWith(country, StringComparison.OrdinalIgnoreCase)
            && !(Countries.TryRead(text[..3], out var named) && named is not null) ? FindBare(country, text[2..]) : null;
    }

    /// <summary>"Rhode Island (RI)", "RI - Rhode Island": several ways to write one part. What names two parts is not understood.</summary>
    private static string? OfParts(string country, ReadOnlySpan<char> text)
    {
        string? found = null;
        if (text.Length > FoldedText.Room)
            return null;
        foreach (var range in text.SplitAny(Brackets))
        {
            var part = text[range].Trim();
            if (part.IsEmpty)
                continue;
            if (FindBare(country, part) is not { } code)
            {
                if (Countries.TryRead(part, out var named) && named == country)
                    continue;
                return null;
            }

            if (found is not null && found != code)
                return null;
            found = code;
        }

        return found;
    }

    /// <summary>"US-RI", "USA/RI", "RI, US": the country may stand before it or behind it, parted from it.</summary>
    private static string? WithoutCountry(string country, ReadOnlySpan<char> text)
    {
        if (text.Length > FoldedText.Room)
            return null;
        var separators = text.ContainsAny(Strong) ? Strong : Separators;
        if (text.IndexOfAny(separators) is not (> 0 and var first))
            return null;
        if (Countries.TryRead(text[..first], out var before) && before == country
            && FindBare(country, text[(first + 1)..]) is { } region)
            return region;
        var last = text.LastIndexOfAny(separators);
        return Countries.TryRead(text[(last + 1)..], out var behind) && behind == country ? FindBare(country, text[..last]) : null;
    }

    private static FrozenDictionary<string, string> Read()
    {
        Dictionary<string, string> known = new(StringComparer.Ordinal);
        var rows = PlaceTables.Lines("regions.txt", '\t');
        foreach (var row in rows)
            known[row[0] + FoldedText.Of(row[1])] = $"{row[0]}-{row[1]}";
        foreach (var row in rows)
        {
            foreach (var name in row[2].Split('|'))
                known.TryAdd(row[0] + FoldedText.Of(name), $"{row[0]}-{row[1]}");
        }

        return known.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
