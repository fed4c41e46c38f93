namespace Notify.Sdk.Planning;

/// <summary>What the digits of a phone number say about where its owner is. Equal by content.</summary>
/// <param name="Region">ISO 3166-1 alpha-2 code of the numbering plan, or null for no number.</param>
/// <param name="Zones">The TZDB zones that its prefix may lie in.</param>
internal readonly record struct PhonePlace(string? Region, IReadOnlyList<string> Zones)
{
    public static PhonePlace None { get; } = new(null, []);

    public bool Equals(PhonePlace other)
    {
        if (Region != other.Region || Zones.Count != other.Zones.Count)
            return false;
        if (ReferenceEquals(Zones, other.Zones))
            return true;
        for (var i = 0; i < Zones.Count; i++)
        {
            if (Zones[i] != other.Zones[i])
                return false;
        }

        return true;
    }

    public override int GetHashCode() =>
        ((Region is { Length: 2 } ? Region[0] << 8 | Region[1] : 0) * 31 + Zones.Count) * 31 + (Zones.Count > 0 ? Zones[0].Length : 0);
}
