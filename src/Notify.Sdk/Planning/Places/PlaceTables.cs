using System.Collections.Frozen;

namespace Notify.Sdk.Planning;

/// <summary>What parts of countries say about where somebody is. The sources stand in the files beside this one.</summary>
internal static class PlaceTables
{
    private static readonly string[] Unknown = [];

    private static readonly FrozenDictionary<string, string[]> Zones = Lines("region-zones.txt", ' ')
        .ToFrozenDictionary(l => l[0], l => l[1..], StringComparer.Ordinal);

    /// <summary>TZDB zones of a part of a country; empty when it is not listed.</summary>
    public static IReadOnlyList<string> ZonesOf(string region) => Zones.TryGetValue(region, out var zones) ? zones : Unknown;

    /// <summary>
    /// Military addresses of the United States, of France and of Britain: written like a part of the country, and nobody knows their zone.
    /// </summary>
    public static bool IsMilitary(string region) => region is "US-AA" or "US-AE" or "US-AP" or "FR-00" or "GB-BF";

    /// <summary>The regions whose zones are listed, for tests.</summary>
    public static IEnumerable<string> RegionsWithZones => Zones.Keys;

    /// <summary>The lines of an embedded table, cut into fields; what begins with # is a remark.</summary>
    public static List<string[]> Lines(string file, char separator)
    {
        using var stream = typeof(PlaceTables).Assembly.GetManifestResourceStream($"Notify.Sdk.Planning.Places.{file}")!;
        using var reader = new StreamReader(stream);
        List<string[]> lines = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                lines.Add(line.Split(separator));
        }

        return lines;
    }
}
