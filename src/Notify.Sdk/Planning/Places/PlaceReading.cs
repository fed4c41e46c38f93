using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>
/// Reads the fields of a place, once for each combination: the countries in which somebody may be, and what region and postcode say in
/// each. What is given and cannot be read leaves all parts of its country open, whatever the area code says; another field that can
/// be read settles it.
/// </summary>
internal sealed class PlaceReading
{
    private readonly List<PlaceCandidate> _candidates = new(3);
    private readonly List<string> _parts = new(3);
    private readonly List<(string Part, PlaceFields Field)> _also = [];
    private readonly PlaceKey _key;

    /// <param name="key">The fields.</param>
    /// <param name="zones">
    /// Says whether a country keeps several times, so that its parts matter although no law tells them apart.
    /// </param>
    public PlaceReading(in PlaceKey key, PlaceZones zones)
    {
        _key = key;
        NotUnderstood = key.NotUnderstood;
        Add(key.Country, isHome: true);
        Add(key.Default, isHome: true);
        Add(key.Phone.Region, isHome: key.Country is null);
        ReadRegion(zones);
        ReadPostcode();
        ReadCountryAsPart();
        ReadElsewhere();
        MarkMisread();
        ListParts();
        IsCountryOpen = (NotUnderstood & PlaceFields.Country) != 0 && !CountryIsSettled;
    }

    public PlaceKey Key => _key;

    public IReadOnlyList<PlaceCandidate> Candidates => _candidates;

    /// <summary>The fields that were given and cannot be read.</summary>
    public PlaceFields NotUnderstood { get; private set; }

    /// <summary>Whether the country was given and cannot be read, and nothing else says which one it is.</summary>
    public bool IsCountryOpen { get; }

    /// <summary>Whether fields of the account contradict one another.</summary>
    public bool Differs { get; private set; }

    /// <summary>Whether the address is military, so that nobody knows its zone.</summary>
    public bool IsMilitary { get; private set; }

    /// <summary>Every part that a field or the area code names, each once.</summary>
    public IReadOnlyList<string> Parts => _parts;

    /// <summary>
    /// Parts that a field names in a country that is not the account's own, and that only add: they say nothing about where in its own
    /// country somebody is, and leave open what is open.
    /// </summary>
    public IReadOnlyList<(string Part, PlaceFields Field)> Also => _also;

    /// <summary>The countries that evidence names, with territories and those whose law reaches them.</summary>
    public List<string> Countries()
    {
        List<string> named = new(6);
        foreach (var candidate in _candidates)
            AddOnce(named, candidate.Country);
        foreach (var candidate in _candidates)
            AddOnce(named, candidate.ByPostcode?.Territory);
        foreach (var part in _parts)
            AddOnce(named, CountryTable.OfPart(part));
        foreach (var (part, _) in _also)
            AddOnce(named, part[..2]);
        for (int i = 0, count = named.Count; i < count; i++)
            AddOnce(named, CountryTable.LawOf(named[i]));
        return named;
    }

    /// <summary>
    /// The countries of which no part is known: nothing says one, or what says one cannot be read. An area code stands for the part
    /// that nobody gave, never for one that was given.
    /// </summary>
    public List<string> Open()
    {
        List<string> open = [];
        foreach (var candidate in _candidates)
        {
            if (candidate.IsMisread || IsCountryOpen || (!candidate.IsRead && !AreaCodeServes(candidate.Country)))
                open.Add(candidate.Country);
        }

        return open;
    }

    public static void AddOnce(List<string> list, string? code)
    {
        if (code is not null && !list.Contains(code))
            list.Add(code);
    }

