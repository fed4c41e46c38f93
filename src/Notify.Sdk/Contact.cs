using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk;

/// <summary>
/// One account of the list, as the caller has it: raw, unproven, never changed by the library. Immutable; vary it
/// with <c>with</c>. A wrong field costs that field and is named in the outcome, not the row.
/// </summary>
public sealed record Contact
{
    /// <summary>Creates a contact.</summary>
    /// <param name="accountId">Opaque id, unique within <see cref="Source"/>, 1 to 200 characters, no control characters.</param>
    public Contact(string accountId) => AccountId = accountId;

    /// <summary>Opaque id, unique within <see cref="Source"/>. Appears in reports: use no address as id.</summary>
    public string AccountId { get; init; }

    /// <summary>The source system, where several have their own ids. The same id in two sources is one person.</summary>
    public string Source { get; init => field = value ?? ""; } = "";

    /// <summary>The caller's own id of the human being. Accounts with the same one are one person; with different ones never.</summary>
    public string? PersonId { get; init; }

    /// <summary>Full name in any order; "Last, First" is understood. At most 256 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Email addresses, most wanted first.</summary>
    public IReadOnlyList<ContactPoint> Emails { get; init => field = value ?? []; } = [];

    /// <summary>Phone numbers, most wanted first. National forms are read in <see cref="Country"/>.</summary>
    public IReadOnlyList<ContactPoint> Phones { get; init => field = value ?? []; } = [];

    /// <summary>
    /// Addresses of any kind, most wanted first: those of messengers, devices, and channels of your own. Mailboxes and phone numbers may
    /// stand here too; those of <see cref="Emails"/> and <see cref="Phones"/> come before them.
    /// </summary>
    public IReadOnlyList<ContactAddress> Addresses { get; init => field = value ?? []; } = [];

    /// <summary>BCP 47 language tag, for example <c>de</c> or <c>pt-BR</c>.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// Country: ISO 3166-1 alpha-2, alpha-3 or number, or a name in English, in the country's own languages or in Spanish, French,
    /// German, Portuguese, Italian or Dutch (<c>US</c>, <c>USA</c>, <c>840</c>, <c>Germany</c>, <c>Alemania</c>). Any case, accents
    /// and dots do not matter. One that is given and not understood lets no national number be read, and marketing waits for it.
    /// </summary>
    public string? Country { get; init; }

    /// <summary>
    /// Part of the country: ISO 3166-2 with or without the country, or its name (<c>TX</c>, <c>US-TX</c>, <c>Texas</c>). Any case. One
    /// that is given and not understood makes the rules and zones of all parts count.
    /// </summary>
    public string? Region { get; init; }

    /// <summary>Postal code, also as spreadsheets leave it (<c>2903</c>, <c>02903-1234</c>, <c>2903.0</c>).</summary>
    public string? PostalCode { get; init; }

    /// <summary>TZDB zone that the person declared, for example <c>Europe/Berlin</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Hours in which the person does not want to be disturbed; null when they said nothing.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>The person's channel order by topic name; the entry <c>*</c> is for all others. A channel left out is not used.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DeliveryChannel>> ChannelOrder { get; init => field = value ?? Account.EmptyOrder; } =
        Account.EmptyOrder;

    /// <summary>Facts for templates, by name.</summary>
    public IReadOnlyDictionary<string, ContactAttribute> Attributes { get; init => field = value ?? Account.EmptyAttributes; } =
        Account.EmptyAttributes;

    /// <summary>
    /// What the list says that the person allowed, where it does: an opt-out in an export, for example. A no is honoured when the list
    /// is sent to, at all of the contact's addresses that it concerns, and kept.
    /// </summary>
    public IReadOnlyList<ContactPermission> Permissions { get; init => field = value ?? []; } = [];

    /// <summary>
    /// Whether the account is a consumer's or a business's. Default <see cref="ContactKind.Unknown"/>: what the law asks for either must
    /// hold.
    /// </summary>
    public ContactKind Kind { get; init; }

    /// <summary>When the account's data were last confirmed.</summary>
    public Instant? LastConfirmed { get; init; }

    /// <summary>A verified date of birth. Two different ones are never one person. Never used for anything else.</summary>
    public LocalDate? BirthDate { get; init; }

    /// <summary>Names the account.</summary>
    public AccountRef Ref => new(AccountId, Source);

    /// <summary>The account id only.</summary>
    public override string ToString() => $"account {Ref}";
}
