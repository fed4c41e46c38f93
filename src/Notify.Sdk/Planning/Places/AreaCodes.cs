using System.Globalization;

namespace Notify.Sdk.Planning;

/// <summary>
/// The parts of countries that North American area codes serve. Codes that serve the same parts have one number. Thread-safe; asking
/// allocates nothing.
/// </summary>
internal static class AreaCodes
{
    /// <summary>The number of no area code, and of those of which nothing is known.</summary>
    public const int None = 0;

    private static readonly List<string[]> Served = [[]];
    private static readonly int[] ByCode = Read();

    /// <summary>What the area code of a number in E.164 form says, as a small number; <see cref="None"/> outside North America.</summary>
    public static int Of(string e164)
    {
        if (e164.Length < 5 || !e164.StartsWith("+1", StringComparison.Ordinal))
            return None;
        var code = (e164[2] - '0') * 100 + (e164[3] - '0') * 10 + e164[4] - '0';
        return code is >= 0 and < 1_000 ? ByCode[code] : None;
    }

    /// <summary>The parts (ISO 3166-2) behind a number that <see cref="Of"/> gave.</summary>
    public static IReadOnlyList<string> Parts(int areaCode) => Served[areaCode];

    private static int[] Read()
    {
        var parts = new List<string>[1_000];
        foreach (var line in PlaceTables.Lines("area-codes.txt", ' '))
        {
            foreach (var code in line[1..].SelectMany(Numbers))
                (parts[code] ??= []).Add(line[0]);
        }

        return [.. parts.Select(p => p is null ? None : Number(p))];
    }

    private static int Number(List<string> parts)
    {
        var known = Served.FindIndex(s => s.SequenceEqual(parts));
        if (known >= 0)
            return known;
        Served.Add([.. parts]);
        return Served.Count - 1;
    }

    private static IEnumerable<int> Numbers(string range)
    {
        var first = int.Parse(range.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        var last = int.Parse(range.AsSpan(range.Length - 3), NumberStyles.None, CultureInfo.InvariantCulture);
        return Enumerable.Range(first, last - first + 1);
    }
}
