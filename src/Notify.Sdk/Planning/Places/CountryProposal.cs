using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>
/// Says of which country states, postcodes and the form of phone numbers look like, where a list has no country. A proposal for
/// people, never a decision. One thread.
/// </summary>
internal sealed class CountryProposal
{
    // More say no more, and a list may have millions.
    private const int MostLooked = 1_000;
    private const int FewestFitting = 80; // of a hundred

    private static readonly string[] Candidates = [.. CountryTable.Rows.Select(r => r.Code).Where(Regions.AreListed)];

    private readonly NumberForms _numbers = new();
    private readonly Dictionary<string, int> _fitting = new(StringComparer.Ordinal);
    private int _looked;
    private int _withPostcode;

    /// <summary>Whether more rows would not be looked at.</summary>
    public bool HasEnough => _looked >= MostLooked || (_looked == 0 && _numbers.HasEnough);

    /// <summary>Looks at a row without a country.</summary>
    /// <param name="region">The part of the country, as it was given.</param>
    /// <param name="postcode">The postal code, as it was given.</param>
    /// <param name="numbers">Phone numbers, as they were given.</param>
    public void Add(string? region, string? postcode, IReadOnlyList<string> numbers)
    {
        for (var i = 0; i < numbers.Count; i++)
            _numbers.Add(numbers[i]);
        if (region is null || _looked >= MostLooked)
            return; // a postcode alone is one of many countries
        _looked++;
        _withPostcode += postcode is null ? 0 : 1;
        foreach (var country in Candidates)
        {
            if (Regions.Find(country, region) is not null && Postcodes.Find(country, postcode) != Postcodes.NotUnderstood)
                _fitting[country] = _fitting.GetValueOrDefault(country) + 1;
        }
    }

    public void Join(CountryProposal other)
    {
        _numbers.Join(other._numbers);
        _looked += other._looked;
        _withPostcode += other._withPostcode;
        foreach (var (country, count) in other._fitting)
            _fitting[country] = _fitting.GetValueOrDefault(country) + count;
    }

    /// <summary>The country that the list looks like; null when nothing says one, or places say another one than numbers.</summary>
    public string? Country => (OfPlaces, _numbers.Country) switch
    {
        (null, var byNumbers) => byNumbers,
        (var byPlaces, null) => byPlaces,
        var (byPlaces, byNumbers) => byPlaces == byNumbers ? byPlaces : null,
    };

    /// <summary>What it rests on: "states and zips look", "states look", or "the numbers look".</summary>
    public string Evidence => (OfPlaces, _withPostcode > 0) switch
    {
        (null, _) => "the numbers look",
        ("US", true) => "states and zips look",
        ("US", false) => "states look",
        (_, true) => "regions and postcodes look",
        (_, false) => "regions look",
    };

    /// <summary>The one country that nearly all places fit; null when there is none, or more than one.</summary>
    private string? OfPlaces
    {
        get
        {
            var fitting = _fitting.Where(f => f.Value * 100 >= _looked * FewestFitting).OrderByDescending(f => f.Value).Take(2).ToList();
            return fitting.Count switch
            {
                0 => null,
                1 => fitting[0].Key,
                _ => fitting[0].Value > fitting[1].Value ? fitting[0].Key : null,
            };
        }
    }
}
