using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>Makes a place of the fields that were read: whose rules count, and the zones. Thread-safe.</summary>
/// <param name="zones">The zones of countries, parts, areas and numbers.</param>
/// <param name="listZone">
/// The zone that the application declared for the whole list, which counts where nothing else is known; or null.
/// </param>
internal sealed class PlaceInference(PlaceZones zones, string? listZone = null)
{
    private readonly ZoneEvidence? _list = listZone is null ? null : zones.EvidenceOf(zones.OfName(listZone), ZoneSource.List, default);

    public Place Infer(in PlaceKey key)
    {
        var reading = new PlaceReading(key, zones);
        var weighed = Weigh(key, reading);
        var countries = reading.Countries();
        var open = reading.Open();
        var elsewhere = DeclaredElsewhere(key, countries);
        if (elsewhere is not null)
        {
            PlaceReading.AddOnce(countries, elsewhere);
            open.Add(elsewhere);
            PlaceReading.AddOnce(countries, CountryTable.LawOf(elsewhere));
        }

        var evidence = _list is not null && weighed.All.Count == 0 && countries.Count == 0 && reading.NotUnderstood == PlaceFields.None
            ? _list : zones.EvidenceOf(weighed.All, weighed.Source, Unsettled(key, reading));
        var differs = reading.Differs || (key.Declared is not null && weighed.DeclaredDiffers);
        return new(evidence, countries, Parts(reading, countries), open, new PlaceEvidence(reading, differs, elsewhere));
    }

    /// <summary>
    /// All zone evidence, strongest first: what a stronger field leaves of a weaker one is settled, what contradicts counts too.
    /// </summary>
    private WeighedZones Weigh(in PlaceKey key, PlaceReading reading)
    {
        var weighed = new WeighedZones(zones.Book);
        weighed.Add(zones.OfId(key.Declared), ZoneSource.Declared);
        var (homeIsRead, homeIsMisread) = (false, false);
        foreach (var candidate in reading.Candidates)
        {
            if (candidate.HasEvidence)
                AddRead(weighed, candidate);
            homeIsRead |= candidate.IsHome && candidate.HasEvidence;
            homeIsMisread |= candidate.IsHome && candidate.IsMisread;
        }

        var misread = (reading.NotUnderstood & PlaceFields.TimeZone) != 0 || reading.IsCountryOpen || reading.IsMilitary;
        if (misread || homeIsMisread)
            AddCountries(weighed, key, reading, misread: true);
        weighed.Add(zones.OfPhone(key.Phone), ZoneSource.PhonePrefix);
        if (!homeIsRead)
            AddCountries(weighed, key, reading, misread: false);
        foreach (var (part, _) in reading.Also)
            weighed.AddAlso(zones.OfRegion(part));
        return weighed;
    }

    private void AddRead(WeighedZones weighed, PlaceCandidate candidate)
    {
        var byRegion = candidate.ByRegion is { } region ? zones.OfRegion(region) : ZoneSet.Empty;
        var byPostcode = candidate.Area >= 0 ? zones.OfArea(candidate.Area, candidate.Country) : ZoneSet.Empty;
        if (candidate.Differs)
        {
            weighed.Add(zones.Book.Union(byRegion, byPostcode), ZoneSource.SeveralFields);
            return;
        }

        weighed.Add(byPostcode, byRegion.Count > 0 && byRegion.IsWithin(byPostcode) ? ZoneSource.Region : ZoneSource.Postcode);
        weighed.Add(byRegion, ZoneSource.Region);
    }

    /// <summary>
    /// A number says more than its country, unless a field was misread: then the number is not taken for it, and countries of which
    /// nothing is read are open.
    /// </summary>
    private void AddCountries(WeighedZones weighed, in PlaceKey key, PlaceReading reading, bool misread)
    {
        foreach (var candidate in reading.Candidates)
        {
            var counts = misread ? !candidate.HasEvidence || reading.IsMilitary
                : candidate.Country != key.Phone.Region || candidate.Country == key.Country;
            if (counts && (candidate.IsHome || (misread && candidate.IsMisread)))
                weighed.Add(zones.OfCountry(candidate.Country),
                    candidate.Country == key.Default ? ZoneSource.DefaultCountry : ZoneSource.Country);
        }
    }

    private static List<string> Parts(PlaceReading reading, List<string> countries)
    {
        List<string> parts = [.. reading.Parts];
        foreach (var country in countries)
            PlaceReading.AddOnce(parts, CountryTable.PartOf(country));
        return parts;
    }

    private static PlaceFields Unsettled(in PlaceKey key, PlaceReading reading)
    {
        if (key.Declared is not null)
            return PlaceFields.None;
        return (reading.IsCountryOpen ? PlaceFields.Country : PlaceFields.None) | (reading.IsMilitary
            ? PlaceFields.TimeZone : PlaceFields.None);
    }

    /// <summary>The country of a declared zone that is none of the others': its rules count too.</summary>
    private string? DeclaredElsewhere(in PlaceKey key, List<string> countries)
    {
        if (zones.OfId(key.Declared) is not { Count: > 0 } declared || zones.CountryOf(key.Declared!) is not { } country)
            return null;
        foreach (var known in countries)
        {
            if (declared.IsWithin(zones.OfCountry(known)))
                return null;
        }

        return country;
    }
}
