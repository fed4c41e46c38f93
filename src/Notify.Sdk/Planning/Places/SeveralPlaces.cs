namespace Notify.Sdk.Planning;

/// <summary>Two accounts of a person say different things: the person may be at both places.</summary>
internal sealed class SeveralPlaces(Place first, Place second) : IPlaceStory
{
    /// <summary>Where somebody may be of whom two accounts say different things.</summary>
    public static Place Of(Place a, Place b, PlaceZones zones)
    {
        if (ReferenceEquals(a, b))
            return a;
        var first = zones.Book.SetOf(a.Zones.Zones);
        var second = zones.Book.SetOf(b.Zones.Zones);
        var both = zones.Book.Union(first, second);
        var source = second.Count == 0 || both.Count == first.Count ? a.Zones.Source
            : first.Count == 0 ? b.Zones.Source
            : ZoneSource.SeveralAccounts;
        return new(zones.EvidenceOf(both, source, a.Zones.Unsettled | b.Zones.Unsettled), Union(a.Countries, b.Countries),
            Union(a.Regions, b.Regions), Union(a.Open, b.Open), new SeveralPlaces(a, b));
    }

    public string Evidence(Place place) => first.Evidence == second.Evidence
        ? first.Evidence : $"{first.Evidence}; another account: {second.Evidence}";

    public IReadOnlyList<Reason> Reasons(Place place) => [.. first.Reasons.Union(second.Reasons)];

    private static string[] Union(IReadOnlyList<string> a, IReadOnlyList<string> b) => [.. a.Union(b).Order(StringComparer.Ordinal)];
}
