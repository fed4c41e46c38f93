using System.Collections.Frozen;

namespace Notify.Sdk.Audience;

/// <summary>One country of <c>countries.txt</c>.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Alpha3">ISO 3166-1 alpha-3.</param>
/// <param name="Number">ISO 3166-1 numeric; 0 where there is none (XK).</param>
/// <param name="LawOf">The country whose law reaches it besides its own, or null.</param>
/// <param name="Part">Its code as a part of another country (ISO 3166-2), or null.</param>
/// <param name="Names">Its names.</param>
internal sealed record CountryRow(string Code, string Alpha3, int Number, string? LawOf, string? Part, IReadOnlyList<string> Names);

/// <summary>The countries that there are, with whose law reaches them. Made once; thread-safe.</summary>
internal static class CountryTable
{
    /// <summary>All, ordered by code.</summary>
    public static IReadOnlyList<CountryRow> Rows { get; } = Read();

    private static readonly FrozenDictionary<string, CountryRow> ByCode = Rows.ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, string> ByPart = Rows.Where(r => r.Part is not null)
        .ToFrozenDictionary(r => r.Part!, r => r.Code, StringComparer.Ordinal);

    public static bool IsKnown(string code) => ByCode.ContainsKey(code);

    /// <summary>The country whose law reaches another one besides its own: France for RE, the United States for PR; else null.</summary>
    public static string? LawOf(string country) => ByCode.TryGetValue(country, out var row) ? row.LawOf : null;

    /// <summary>The code that a country has as a part of another one: US-PR for PR; else null.</summary>
    public static string? PartOf(string country) => ByCode.TryGetValue(country, out var row) ? row.Part : null;

    /// <summary>The country that a part of another one is by itself: PR for US-PR; else null.</summary>
    public static string? OfPart(string region) => ByPart.GetValueOrDefault(region);

    /// <summary>Whether one country is a territory or a part of another, or is reached by its law.</summary>
    public static bool Belongs(string territory, string to) =>
        LawOf(territory) == to || PartOf(territory)?.StartsWith(to, StringComparison.Ordinal) == true;

    private static List<CountryRow> Read()
    {
        using var stream = typeof(CountryTable).Assembly.GetManifestResourceStream("Notify.Sdk.Audience.Places.countries.txt")!;
        using var reader = new StreamReader(stream);
        List<CountryRow> rows = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var f = line.Split('\t');
            rows.Add(
                new(f[0], f[1], int.TryParse(f[2], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0, f[3]
                .Length == 0 ? null : f[3], f[4].Length == 0 ? null : f[4], f[5].Split('|')));
        }

        return rows;
    }
}
