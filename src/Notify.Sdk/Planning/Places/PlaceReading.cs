using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>
/// Reads the fields of a place, once for each combination: the countries in which somebody may be, and what region and postcode say in
/// each. What is given and cannot be read leaves all parts of its country open, whatever the area code says; another field that can
/// be read settles it.
/// </summary>
internal sealed class PlaceReading
{
    private readonly List<PlaceCandidate> _candidates = [];
    private readonly PlaceKey _key;
    private readonly Func<string, bool> _hasSeveralZones;

    /// <param name="key">The fields.</param>
    /// <param name="hasSeveralZones">
    /// Whether a country keeps several times, so that its parts matter although no law tells them apart.
    /// </param>
    public PlaceReading(in PlaceKey key, Func<string, bool> hasSeveralZones)
    {
        _key = key;
        _hasSeveralZones = hasSeveralZones;
        NotUnderstood = key.NotUnderstood;
        Add(key.Country, isHome: true);
        Add(key.Default, isHome: true);
        Add(key.PhoneRegion, isHome: key.Country is null);
        ReadRegion();
        ReadPostcode();
        foreach (var home in _candidates.Where(c => c.IsHome))
            home.IsMisread = (NotUnderstood & (PlaceFields.Region | PlaceFields.PostalCode)) != 0
                && !_candidates.Exists(c => c.IsHome && c.IsRead);
        IsCountryOpen = (NotUnderstood & PlaceFields.Country) != 0 && !CountryIsSettled;
    }

    public IReadOnlyList<PlaceCandidate> Candidates => _candidates;

    /// <summary>The fields that were given and cannot be read.</summary>
    public PlaceFields NotUnderstood { get; private set; }

    /// <summary>Whether the country was given and cannot be read, and nothing else says which one it is.</summary>
    public bool IsCountryOpen { get; }

    /// <summary>Whether fields of the account contradict one another.</summary>
    public bool Differs { get; private set; }

    /// <summary>Whether the address is military, so that nobody knows its zone.</summary>
    public bool IsMilitary => Parts.Any(PlaceTables.IsMilitary);

    /// <summary>Every part that a field or the area code names.</summary>
    public IEnumerable<string> Parts => _candidates.SelectMany(c => c.Regions).Concat(PlaceTables.OfAreaCode(_key.AreaCode)).Distinct();

    /// <summary>The countries that evidence names, with territories and those whose law reaches them.</summary>
    public IReadOnlyList<string> Countries()
    {
        var named = _candidates.Select(c => c.Country)
            .Concat(_candidates.Select(c => c.ByPostcode?.Territory).OfType<string>())
            .Concat(Parts.Select(CountryTable.OfPart).OfType<string>())
            .Distinct().ToList();
        return [.. named.Concat(named.Select(CountryTable.LawOf).OfType<string>()).Distinct()];
    }

    /// <summary>
    /// The countries of which no part is known: nothing says one, or what says one cannot be read. An area code stands for the part
    /// that nobody gave, never for one that was given.
    /// </summary>
    public IReadOnlyList<string> Open()
    {
        var byArea = PlaceTables.OfAreaCode(_key.AreaCode);
        return [.. _candidates.Where(c => c.IsMisread || IsCountryOpen
            || (!c.IsRead && !byArea.Any(r => r.StartsWith(c.Country, StringComparison.Ordinal)))).Select(c => c.Country)];
    }

    private bool CountryIsSettled =>
        NamedCountry is not null || (_key.Region is { } region && _candidates.Exists(c => Regions.FindName(c.Country, region) is not null));

    private string? NamedCountry => _key.Region is { } region ? Regions.CountryOf(region) : null;

    private void Add(string? country, bool isHome)
    {
        if (country is not null && !_candidates.Exists(c => c.Country == country))
            _candidates.Add(new(country, isHome));
    }

    private void ReadRegion()
    {
        if (_key.Region is not { } text)
            return;
        foreach (var home in _candidates.Where(c => c.IsHome))
        {
            if (Regions.Find(home.Country, text) is { } region)
                home.ByRegion.Add(region);
        }

        if (_candidates.Exists(c => c.ByRegion.Count > 0))
            return;
        Differs |= Elsewhere(text);
        if (_candidates.Exists(c => c.IsHome && (Regions.AreListed(c.Country) || _hasSeveralZones(c.Country))))
            NotUnderstood |= PlaceFields.Region;
    }

    /// <summary>
    /// A part of another country than the account's: "US-RI" in Canada, or "Rhode Island" with a number of the United States. Both
    /// count.
    /// </summary>
    private bool Elsewhere(string text)
    {
        if (NamedCountry is { } named && _candidates.TrueForAll(c => c.Country != named))
            _candidates.Add(new(named, isHome: false));
        var found = false;
        foreach (var other in _candidates.Where(c => !c.IsHome))
        {
            var region = other.Country == NamedCountry ? Regions.Find(other.Country, text) : Regions.FindName(other.Country, text);
            if (region is null)
                continue;
            other.ByRegion.Add(region);
            found = true;
        }

        return found;
    }

    private void ReadPostcode()
    {
        var read = false;
        foreach (var candidate in _candidates)
        {
            var area = candidate.Country == (_key.Country ?? _key.Default) ? _key.Postcode : candidate.Country == _key.PhoneRegion
                ? _key.PhonePostcode : Postcodes.Absent;
            if (area < 0)
                continue;
            candidate.ByPostcode = Postcodes.Of(area);
            read = true;
            Differs |= candidate.Differs;
        }

        if (!read && (_key.Postcode == Postcodes.NotUnderstood || _key.PhonePostcode == Postcodes.NotUnderstood))
            NotUnderstood |= PlaceFields.PostalCode;
    }
}
