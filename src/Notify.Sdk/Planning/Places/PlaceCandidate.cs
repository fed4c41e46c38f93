namespace Notify.Sdk.Planning;

/// <summary>A country in which somebody may be, while the evidence is weighed.</summary>
/// <param name="country">ISO 3166-1 alpha-2.</param>
/// <param name="isHome">Whether the account's own fields speak of it: it is the account's country, or the account has none.</param>
internal sealed class PlaceCandidate(string country, bool isHome)
{
    public string Country => country;

    public bool IsHome => isHome;

    /// <summary>Parts that the region names.</summary>
    public List<string> ByRegion { get; } = [];

    /// <summary>What the postcode says.</summary>
    public PostcodeArea? ByPostcode { get; set; }

    /// <summary>Whether region or postcode say a part, or a territory.</summary>
    public bool IsRead => ByRegion.Count > 0 || ByPostcode is { Regions.Count: > 0 } or { Territory: not null };

    /// <summary>Whether something was given that says a part of this country, and cannot be read.</summary>
    public bool IsMisread { get; set; }

    /// <summary>Whether region and postcode name different parts.</summary>
    public bool Differs => ByRegion.Count > 0 && ByPostcode is { Regions.Count: > 0 } area && !area.Regions.Intersect(ByRegion).Any();

    /// <summary>Every part that is named.</summary>
    public IEnumerable<string> Regions => ByPostcode is null ? ByRegion : ByRegion.Concat(ByPostcode.Regions);
}
