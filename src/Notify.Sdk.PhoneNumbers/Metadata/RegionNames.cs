using Notify.Sdk.PhoneNumbers.Tables;

namespace Notify.Sdk.PhoneNumbers.Metadata;

/// <summary>The names of the regions as shared strings, made once at first use.</summary>
internal static class RegionNames
{
    private static readonly string[] Names = ReadAll();

    internal static string Get(int number) => Names[number - 1];

    private static string[] ReadAll()
    {
        var names = new string[RegionTables.Count];
        for (var i = 0; i < names.Length; i++)
        {
            var letters = RegionTables.Names.Slice(i * 2, 2);
            names[i] = letters[0] == (byte)'0' ? "001" : string.Create(2, (letters[0], letters[1]), static (text, pair) =>
            {
                text[0] = (char)pair.Item1;
                text[1] = (char)pair.Item2;
            });
        }

        return names;
    }
}
