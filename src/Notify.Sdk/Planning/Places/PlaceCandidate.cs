namespace Notify.Sdk.Planning;

/// <summary>A country in which somebody may be, while the evidence is weighed.</summary>
/// <param name="country">ISO 3166-1 alpha-2.</param>
/// <param name="isHome">Whether the account's own fields speak of it: it is the account's country, or the account has none.</param>
internal sealed class PlaceCandidate(string country, bool isHome)
{
    public string Country => country;

    public bool IsHome => isHome;

    /// <summary>The part that the region names, or null.</summary>
    public string? ByRegion { get; set; }

    /// <summary>The number of the area that the postcode lies in; negative for none.</summary>
    public int Area { get; set; } = Postcodes.Absent;

    /// <summary>What the postcode says, or null.</summary>
    public PostcodeArea? ByPostcode => Area >= 0 ? Postcodes.Of(Area) : null;

    /// <summary>Whether region or postcode say a part, or a territory.</summary>
    public bool IsRead => ByRegion is not null || ByPostcode is { Regions.Count: > 0 } or { Territory: not null };

    /// <summary>Whether anything that could be read speaks of it.</summary>
    public bool HasEvidence => ByRegion is not null || Area >= 0;

    /// <summary>Whether something was given that says a part of this country, and cannot be read.</summary>
    public bool IsMisread { get; set; }

    /// <summary>Whether region and postcode name different parts.</summary>
    public bool Differs => ByRegion is not null && ByPostcode is { Regions.Count: > 0 } area && !area.Regions.Contains(ByRegion);
}
