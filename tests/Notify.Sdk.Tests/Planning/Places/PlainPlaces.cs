using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Planning;

namespace Notify.Sdk.Tests.Planning;

/// <summary>
/// Says where somebody may be in the plainest way: lists, no tables, nothing kept. A referee of <see cref="PlaceInference"/>, whose
/// answers are the same.
/// </summary>
internal sealed class PlainPlaces(string? defaultCountry, string? listZone)
{
    private static readonly PlainZones Zones = new();

    /// <summary>The answer as one text: zones, source, what is open, countries, parts.</summary>
    public string Answer(Account account)
    {
        var fields = new PlainFields(account, defaultCountry);
        var reading = new PlainReading(fields, country => Zones.OfCountry(country).Count > 1);
        var (kept, all, source) = Weigh(fields, reading);
        var countries = reading.Countries();
        var open = reading.Open();
        if (account.TimeZone is { } id && PlainZones.CountryOf(id) is { } elsewhere
            && !countries.Exists(c => PlainZones.AreAmong([DateTimeZoneProviders.Tzdb[id]], Zones.OfCountry(c))))
        {
            countries.Add(elsewhere);
            open.Add(elsewhere);
            countries = [.. countries.Concat(new[] { CountryTable.LawOf(elsewhere) }.OfType<string>()).Distinct()];
        }

        var unsettled = account.TimeZone is not null ? PlaceFields.None
            : (reading.IsCountryOpen ? PlaceFields.Country : 0) | (reading.IsMilitary ? PlaceFields.TimeZone : 0);
        if (listZone is not null && all.Count == 0 && countries.Count == 0 && reading.NotUnderstood == PlaceFields.None)
            (all, source) = ([DateTimeZoneProviders.Tzdb[listZone]], ZoneSource.List);
        var differs = reading.Differs || (account.TimeZone is not null && kept is [(_, ZoneSource.Declared), ..] && all.Count > 1);
        return Text(all.Select(z => z.Id), source, unsettled, countries,
            reading.Parts.Concat(countries.Select(CountryTable.PartOf).OfType<string>()).Distinct(), open,
                Reasons(reading, differs, unsettled));
    }

    /// <summary>The same of the library's answer.</summary>
    public static string Text(Place place) => Text(place.Zones.Zones.Select(z => z.Id), place.Zones.Source, place.Zones.Unsettled,
        place.Countries, place.Regions, place.Open, place.Reasons.Select(r => r.Code));

    private static string Text(IEnumerable<string> zones, ZoneSource source, PlaceFields unsettled, IEnumerable<string> countries,
        IEnumerable<string> parts, IEnumerable<string> open, IEnumerable<string> reasons) =>
        $"{string.Join(',', zones)} by {source}, unsettled {unsettled}; {string.Join(',', countries)}; {string.Join(',', parts)}; "
        + $"open {string.Join(',', open)}; {string.Join(',', reasons)}";

    private static IEnumerable<string> Reasons(PlainReading reading, bool differs, PlaceFields unsettled)
    {
        if (reading.NotUnderstood != PlaceFields.None || unsettled != PlaceFields.None)
            yield return ReasonCodes.PlaceNotUnderstood;
        if (differs)
            yield return ReasonCodes.PlacesDiffer;
    }

    private static (List<(List<DateTimeZone> Zones, ZoneSource Source)> Kept, List<DateTimeZone> All, ZoneSource Source) Weigh(
        PlainFields fields, PlainReading reading)
    {
        List<(List<DateTimeZone> Zones, ZoneSource Source)> kept = [];
        List<DateTimeZone> all = [];
        var source = ZoneSource.None;
        foreach (var (zones, by) in Evidence(fields, reading))
        {
            if (zones.Count == 0 || kept.Exists(k => PlainZones.AreAmong(k.Zones, zones)))
                continue;
            kept.Add((zones, by));
            if (all.Count > 0 && PlainZones.AreAmong(zones, all))
                continue;
            source = all.Count == 0 ? by : Together(source, by);
            all = PlainZones.Distinct(all.Concat(zones));
        }

        foreach (var zones in reading.Also.Select(part => Zones.OfPart(part, part[..2])))
        {
            if (all.Count > 0 && PlainZones.AreAmong(zones, all))
                continue;
            source = all.Count == 0 ? ZoneSource.Region : ZoneSource.SeveralFields;
            all = PlainZones.Distinct(all.Concat(zones));
        }

        return (kept, all, source);
    }

    /// <summary>What each field says, strongest first.</summary>
    private static IEnumerable<(List<DateTimeZone> Zones, ZoneSource Source)> Evidence(PlainFields fields, PlainReading reading)
    {
        if (fields.Account.TimeZone is { } declared)
            yield return ([DateTimeZoneProviders.Tzdb[declared]], ZoneSource.Declared);
        foreach (var said in reading.Candidates.Where(c => c.HasEvidence).SelectMany(OfCandidate))
            yield return said;
        var home = reading.Candidates.Where(c => c.IsHome).ToList();
        ZoneSource Of(string country) => country == fields.Default ? ZoneSource.DefaultCountry : ZoneSource.Country;
        if ((reading.NotUnderstood & PlaceFields.TimeZone) != 0 || reading.IsCountryOpen || reading.IsMilitary
            || home.Exists(c => c.IsMisread))
        {
            foreach (var candidate in reading.Candidates.Where(c => (c.IsHome || c.IsMisread) && (!c.HasEvidence || reading.IsMilitary)))
                yield return (Zones.OfCountry(candidate.Country), Of(candidate.Country));
        }

        yield return (Zones.OfPhone(fields.Phone), ZoneSource.PhonePrefix);
        if (home.Exists(c => c.HasEvidence))
            yield break;
        foreach (var candidate in home.Where(c => c.Country != fields.PhoneRegion || c.Country == fields.Country))
            yield return (Zones.OfCountry(candidate.Country), Of(candidate.Country));
    }

    private static IEnumerable<(List<DateTimeZone> Zones, ZoneSource Source)> OfCandidate(PlainReading.Candidate candidate)
    {
        var byRegion = candidate.Region is { } part ? Zones.OfPart(part, candidate.Country) : [];
        var byPostcode = candidate.Area is { } area ? Zones.OfArea(area, candidate.Country) : [];
        if (candidate.Differs)
            return [(PlainZones.Distinct(byRegion.Concat(byPostcode)), ZoneSource.SeveralFields)];
        return [(byPostcode, byRegion.Count > 0 && PlainZones.AreAmong(byRegion, byPostcode) ? ZoneSource.Region : ZoneSource.Postcode),
            (byRegion, ZoneSource.Region)];
    }

    private static ZoneSource Together(ZoneSource a, ZoneSource b) => (a, b) switch
    {
        (ZoneSource.Region or ZoneSource.Postcode or ZoneSource.AddressAndPhonePrefix, ZoneSource.PhonePrefix) =>
            ZoneSource.AddressAndPhonePrefix,
        (ZoneSource.PhonePrefix, ZoneSource.Country or ZoneSource.DefaultCountry) => ZoneSource.PhonePrefixAndCountry,
        (ZoneSource.Country or ZoneSource.DefaultCountry, ZoneSource.PhonePrefix) => ZoneSource.PhonePrefixAndCountry,
        _ => ZoneSource.SeveralFields,
    };
}
