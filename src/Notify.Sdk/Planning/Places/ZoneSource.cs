namespace Notify.Sdk;

/// <summary>Where a time zone is known from, strongest first.</summary>
public enum ZoneSource : byte
{
    /// <summary>The person declared it.</summary>
    Declared,

    /// <summary>The part of the country.</summary>
    Region,

    /// <summary>The postal code.</summary>
    Postcode,

    /// <summary>The prefix of the phone number.</summary>
    PhonePrefix,

    /// <summary>The country.</summary>
    Country,

    /// <summary>Region or postal code and phone prefix name different places; both count.</summary>
    AddressAndPhonePrefix,

    /// <summary>Phone prefix and country name different places; both count.</summary>
    PhonePrefixAndCountry,

    /// <summary>Several fields name different places; all count.</summary>
    SeveralFields,

    /// <summary>Several accounts of the person name different places; all count.</summary>
    SeveralAccounts,

    /// <summary>The country that is assumed when a contact has none.</summary>
    DefaultCountry,

    /// <summary>Declared by the application for the whole list (<see cref="AudienceOptions.ListZone"/>).</summary>
    List,

    /// <summary>No evidence.</summary>
    None,
}

/// <summary>How far the evidence goes.</summary>
public enum ZoneConfidence : byte
{
    /// <summary>The person said it.</summary>
    Stated,

    /// <summary>All evidence allows one zone only.</summary>
    OneZone,

    /// <summary>Several zones are possible, and all of them are respected.</summary>
    SeveralZones,

    /// <summary>Nothing is known.</summary>
    None,
}
