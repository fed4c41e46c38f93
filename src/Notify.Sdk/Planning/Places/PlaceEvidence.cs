using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>How a place is known that the fields of one account say.</summary>
/// <param name="reading">The fields as they were read.</param>
/// <param name="differs">Whether they name different places.</param>
/// <param name="byZone">The country that only the declared zone names, or null.</param>
internal sealed class PlaceEvidence(PlaceReading reading, bool differs, string? byZone) : IPlaceStory
{
    public string Evidence(Place place)
    {
        List<string> said = [];
        foreach (var country in place.Countries)
            said.Add($"{country} ({Source(country)}{(place.Open.Contains(country) ? "; any part of it" : "")})");
        foreach (var part in reading.Parts)
            said.Add($"{part} ({string.Join(", ", PartSources(part))})");
        return said.Count == 0 ? "nothing is known" : string.Join(", ", said);
    }

    public IReadOnlyList<Reason> Reasons(Place place) => PlaceReasons.Of(reading, differs, place.Zones);

    private string Source(string country)
    {
        var key = reading.Key;
        if (country == key.Country)
            return country == key.Phone.Region ? "country, number" : "country";
        if (country == key.Phone.Region)
            return country == key.Default ? "number, default country" : "number";
        if (country == key.Default)
            return "default country";
        if (reading.Candidates.Any(c => c.Country == country && c.ByRegion is not null))
            return "region";
        if (reading.Candidates.Any(c => c.ByPostcode?.Territory == country))
            return "postal code";
        if (reading.Also.FirstOrDefault(a => a.Part.StartsWith(country, StringComparison.Ordinal)) is { Part: not null } also)
            return Name(also.Field);
        return reading.Parts.Any(p => CountryTable.OfPart(p) == country) ? "region"
            : country == byZone ? "time zone" : "its law holds there";
    }

    private static string Name(PlaceFields field) => PlaceReasons.Names(field);

    private IEnumerable<string> PartSources(string part)
    {
        if (reading.Candidates.Any(c => c.ByRegion == part))
            yield return "region";
        foreach (var (_, field) in reading.Also.Where(a => a.Part == part))
            yield return field == PlaceFields.Country ? "letters of the country" : $"{Name(field)} of another country";
        if (reading.Candidates.Any(c => c.ByPostcode?.Regions.Contains(part) == true))
            yield return "postal code";
        if (AreaCodes.Parts(reading.Key.AreaCode).Contains(part))
            yield return "area code of the number";
    }
}
