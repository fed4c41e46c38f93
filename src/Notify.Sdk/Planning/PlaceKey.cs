namespace Notify.Sdk.Planning;

/// <summary>What is known about a place: the country, and what the phone number says. Equal by content, so that people at one place share their evidence.</summary>
internal readonly struct PlaceKey(string? country, string? phoneRegion, IReadOnlyList<string> phoneZones) : IEquatable<PlaceKey>
{
    private readonly string? _country = country;
    private readonly string? _phoneRegion = phoneRegion;
    private readonly IReadOnlyList<string> _phoneZones = phoneZones;

    public bool Equals(PlaceKey other)
    {
        if (_country != other._country || _phoneRegion != other._phoneRegion)
            return false;
        if (ReferenceEquals(_phoneZones, other._phoneZones))
            return true;
        if (_phoneZones.Count != other._phoneZones.Count)
            return false;
        for (var i = 0; i < _phoneZones.Count; i++)
        {
            if (_phoneZones[i] != other._phoneZones[i])
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is PlaceKey other && Equals(other);

    // The first zone and the count tell nearly all prefixes apart; the rest is for Equals.
    public override int GetHashCode() => HashCode.Combine(_country, _phoneRegion, _phoneZones.Count, _phoneZones.Count > 0 ? _phoneZones[0] : null);
}
