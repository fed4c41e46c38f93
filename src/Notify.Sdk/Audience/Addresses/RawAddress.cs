namespace Notify.Sdk;

/// <summary>
/// An address as somebody wrote it, not yet read: what forms, web hooks and operators have. Whoever takes one reads it by the same
/// rules as a list, so that no spelling makes it another address. Immutable.
/// </summary>
public sealed record RawAddress
{
    private readonly Contact _contact;

    private RawAddress(Contact contact) => _contact = contact;

    /// <summary>A mailbox in any spelling.</summary>
    public static RawAddress Email(string text) => new(new Contact("raw") { Emails = [text] });

    /// <summary>A phone number in any spelling.</summary>
    /// <param name="text">The number.</param>
    /// <param name="country">
    /// ISO 3166-1 alpha-2 code in which a number without plus is read; null for <see cref="AudienceOptions.DefaultCountry"/>.
    /// </param>
    public static RawAddress Phone(string text, string? country = null) => new(new Contact("raw") { Phones = [text], Country = country });

    /// <summary>An address of any kind.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="country">ISO 3166-1 alpha-2 code of the country in which a national form is read; null for the default.</param>
    public static RawAddress Of(AddressKind kind, string text, string? country = null) =>
        new(new Contact("raw") { Addresses = [new(kind, text)], Country = country });

    internal Contact ToContact() => _contact;

    /// <summary>The kind; never the address.</summary>
    public override string ToString() =>
        _contact.Emails.Count > 0 ? "an email address" : _contact.Phones.Count > 0
            ? "a phone number" : $"an address of kind {_contact.Addresses[0].Kind}";
}
