using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>
/// Says of which country states and postcodes of a list look like, where the list has no country. A proposal for people, never a
/// decision. One thread.
/// </summary>
internal sealed class CountryProposal
{
    // More say no more, and a list may have millions.
    private const int MostLooked = 1_000;
    private const int FewestFitting = 80; // of a hundred

    private static readonly string[] Candidates = [.. CountryTable.Rows.Select(r => r.Code).Where(Regions.AreListed)];

    private readonly Dictionary<string, int> _fitting = new(StringComparer.Ordinal);
    private int _looked;
    private int _withRegion;
    private int _withPostcode;

    /// <summary>Looks at a place without a country.</summary>
    public void Add(string? region, string? postcode)
    {
        if (region is null || _looked >= MostLooked)
            return; // a postcode alone is one of many countries
        _looked++;
        _withRegion++;
        _withPostcode += postcode is null ? 0 : 1;
        foreach (var country in Candidates)
        {
            if (Regions.Find(country, region) is not null && Postcodes.Find(country, postcode) != Postcodes.NotUnderstood)
                _fitting[country] = _fitting.GetValueOrDefault(country) + 1;
        }
    }

    public void Join(CountryProposal other)
    {
        _looked += other._looked;
        _withRegion += other._withRegion;
        _withPostcode += other._withPostcode;
        foreach (var (country, count) in other._fitting)
            _fitting[country] = _fitting.GetValueOrDefault(country) + count;
    }

    /// <summary>The one country that nearly all places fit; null when there is none, or more than one.</summary>
    public string? Country
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

    /// <summary>What it rests on: "states and zips", or "states".</summary>
    public string Evidence => (_withRegion > 0, _withPostcode > 0, Country) switch
    {
        (true, true, "US") => "states and zips look",
        (true, true, _) => "regions and postcodes look",
        (_, _, "US") => "states look",
        _ => "regions look",
    };
}
