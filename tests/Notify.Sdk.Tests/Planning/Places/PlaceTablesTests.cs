using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Planning;
using Xunit.Abstractions;

namespace Notify.Sdk.Tests.Planning;

/// <summary>The tables against samples of what they were made from, whose answers another program worked out.</summary>
public sealed class PlaceTablesTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Firsts = new(StringComparer.Ordinal);

    [Fact]
    public void Every_sample_of_a_postcode_has_its_parts_its_territory_and_its_zones()
    {
        var samples = Lines("postcodes.tsv");
        List<string> offenders = [.. samples.Where(s => Answer(s[0], s[1]) != Expected(s))
            .Select(s => $"{s[0]} {s[1]}: {Answer(s[0], s[1])}, not {Expected(s)}")];
        output.WriteLine(
            $"postcodes: {samples.Count - offenders.Count} of {samples.Count}, of which {samples.Count(s => s[5] == "certain")} "
            + $"are certain; {samples.Select(s => s[0]).Distinct().Count()} countries");
        offenders.Should().BeEmpty();
        samples.Should().HaveCountGreaterThan(2_000);
    }

    [Fact]
    public void Every_way_to_write_a_country_is_read()
    {
        var ways = (from line in Lines("countries.tsv") from way in line[1].Split('|') select (Code: line[0], Way: way)).ToList();
        var offenders = ways.Where(w => !Countries.TryRead(w.Way, out var code) || code != w.Code).ToList();
        output.WriteLine(
            $"countries: {ways.Count - offenders.Count} of {ways.Count} ways of {ways.Select(w => w.Code).Distinct().Count()}");
        offenders.Should().BeEmpty();
    }

    [Fact]
    public void Every_way_to_write_a_part_of_a_country_is_read()
    {
        var ways = (from line in Lines("regions.tsv") from way in line[2].Split('|') select (Country: line[0], Code: line[1], Way: way))
            .ToList();
        var offenders = ways.Where(w => Regions.Find(w.Country, w.Way) != $"{w.Country}-{w.Code}").ToList();
        output.WriteLine($"regions: {ways.Count - offenders.Count} of {ways.Count} ways of "
            + $"{ways.Select(w => w.Country + w.Code).Distinct().Count()}");
        offenders.Should().BeEmpty();
    }

    /// <summary>Parts, territory and the times that the zones tell.</summary>
    private static string Answer(string country, string code)
    {
        if (Postcodes.Find(country, code) is not (>= 0 and var number))
            return Anywhere(country);
        var area = Postcodes.Of(number);
        return Text(area.Regions.Select(r => r[3..]), area.Territory, PlaceZones.Of(TimeZoneData.Default).OfArea(number, country).Zones);
    }

    /// <summary>A sample that says nothing, such as railway mail in Russia, leaves all of its country open.</summary>
    private static string Expected(string[] sample) => sample[2].Length + sample[3].Length + sample[4].Length == 0 ? Anywhere(sample[0]) :
        Text(sample[2].Split(',', StringSplitOptions.RemoveEmptyEntries), sample[3],
            sample[4].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(z => DateTimeZoneProviders.Tzdb[z]));

    private static string Anywhere(string country) => Text([], "", PlaceZones.Of(TimeZoneData.Default).OfCountry(country).Zones);

    /// <summary>Zones are named by the first of those that tell their time, because sources name any of them.</summary>
    private static string Text(IEnumerable<string> parts, string? territory, IEnumerable<DateTimeZone> zones) =>
        $"{string.Join(',', parts)} {territory} {string.Join(',', zones.Select(First).Distinct().Order())}".Trim();

    private static string First(DateTimeZone zone)
    {
        if (!Firsts.TryGetValue(zone.Id, out var first))
            Firsts.Add(zone.Id, first = DateTimeZoneProviders.Tzdb.Ids.Order(StringComparer.Ordinal)
                .First(id => PlainZones.AreAmong([DateTimeZoneProviders.Tzdb[id]], [zone])));
        return first;
    }

    private static List<string[]> Lines(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpora", "places", file))
        .Where(l => l[0] != '#').Select(l => l.Split('\t'))];
}
