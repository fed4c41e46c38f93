using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>
/// What is known about where somebody is, in the precision that matters: a postcode by the area that it lies in, a number by its area
/// code. Equal by content, so that people at one place share what is worked out for it. Making one allocates nothing.
/// </summary>
internal readonly struct PlaceKey : IEquatable<PlaceKey>
{
    private const int None = -1;

    private readonly int _hash;

    /// <param name="account">The account.</param>
    /// <param name="phone">The number that says most about it, or null.</param>
    /// <param name="defaultCountry">Where it may be when it has no country, or null.</param>
    public PlaceKey(Account account, Address? phone, string? defaultCountry)
    {
        Country = account.Country;
        Default = account.Country is null ? defaultCountry : null;
        Region = account.Region;
        Declared = account.TimeZone;
        NotUnderstood = account.NotUnderstood;
        PhoneRegion = phone?.PhoneRegion;
        PhoneZones = phone?.PhoneTimeZones ?? [];
        AreaCode = PhoneRegion is not null && phone!.Key.Value.StartsWith("+1", StringComparison.Ordinal) ? Area(phone.Key.Value) : None;
        Postcode = Postcodes.Find(Country ?? Default, account.PostalCode);
        PhonePostcode = Country is null && PhoneRegion != Default ? Postcodes.Find(PhoneRegion, account.PostalCode) : Postcodes.Absent;
        _hash = ((((Code(Country ?? Default) * 31 + Text(Region)) * 31 + Code(PhoneRegion)) * 31 + Postcode) * 31 + AreaCode) * 31
            + Text(Declared) + (int)NotUnderstood + PhoneZones.Count;
    }

    /// <summary>The country that the account has, or null.</summary>
    public string? Country { get; }

    /// <summary>The country that is assumed where it has none, or null.</summary>
    public string? Default { get; }

    /// <summary>The part of the country as it was written.</summary>
    public string? Region { get; }

    public string? Declared { get; }

    /// <summary>Fields that were given and cannot be read.</summary>
    public PlaceFields NotUnderstood { get; }

    /// <summary>The postcode in the account's country or the default one, as <see cref="Postcodes.Find"/> answers.</summary>
    public int Postcode { get; }

    /// <summary>The postcode in the country of the number, where the account has none.</summary>
    public int PhonePostcode { get; }

    public string? PhoneRegion { get; }

    public IReadOnlyList<string> PhoneZones { get; }

    /// <summary>North American area code, or -1.</summary>
    public int AreaCode { get; }

    public bool Equals(PlaceKey other)
    {
        if (_hash != other._hash || Postcode != other.Postcode || PhonePostcode != other.PhonePostcode || AreaCode != other.AreaCode
            || NotUnderstood != other.NotUnderstood
            || Country != other.Country || Default != other.Default || Region != other.Region || PhoneRegion != other.PhoneRegion
                || Declared != other.Declared)
            return false;
        if (ReferenceEquals(PhoneZones, other.PhoneZones))
            return true;
        if (PhoneZones.Count != other.PhoneZones.Count)
            return false;
        for (var i = 0; i < PhoneZones.Count; i++)
        {
            if (PhoneZones[i] != other.PhoneZones[i])
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is PlaceKey other && Equals(other);

    public override int GetHashCode() => _hash;

    /// <summary>Countries are two letters, which are their own hash.</summary>
    private static int Code(string? code) => code is { Length: 2 } ? code[0] << 8 | code[1] : 0;

    /// <summary>Length and some letters are hash enough for names of places; equality compares the rest.</summary>
    private static int Text(string? text) =>
        text is { Length: > 0 } ? ((text[0] * 31 + text[^1]) * 31 + text[text.Length / 2]) * 31 + text.Length : 0;

    private static int Area(string e164) => e164.Length >= 5 ? (e164[2] - '0') * 100 + (e164[3] - '0') * 10 + e164[4] - '0' : None;
}
