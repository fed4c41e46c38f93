namespace Notify.Sdk.PhoneNumbers.Library;

/// <summary>
/// The regions and country codes that the library knows, numbered from 1, so that a region takes two bytes. Read once from
/// the library, without loading the metadata of any region.
/// </summary>
internal static class RegionTable
{
    /// <summary>The name of what has a country code but no region, such as +800.</summary>
    internal const string NonGeographicName = "001";

    private const int Letters = 26;

    private static readonly string[] Names = [.. LibraryNumbers.Util.GetSupportedRegions().Order(StringComparer.Ordinal)];
    private static readonly ushort[] ByLetters = ReadLetters();
    private static readonly ushort[] Codes = new ushort[Names.Length + 1];

    // By country code: the number of its main region, and all its regions in the order in which they are asked.
    private static readonly ushort[] Main = new ushort[1000];
    private static readonly ushort[][] OfCodes = ReadCodes();

    /// <summary>How many regions there are; the number after the last one stands for "001".</summary>
    internal static int Count => Names.Length;

    internal static int NonGeographic => Names.Length + 1;

    internal static string Name(int region) => region == NonGeographic ? NonGeographicName : Names[region - 1];

    /// <summary>By two capital letters; 0 for anything else.</summary>
    internal static int Named(ReadOnlySpan<char> name)
    {
        if (name.Length != 2)
            return 0;
        var first = (uint)(name[0] - 'A');
        var second = (uint)(name[1] - 'A');
        return first < Letters && second < Letters ? ByLetters[(first * Letters) + second] : 0;
    }

    /// <summary>The country code of a region, 1 to 999; 0 for no region and for "001".</summary>
    internal static int CodeOf(int region) => region < Codes.Length ? Codes[region] : 0;

    /// <summary>Whether the library knows the country code.</summary>
    internal static bool IsCode(int code) => MainOf(code) != 0;

    /// <summary>The main region of a country code: its first; 0 for an unknown code.</summary>
    internal static int MainOf(int code) => (uint)code < (uint)Main.Length ? Main[code] : 0;

    /// <summary>The regions of a country code, the main one first.</summary>
    internal static ReadOnlySpan<ushort> OfCode(int code) => OfCodes[code];

    private static ushort[] ReadLetters()
    {
        var table = new ushort[Letters * Letters];
        for (var i = 0; i < Names.Length; i++)
        {
            if (Names[i] is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
                table[((Names[i][0] - 'A') * Letters) + Names[i][1] - 'A'] = (ushort)(i + 1);
        }

        return table;
    }

    private static ushort[][] ReadCodes()
    {
        var regions = new ushort[Main.Length][];
        Array.Fill(regions, []);
        foreach (var code in LibraryNumbers.Util.GetSupportedCallingCodes())
        {
            var names = LibraryNumbers.Util.GetRegionCodesForCountryCode(code);
            regions[code] = [.. names.Select(name => (ushort)(name == NonGeographicName ? NonGeographic : Named(name)))];
            Main[code] = regions[code][0];
            foreach (var region in regions[code])
            {
                if (region < Codes.Length)
                    Codes[region] = (ushort)code;
            }
        }

        return regions;
    }
}
