using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Planning;

/// <summary>Makes a place of the fields that were read: whose rules count, and the zones. Thread-safe.</summary>
/// <param name="data">The zone data.</param>
/// <param name="countries">The zones of countries.</param>
/// <param name="listZone">
/// The zone that the application declared for the whole list, which counts where nothing else is known; or null.
/// </param>
internal sealed class PlaceInference(TimeZoneData data, CountryZones countries, string? listZone = null)
{
    private readonly ZoneEvidence? _list = listZone is null
        ? null : new([data.Zones[data.Source.CanonicalIdMap[listZone]]], ZoneSource.List);

    public Place Infer(in PlaceKey key)
    {
        var reading = new PlaceReading(key, country => countries.Of(country).Count > 1);
        var weighed = Weigh(key, reading);
        List<string> places = [.. reading.Countries()];
        List<string> open = [.. reading.Open()];
        if (DeclaredElsewhere(key, places) is { } elsewhere)
        {
            places.Add(elsewhere);
            open.Add(elsewhere);
            if (CountryTable.LawOf(elsewhere) is { } law)
                places.Add(law);
        }

        var evidence = weighed.Evidence with { Unsettled = Unsettled(key, reading) };
        if (_list is not null && evidence.Source == ZoneSource.None && places.Count == 0 && reading.NotUnderstood == PlaceFields.None)
            evidence = _list;
        var differs = reading.Differs || (key.Declared is not null && weighed.DeclaredDiffers);
        return new(
            evidence, [.. places.Distinct()], [.. reading.Parts.Concat(places.Select(CountryTable.PartOf).OfType<string>()).Distinct()],
            open, PlaceReasons.Of(reading, differs, evidence), PlaceEvidence.Of(key, reading, [.. places.Distinct()], open));
    }

    /// <summary>
    /// All zone evidence, strongest first: what a stronger field leaves of a weaker one is settled, what contradicts counts too.
    /// </summary>
    private WeighedZones Weigh(in PlaceKey key, PlaceReading reading)
    {
        var weighed = new WeighedZones();
        if (key.Declared is { } declared && data.Zones.GetZoneOrNull(declared) is { } zone)
            weighed.Add([zone], ZoneSource.Declared);
        foreach (var candidate in reading.Candidates.Where(c => c.IsRead || c.ByPostcode is not null))
            AddRead(weighed, candidate);
        var misread = (reading.NotUnderstood & PlaceFields.TimeZone) != 0 || reading.IsCountryOpen || reading.IsMilitary;
        var home = reading.Candidates.Where(c => c.IsHome).ToList();
        if (misread || home.Exists(c => c.IsMisread))
            AddCountries(weighed, key, home.Where(c => c.ByPostcode is null && !c.IsRead || reading.IsMilitary), misread: true);
        weighed.Add(OfPhone(key), ZoneSource.PhonePrefix);
        if (!home.Exists(c => c.IsRead || c.ByPostcode is not null))
            AddCountries(weighed, key, home, misread: false);
        return weighed;
    }

    private void AddRead(WeighedZones weighed, PlaceCandidate candidate)
    {
        var byRegion = CountryZones.Distinct(candidate.ByRegion.SelectMany(r => OfRegion(r, candidate.Country)));
        var byPostcode = candidate.ByPostcode is { } area ? OfArea(area, candidate.Country) : [];
        if (candidate.Differs)
        {
            weighed.Add(CountryZones.Distinct(byRegion.Concat(byPostcode)), ZoneSource.SeveralFields);
            return;
        }

        weighed.Add(byPostcode, byRegion.Count > 0 && CountryZones.AreAmong(byRegion, byPostcode)
            ? ZoneSource.Region : ZoneSource.Postcode);
        weighed.Add(byRegion, ZoneSource.Region);
    }

    /// <summary>A number says more than its country, unless a field was misread: then the number is not taken for it.</summary>
    private void AddCountries(WeighedZones weighed, PlaceKey key, IEnumerable<PlaceCandidate> home, bool misread)
    {
        foreach (var candidate in home.Where(c => misread || c.Country != key.PhoneRegion || c.Country == key.Country))
            weighed.Add(countries.Of(candidate.Country), candidate.Country == key.Default ? ZoneSource.DefaultCountry : ZoneSource.Country);
    }

    private static PlaceFields Unsettled(in PlaceKey key, PlaceReading reading)
    {
        if (key.Declared is not null)
            return PlaceFields.None;
        return (reading.IsCountryOpen ? PlaceFields.Country : PlaceFields.None) | (reading.IsMilitary
            ? PlaceFields.TimeZone : PlaceFields.None);
    }

    /// <summary>The country of a declared zone that is none of the others': its rules count too.</summary>
    private string? DeclaredElsewhere(in PlaceKey key, List<string> places)
    {
        if (key.Declared is not { } id || data.Zones.GetZoneOrNull(id) is not { } zone || countries.CountryOf(id) is not { } country)
            return null;
        return places.Exists(p => CountryZones.AreAmong([zone], countries.Of(p))) ? null : country;
    }

    private IReadOnlyList<DateTimeZone> OfArea(PostcodeArea area, string country)
    {
        if (area.Zones.Count > 0)
            return CountryZones.Distinct(Known(area.Zones));
        if (area.Territory is { } territory)
            return countries.Of(territory);
        return area.Regions.Count == 0 ? countries.Of(country) : CountryZones.Distinct(area.Regions.SelectMany(r => OfRegion(r, country)));
    }

    private IReadOnlyList<DateTimeZone> OfRegion(string region, string country)
    {
        if (PlaceTables.IsMilitary(region))
            return [];
        if (PlaceTables.ZonesOf(region) is { Count: > 0 } zones)
            return CountryZones.Distinct(Known(zones));
        return countries.Of(CountryTable.OfPart(region) ?? country);
    }

    private IReadOnlyList<DateTimeZone> OfPhone(in PlaceKey key) => key.PhoneRegion is { } region
        ? CountryZones.Distinct(Known(PhoneTimeZones.Candidates(region, key.PhoneZones, countries)))
        : [];

    private IEnumerable<DateTimeZone> Known(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            if (data.Source.CanonicalIdMap.TryGetValue(id, out var canonical) && canonical != "Etc/Unknown")
                yield return data.Zones[canonical];
        }
    }
}
