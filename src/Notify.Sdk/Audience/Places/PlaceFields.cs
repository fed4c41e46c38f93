namespace Notify.Sdk.Audience;

/// <summary>The fields of a contact that say where somebody is.</summary>
[Flags]
public enum PlaceFields : byte
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary><see cref="Contact.Country"/>.</summary>
    Country = 1,

    /// <summary><see cref="Contact.Region"/>.</summary>
    Region = 2,

    /// <summary><see cref="Contact.PostalCode"/>.</summary>
    PostalCode = 4,

    /// <summary><see cref="Contact.TimeZone"/>.</summary>
    TimeZone = 8,
}
