using Microsoft.Extensions.Options;
using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>
/// Turns a raw contact into a proven account. A field that cannot be used costs that field and leaves a note; it never
/// costs the row, and its value never appears in the note. Thread-safe.
/// </summary>
internal sealed partial class ContactNormalizer(IPhoneNumberParser phones, IOptions<AudienceOptions> options, TimeZoneData? zones = null,
    ChannelCatalog? channels = null)
{
    private const string Rule = "audience/normalise";

    private readonly string? _defaultCountry = options.Value.DefaultCountry;
    private readonly IDateTimeZoneProvider _zones = (zones ?? TimeZoneData.Default).Zones;
    private readonly IReadOnlySet<string> _roles = (IReadOnlySet<string>)options.Value.RoleLocalParts;

    public Account Normalize(Contact contact)
    {
        List<Reason>? notes = null;
        var unread = PlaceFields.None;
        var numbers = Countries.OfNumbers(contact.Country, _defaultCountry);
        List<Address> addresses = new((contact.Emails?.Count ?? 0) + (contact.Phones?.Count ?? 0) + (contact.Addresses?.Count ?? 0));
        var (emails, points) = (contact.Emails ?? [], contact.Phones ?? []);
        for (var i = 0; i < emails.Count; i++)
            Keep(addresses, Email(emails[i], ref notes));
        List<string>? unreadable = null;
        for (var i = 0; i < points.Count; i++)
            Keep(addresses, Phone(points[i], numbers, ref notes, ref unreadable));
        if (contact.Addresses is { Count: > 0 } others)
            KeepOthers(addresses, others, numbers, ref notes, ref unreadable);
        var country = VehicleSigns.Confirmed(contact.Country, _defaultCountry, addresses)
            ?? ContactFields.Country(contact.Country, ref notes, ref unread);
        return new()
        {
            Ref = contact.Ref,
            PersonId = ContactFields.Text("person id", contact.PersonId, ref notes),
            Name = ContactFields.Text("name", contact.Name, ref notes),
            Addresses = addresses,
            Language = ContactFields.Language(contact.Language, ref notes),
            Country = country,
            Region = ContactFields.PlaceText("region", PlaceFields.Region, contact.Region, ref notes, ref unread)
                ?? (Countries.IsPartToo(contact.Country) ? contact.Country!.Trim() : null),
            PostalCode = ContactFields.PlaceText("postal code", PlaceFields.PostalCode, contact.PostalCode, ref notes, ref unread),
            TimeZone = ContactFields.TimeZone(contact.TimeZone, _zones, ref notes, ref unread),
            NotUnderstood = unread,
            Kind = Enum.IsDefined(contact.Kind) ? contact.Kind : ContactKind.Unknown,
            QuietHours = contact.QuietHours,
            ChannelOrder = Order(contact.ChannelOrder, ref notes),
            Attributes = WithoutNulls(contact.Attributes, Account.EmptyAttributes),
            LastConfirmed = contact.LastConfirmed,
            BirthDate = contact.BirthDate,
            Notes = notes ?? (IReadOnlyList<Reason>)[],
            NumbersWithoutCountry = unreadable ?? (IReadOnlyList<string>)[],
        };
    }

    /// <summary>What a caller without nullable annotations left empty is absent, like an empty field.</summary>
    private static IReadOnlyDictionary<string, T> WithoutNulls<T>(
        IReadOnlyDictionary<string, T>? values, IReadOnlyDictionary<string, T> none) where T : class
    {
        if (values is null)
            return none;
        foreach (var (_, value) in values)
        {
            if (value is null)
                return values.Where(v => v.Value is not null).ToDictionary(v => v.Key, v => v.Value);
        }

        return values;
    }

    private Address? Email(ContactPoint? point, ref List<Reason>? notes)
    {
        var text = AddressText.Trim(point?.Value);
        if (text.IsEmpty)
            return null;
        if (!EmailAddress.TryParse(text, out var email, out var error))
            return Refuse(ref notes, ReasonCodes.InvalidEmail, $"An email address was left out. {error.Describe()}");
        if (BlockedAddresses.IsBlocked(email))
            return Refuse(ref notes, ReasonCodes.BlockedAddress, "An email address was left out: it is a placeholder that nobody reads.");
        return new()
        {
            Key = new(AddressKind.Email, email.Identity),
            Deliverable = email.Deliverable,
            VerifiedAt = point!.VerifiedAt,
            Links = !RoleAddresses.IsRole(email, _roles),
        };
    }

    private Address? Phone(ContactPoint? point, string? country, ref List<Reason>? notes, ref List<string>? unreadable)
    {
        var text = AddressText.Trim(point?.Value);
        if (text.IsEmpty)
            return null;
        if (!phones.TryParse(text, country, out var number, out var error))
        {
            if (error == PhoneNotes.NoCountry)
                (unreadable ??= []).Add(text.ToString());
            return Refuse(ref notes, ReasonCodes.InvalidPhone, $"A phone number was left out: {error}.");
        }

        NoteReading(number, country, ref notes);
        var isCertain = number.OtherReading is null;
        return new()
        {
            Key = number.Key,
            Deliverable = number.E164,
            VerifiedAt = point!.VerifiedAt,
            Links = isCertain,
            SmsCapable = isCertain && number.SmsCapable,
            VoiceCapable = isCertain && number.VoiceCapable,
            Extension = number.Extension,
            PhoneRegion = number.Region,
            PhoneTimeZones = number.TimeZones,
        };
    }

    private static void NoteReading(PhoneAddress number, string? country, ref List<Reason>? notes)
    {
        if (number.OtherReading is not null)
        {
            (notes ??= []).Add(new(ReasonCodes.PhoneInDoubt, Rule,
                $"A phone number is neither texted nor called: written without a plus, it may be a landline in {country} or a number "
                    + $"abroad. "
                + $"Write it with + and country code, or in the national form of {country}."));
        }
        else if (number.WasReadAsInternational)
        {
            (notes ??= []).Add(new(ReasonCodes.PhoneReadAsInternational, Rule,
                $"A phone number without a plus is none of {country}; it was read as one with its country code."));
        }
    }

    /// <summary>The key of a phone number that can be used, or null: as <see cref="Normalize"/> would find it.</summary>
    /// <param name="text">The number in any spelling.</param>
    /// <param name="country">The country in which a national number is read, or null.</param>
    /// <param name="inDoubt">Whether it is no evidence of who someone is.</param>
    public AddressKey? KeyOfPhone(ReadOnlySpan<char> text, string? country, out bool inDoubt)
    {
        var isRead = phones.TryParse(text, country, out var number, out _);
        inDoubt = isRead && number!.OtherReading is not null;
        return isRead ? number!.Key : null;
    }

    /// <summary>Whether phone numbers are read by the engine, so that their keys may be written without objects.</summary>
    public bool HasDefaultPhones => phones is DefaultPhoneNumberParser;

    /// <summary>The country in which national numbers are read when a contact has none.</summary>
    public string? DefaultCountry => _defaultCountry;

    /// <summary>
    /// An account has each address once; the spelling that takes text messages wins, then the verified one, and one that is a
    /// role's makes it a role's. Both spellings of a handset are verified with one of them.
    /// </summary>
    private static void Keep(List<Address> addresses, Address? address)
    {
        if (address is null)
            return;
        for (var i = 0; i < addresses.Count; i++)
        {
            var known = addresses[i];
            if (known.Key != address.Key || known.Kind != address.Kind)
                continue;
            var kept = known.VerifiedAt is null && address.VerifiedAt is not null ? address : known;
            if (address.SmsCapable != known.SmsCapable)
                kept = (address.SmsCapable ? address : known) with { VerifiedAt = kept.VerifiedAt };
            addresses[i] = known.Links == address.Links ? kept : kept with { Links = false };
            return;
        }

        addresses.Add(address);
    }

    private static Address? Refuse(ref List<Reason>? notes, string code, string detail)
    {
        (notes ??= []).Add(new(code, Rule, detail));
        return null;
    }
}
