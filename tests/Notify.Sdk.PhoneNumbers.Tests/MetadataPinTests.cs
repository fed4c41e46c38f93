using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Notify.Sdk.PhoneNumbers.Tables;

namespace Notify.Sdk.PhoneNumbers.Tests;

public sealed class MetadataPinTests
{
    [Fact]
    public void The_tables_come_from_the_versions_that_the_generator_pins()
    {
        using var pin = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "package.json")));
        var packages = pin.RootElement.GetProperty("devDependencies").EnumerateObject().Select(p => $"{p.Name} {p.Value.GetString()}").ToList();

        packages.Should().OnlyContain(p => char.IsAsciiDigit(p[p.IndexOf(' ', StringComparison.Ordinal) + 1]), "a pin is an exact version");
        MetadataPin.Packages.Should().Be(string.Join(", ", packages), "after a change of the pin: npm install, npm run generate");
        MetadataPin.GoogleMetadata.Should().Be(pin.RootElement.GetProperty("config").GetProperty("googleMetadata").GetString());
        MetadataPin.GoogleTimeZoneMap.Should().Be(pin.RootElement.GetProperty("config").GetProperty("googleTimeZoneMap").GetString());
        PhoneNumber.MetadataVersion.Should().Be(MetadataPin.GoogleMetadata);
    }

    [Fact]
    public void No_table_was_changed_after_the_generator_wrote_it()
    {
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["AutomatonTables.Transitions"] = Bytes(AutomatonTables.Transitions),
            ["AutomatonTables.Outputs"] = Bytes(AutomatonTables.Outputs),
            ["AutomatonTables.Vectors"] = Bytes(AutomatonTables.Vectors),
            ["RegionTables.Rows"] = Bytes(RegionTables.Rows),
            ["RegionTables.ByCountryCode"] = Bytes(RegionTables.ByCountryCode),
            ["RegionTables.ByName"] = Bytes(RegionTables.ByName),
            ["RegionTables.Names"] = Bytes(RegionTables.Names),
            ["RegionTables.ExtensionPrefixes"] = Bytes(RegionTables.ExtensionPrefixes),
            ["ProgramTables.Code"] = Bytes(ProgramTables.Code),
            ["ProgramTables.Transforms"] = Bytes(ProgramTables.Transforms),
            ["ProgramTables.TransformOffsets"] = Bytes(ProgramTables.TransformOffsets),
            ["FormatTables.Records"] = Bytes(FormatTables.Records),
            ["FormatTables.Bytes"] = Bytes(FormatTables.Bytes),
            ["ShortNumberTables.Roots"] = Bytes(ShortNumberTables.Roots),
            ["TimeZoneTables.Prefixes"] = Bytes(TimeZoneTables.Prefixes),
            ["TimeZoneTables.Lists"] = Bytes(TimeZoneTables.Lists),
            ["TimeZoneTables.ListOffsets"] = Bytes(TimeZoneTables.ListOffsets),
            ["TimeZoneTables.ListWords"] = Bytes(TimeZoneTables.ListWords),
            ["TimeZoneTables.Names"] = Bytes(TimeZoneTables.Names),
            ["ExampleTables.Keys"] = Bytes(ExampleTables.Keys),
            ["ExampleTables.Offsets"] = Bytes(ExampleTables.Offsets),
            ["ExampleTables.Digits"] = Bytes(ExampleTables.Digits),
        };
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in tables)
        {
            hash.AppendData(Encoding.ASCII.GetBytes(name));
            hash.AppendData(bytes);
        }

        Convert.ToHexStringLower(hash.GetHashAndReset()).Should().Be(MetadataPin.Hash);
        tables.Should().HaveCount(SpansOfTheTables(), "every table counts");
        tables.Values.Sum(bytes => bytes.Length).Should().BeLessThan(2 << 20);
    }

    private static int SpansOfTheTables() => typeof(MetadataPin).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(MetadataPin).Namespace)
        .Sum(type => type.GetProperties(BindingFlags.Static | BindingFlags.NonPublic).Length);

    // The hash is over little-endian bytes.
    private static byte[] Bytes<T>(ReadOnlySpan<T> table)
        where T : unmanaged => MemoryMarshal.AsBytes(table).ToArray();
}
