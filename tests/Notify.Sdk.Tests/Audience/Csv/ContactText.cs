using System.Globalization;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Everything that a contact says.</summary>
internal static class ContactText
{
    public static string Of(Contact c) => string.Create(CultureInfo.InvariantCulture,
        $"{c.Ref}|{c.PersonId}|{c.Name}|{string.Join(' ', c.Emails)}|{string.Join(' ', c.Phones)}|{string.Join(' ', c.Addresses)}|{c.Language}|{c.Country}|{c.Region}|{c.PostalCode}|{c.TimeZone}|{c.QuietHours}|{c.BirthDate}|{c.LastConfirmed}|{string.Join(' ', c.ChannelOrder.Select(o => $"{o.Key}={string.Join('>', o.Value)}"))}|{string.Join(' ', c.Attributes)}");
}
