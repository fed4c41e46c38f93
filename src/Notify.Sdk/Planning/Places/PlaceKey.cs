using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>
/// What is known about where somebody is, in the precision that matters: a postcode by the area that it lies in, a number by the parts
/// that its area code serves. Equal by content, so that people at one place share what is worked out for it. Making one allocates
/// nothing.
/// </summary>
internal readonly struct PlaceKey : IEquatable<PlaceKey>
{
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
        Phone = phone?.PhoneRegion is { } plan ? new(plan, phone.PhoneTimeZones) : PhonePlace.None;
        AreaCode = Phone.Region is null ? AreaCodes.None : AreaCodes.Of(phone!.Key.Value);
        Postcode = Postcodes.Find(Country ?? Default, account.PostalCode);
        PhonePostcode = Country is null && Phone.Region != Default ? Postcodes.Find(Phone.Region, account.PostalCode) : Postcodes.Absent;
        CalledPostcode = MotherPostcode = Postcodes.Absent;
        if (Postcode < 0 && PhonePostcode < 0 && account.PostalCode is not null)
        {
            // Not of the country that was given: it may be of another one that speaks of the person.
            if (Country is not null && Phone.Region != Country)
                CalledPostcode = Postcodes.Find(Phone.Region, account.PostalCode);
            MotherPostcode = Postcodes.Find(Mother, account.PostalCode);
        }

        _hash = ((((Code(Country ?? Default) * 31 + Text(Region)) * 31 + Phone.GetHashCode()) * 31 + Postcode) * 31 + AreaCode) * 31
            + Text(Declared) + (int)NotUnderstood;
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

    /// <summary>The postcode in the country of the number, where the account has one in which it cannot be read.</summary>
    public int CalledPostcode { get; }

    /// <summary>The postcode in <see cref="Mother"/>, where it cannot be read in the account's own.</summary>
    public int MotherPostcode { get; }

    /// <summary>The country whose law reaches the account's own: the United States for Puerto Rico; else null.</summary>
    public string? Mother => CountryTable.LawOf(Country ?? Default ?? Phone.Region ?? "");

    /// <summary>What the prefix of the number says.</summary>
    public PhonePlace Phone { get; }

    /// <summary>What the North American area code says, as <see cref="AreaCodes.Of"/> answers.</summary>
    public int AreaCode { get; }

    public bool Equals(PlaceKey other) =>
        _hash == other._hash && Postcode == other.Postcode && PhonePostcode == other.PhonePostcode
        && CalledPostcode == other.CalledPostcode && MotherPostcode == other.MotherPostcode && AreaCode == other.AreaCode
        && NotUnderstood == other.NotUnderstood && Country == other.Country && Default == other.Default && Region == other.Region
        && Declared == other.Declared && Phone.Equals(other.Phone);

    public override bool Equals(object? obj) => obj is PlaceKey other && Equals(other);

    public override int GetHashCode() => _hash;

    /// <summary>Countries are two letters, which are their own hash.</summary>
    private static int Code(string? code) => code is { Length: 2 } ? code[0] << 8 | code[1] : 0;

    /// <summary>Length and some letters are hash enough for names of places; equality compares the rest.</summary>
    private static int Text(string? text) =>
        text is { Length: > 0 } ? ((text[0] * 31 + text[^1]) * 31 + text[text.Length / 2]) * 31 + text.Length : 0;
}
