using System.Collections.Frozen;

namespace Notify.Sdk.Planning;

/// <summary>What a postcode says.</summary>
/// <param name="Regions">The parts of the country that it may lie in (ISO 3166-2); empty when it does not say.</param>
/// <param name="Territory">The country that it really names: RE for 97400 in France; or null.</param>
/// <param name="Zones">TZDB zones; empty when nobody knows (military addresses).</param>
internal sealed record PostcodeArea(IReadOnlyList<string> Regions, string? Territory, IReadOnlyList<string> Zones);

/// <summary>Reads postcodes. The only reader of them; thread-safe. Asking allocates nothing.</summary>
internal static class Postcodes
{
    /// <summary>No postcode is given, or those of the country say nothing that matters.</summary>
    public const int Absent = -1;

    /// <summary>A postcode is given and is none of the country.</summary>
    public const int NotUnderstood = -2;

    private static readonly List<PostcodeArea> Areas = [];
    private static readonly FrozenDictionary<string, PostcodeTable> Tables = Read();

    /// <summary>The number of the area that a postcode lies in; <see cref="Absent"/> or <see cref="NotUnderstood"/>.</summary>
    public static int Find(string? country, string? text)
    {
        if (text is null || country is null || !Tables.TryGetValue(country, out var table))
            return Absent;
        Span<char> clean = stackalloc char[PostcodeForms.Room];
        var length = PostcodeForms.Write(country, text, clean);
        return length == 0 ? NotUnderstood : table.Find(clean[..length]);
    }

    /// <summary>The area of a number that <see cref="Find"/> gave.</summary>
    public static PostcodeArea Of(int area) => Areas[area];

    /// <summary>All areas, for tests.</summary>
    public static IReadOnlyList<PostcodeArea> All => Areas;

    private static FrozenDictionary<string, PostcodeTable> Read()
    {
        var zones = PlaceTables.Lines("postcode-zones.txt", ' ')
            .ToDictionary(l => string.Join(' ', l[..4]), l => l[4..], StringComparer.Ordinal);
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        return PlaceTables.Lines("postcodes.txt", ' ').GroupBy(l => l[0], StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => new PostcodeTable(
                [.. g.Select(l => new PostcodeRule(l[1][0], l[2], l[3], Add(l, zones, numbers)))]), StringComparer.Ordinal);
    }

    private static int Add(string[] line, Dictionary<string, string[]> zones, Dictionary<string, int> numbers)
    {
        string[] regions = line[4] == "-" ? [] : [.. line[4].Split(',').Select(r => $"{line[0]}-{r}")];
        var territory = line[5] == "-" ? null : line[5];
        string[] own = line.Length > 6 ? [line[6][1..], .. line[7..]] : zones.TryGetValue(string.Join(' ', line[..4]), out var known)
            ? known : [.. regions.SelectMany(PlaceTables.ZonesOf).Distinct()];
        // Beginnings that say the same are one area.
        var content = $"{line[0]} {line[4]} {territory} {string.Join(',', own)}";
        if (!numbers.TryGetValue(content, out var number))
        {
            numbers.Add(content, number = Areas.Count);
            Areas.Add(new(regions, territory, own));
        }

        return number;
    }
}
