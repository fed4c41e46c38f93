namespace Notify.Sdk.Planning;

/// <summary>Where somebody may be, in words: each country and part with the fields that name it. No field's own text is in it.</summary>
internal static class PlaceEvidence
{
    public static string Of(in PlaceKey key, PlaceReading reading, IReadOnlyList<string> countries, IReadOnlyList<string> open)
    {
        List<string> said = [];
        foreach (var country in countries)
            said.Add($"{country} ({Source(key, reading, country)}{(open.Contains(country) ? "; any part of it" : "")})");
        foreach (var part in reading.Parts)
            said.Add($"{part} ({string.Join(", ", PartSources(key, reading, part))})");
        return said.Count == 0 ? "nothing is known" : string.Join(", ", said);
    }

    private static string Source(in PlaceKey key, PlaceReading reading, string country)
    {
        if (country == key.Country)
            return country == key.PhoneRegion ? "country, number" : "country";
        if (country == key.PhoneRegion)
            return country == key.Default ? "number, default country" : "number";
        if (country == key.Default)
            return "default country";
        if (reading.Candidates.Any(c => c.Country == country && c.ByRegion.Count > 0))
            return "region";
        if (reading.Candidates.Any(c => c.ByPostcode?.Territory == country))
            return "postal code";
        return reading.Parts.Any(p => Notify.Sdk.Audience.CountryTable.OfPart(p) == country) ? "region" : key.Declared is not null
            ? "time zone, or its law" : "its law holds there";
    }

    private static IEnumerable<string> PartSources(PlaceKey key, PlaceReading reading, string part)
    {
        if (reading.Candidates.Any(c => c.ByRegion.Contains(part)))
            yield return "region";
        if (reading.Candidates.Any(c => c.ByPostcode?.Regions.Contains(part) == true))
            yield return "postal code";
        if (PlaceTables.OfAreaCode(key.AreaCode).Contains(part))
            yield return "area code of the number";
    }
}
