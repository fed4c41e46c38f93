using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>How a place is known that the fields of one account say.</summary>
/// <param name="reading">The fields as they were read.</param>
/// <param name="differs">Whether they name different places.</param>
internal sealed class PlaceEvidence(PlaceReading reading, bool differs) : IPlaceStory
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
        return reading.Parts.Any(p => CountryTable.OfPart(p) == country) ? "region" : key.Declared is not null
            ? "time zone, or its law" : "its law holds there";
    }

    private IEnumerable<string> PartSources(string part)
    {
        if (reading.Candidates.Any(c => c.ByRegion == part))
            yield return reading.Key.Region is null ? "country, whose letters it has too" : "region";
        if (reading.Candidates.Any(c => c.ByPostcode?.Regions.Contains(part) == true))
            yield return "postal code";
        if (AreaCodes.Parts(reading.Key.AreaCode).Contains(part))
            yield return "area code of the number";
    }
}