    private bool AreaCodeServes(string country)
    {
        foreach (var part in AreaCodes.Parts(_key.AreaCode))
        {
            if (part.StartsWith(country, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private bool CountryIsSettled => _key.Region is { } region
        && (Regions.CountryOf(region) is not null || _candidates.Exists(c => Regions.FindName(c.Country, region) is not null));

    private void Add(string? country, bool isHome)
    {
        if (country is not null && !Has(country))
            _candidates.Add(new(country, isHome));
    }

    private bool Has(string country)
    {
        foreach (var candidate in _candidates)
        {
            if (candidate.Country == country)
                return true;
        }

        return false;
    }

    private void ReadRegion(PlaceZones zones)
    {
        if (_key.Region is not { } text)
            return;
        var isRead = false;
        foreach (var candidate in _candidates)
        {
            if (!candidate.IsHome)
                continue;
            candidate.ByRegion = Regions.Find(candidate.Country, text);
            isRead |= candidate.ByRegion is not null;
        }

        if (isRead)
            return;
        foreach (var candidate in _candidates)
        {
            if (candidate.IsHome && (Regions.AreListed(candidate.Country) || zones.OfCountry(candidate.Country).Count > 1))
                NotUnderstood |= PlaceFields.Region;
        }
    }

    private void ReadPostcode()
    {
        var read = false;
        foreach (var candidate in _candidates)
        {
            var area = candidate.Country == (_key.Country ?? _key.Default) ? _key.Postcode : candidate.Country == _key.Phone.Region
                ? _key.PhonePostcode : Postcodes.Absent;
            if (area < 0)
                continue;
            candidate.Area = area;
            read = true;
            Differs |= candidate.Differs;
        }

        if (!read && (_key.Postcode == Postcodes.NotUnderstood || _key.PhonePostcode == Postcodes.NotUnderstood))
            NotUnderstood |= PlaceFields.PostalCode;
    }

    /// <summary>
    /// "GA" and "LA" are countries, and states of the United States too: where no other field says that the country is meant, it is
    /// evidence of the part of the other country that the number or the default names.
    /// </summary>
    private void ReadCountryAsPart()
    {
        if (_key.Country is not { } letters || _candidates.Find(c => c.Country == letters) is not { HasEvidence: false })
            return;
        foreach (var other in _candidates)
        {
            if (other.Country != letters && other.ByRegion is null)
                AddAlso(Regions.Find(other.Country, letters), PlaceFields.Country);
        }
    }

    /// <summary>
    /// Region and postcode that the account's own country does not know, in other countries that speak of the person: the one that stands
    /// before the region ("US-RI" in Canada), that of the number, and the one whose law reaches a territory; a whole name also anywhere,
    /// where nobody said a country.
    /// </summary>
    private void ReadElsewhere()
    {
        if (_key.Region is { } text && !_candidates.Exists(c => c.ByRegion is not null))
        {
            foreach (var country in new[] { Regions.CountryOf(text), _key.Phone.Region, _key.Mother })
                AddAlso(country is null ? null : Regions.Find(country, text), PlaceFields.Region);
            if (_key.Country is null && _key.Default is null && _also.Count == 0)
            {
                foreach (var country in Regions.ListedCountries)
                    AddAlso(Regions.FindName(country, text), PlaceFields.Region);
            }
        }

        AddAlso(_key.CalledPostcode);
        AddAlso(_key.MotherPostcode);
    }

    private void AddAlso(int area)
    {
        if (area < 0)
            return;
        foreach (var part in Postcodes.Of(area).Regions)
            AddAlso(part, PlaceFields.PostalCode);
    }

    private void AddAlso(string? part, PlaceFields field)
    {
        if (part is null || _also.Contains((part, field)))
            return;
        _also.Add((part, field));
        Differs = true;
    }

    private void MarkMisread()
    {
        if ((NotUnderstood & (PlaceFields.Region | PlaceFields.PostalCode | PlaceFields.TimeZone)) == 0
            || _candidates.Exists(c => c.IsHome && c.IsRead))
            return;
        // What nobody can read may be a part of any country that speaks of the person.
        var isUnread = (NotUnderstood & (PlaceFields.Region | PlaceFields.PostalCode)) != 0
            && !_also.Exists(a => a.Field != PlaceFields.Country) && !_candidates.Exists(c => c.IsRead);
        foreach (var candidate in _candidates)
            candidate.IsMisread = candidate.IsHome || isUnread;
    }

    private void ListParts()
    {
        foreach (var candidate in _candidates)
        {
            AddOnce(_parts, candidate.ByRegion);
            if (candidate.ByPostcode is not { } area)
                continue;
            foreach (var part in area.Regions)
                AddOnce(_parts, part);
        }

        foreach (var (part, _) in _also)
            AddOnce(_parts, part);
        foreach (var part in AreaCodes.Parts(_key.AreaCode))
            AddOnce(_parts, part);
        foreach (var part in _parts)
            IsMilitary |= PlaceTables.IsMilitary(part);
    }
}
