using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>
/// What is known about where somebody is, in the precision that matters: a ZIP code by three digits, a number by its area
/// code. Equal by content, so that people at one place share what is worked out for it.
/// </summary>
internal readonly struct PlaceKey : IEquatable<PlaceKey>
{
    private const int None = -1;

    private readonly int _hash;

    public PlaceKey(Account account, Address? phone)
    {
        Country = account.Country;
        Region = account.Region;
        Declared = account.TimeZone;
        ZipPrefix = account.Country == "US" ? Prefix(account.PostalCode) : None;
        PhoneRegion = phone?.PhoneRegion;
        PhoneZones = phone?.PhoneTimeZones ?? [];
        AreaCode = PhoneRegion is "US" or "CA" ? Area(phone!.Key.Value) : None;
        _hash = (((Code(Country) * 31 + Code(Region)) * 31 + Code(PhoneRegion)) * 31 + ZipPrefix) * 31 + AreaCode + (Declared is null ? 0 : Declared.Length * 7_919 + Declared[^1]) + PhoneZones.Count;
    }

    public string? Country { get; }

    public string? Region { get; }

    public string? Declared { get; }

    /// <summary>First three digits of a US ZIP code, or -1.</summary>
    public int ZipPrefix { get; }

    public string? PhoneRegion { get; }

    public IReadOnlyList<string> PhoneZones { get; }

    /// <summary>North American area code, or -1.</summary>
    public int AreaCode { get; }

    public bool Equals(PlaceKey other)
    {
        if (_hash != other._hash || ZipPrefix != other.ZipPrefix || AreaCode != other.AreaCode || Country != other.Country || Region != other.Region || PhoneRegion != other.PhoneRegion || Declared != other.Declared)
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

    /// <summary>Countries and regions are one to three letters, which are their own hash.</summary>
    private static int Code(string? code) => code switch
    {
        null or "" => 0,
        [var a] => a,
        [var a, var b] => a << 8 | b,
        _ => code[0] << 16 | code[1] << 8 | code[2],
    };

    /// <summary>Five digits, or five and four. Four digits may have lost a leading zero, so they say nothing.</summary>
    private static int Prefix(string? zip) => zip is { Length: 5 or 9 or 10 } && !zip.AsSpan(0, 5).ContainsAnyExceptInRange('0', '9') ? Number(zip, 0) : None;

    private static int Area(string e164) => e164.Length >= 5 && e164.StartsWith("+1", StringComparison.Ordinal) ? Number(e164, 2) : None;

    private static int Number(string text, int at) => (text[at] - '0') * 100 + (text[at + 1] - '0') * 10 + text[at + 2] - '0';
}
