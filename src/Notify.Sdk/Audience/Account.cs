using System.Text.Json.Serialization;
using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>A contact after normalisation: every field is proven or absent, and the notes say what was left out. Immutable.</summary>
public sealed record Account
{
    /// <summary>Names the account.</summary>
    public required AccountRef Ref { get; init; }

    /// <summary>The caller's own id of the human being, or null.</summary>
    public string? PersonId { get; init; }

    /// <summary>Full name, trimmed, without control characters, or null.</summary>
    public string? Name { get; init; }

    /// <summary>The addresses that can be used, emails first, each key once, in the order the contact gave.</summary>
    public IReadOnlyList<Address> Addresses { get; init; } = [];

    /// <summary>BCP 47 language tag, or null.</summary>
    public string? Language { get; init; }

    /// <summary>ISO 3166-1 alpha-2 country in upper case, or null.</summary>
    public string? Country { get; init; }

    /// <summary>The part of the country as it was given, trimmed: a code or a name, read where the place is weighed; or null.</summary>
    public string? Region { get; init; }

    /// <summary>The postal code as it was given, trimmed; read where the place is weighed; or null.</summary>
    public string? PostalCode { get; init; }

    /// <summary>A TZDB zone id that exists, or null.</summary>
    public string? TimeZone { get; init; }

    /// <summary>
    /// Fields of the place that were given and cannot be read. They are absent here, and yet no other field is taken for them: all
    /// that they may mean counts.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public PlaceFields NotUnderstood { get; init; }

    /// <summary>Whether the law sees a consumer or a business.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ContactKind Kind { get; init; }

    /// <summary>The person's own quiet hours, or null.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>The person's channel order by topic name; <c>*</c> for all others.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DeliveryChannel>> ChannelOrder { get; init; } = EmptyOrder;

    /// <summary>Facts for templates, by name.</summary>
    public IReadOnlyDictionary<string, ContactAttribute> Attributes { get; init; } = EmptyAttributes;

    /// <summary>When the data were last confirmed.</summary>
    public Instant? LastConfirmed { get; init; }

    /// <summary>A verified date of birth, or null.</summary>
    public LocalDate? BirthDate { get; init; }

    /// <summary>What was left out and why; never holds the value itself.</summary>
    public IReadOnlyList<Reason> Notes { get; init; } = [];

    /// <summary>
    /// Phone numbers as they were given that nobody can read for want of a country, so that one can be proposed by their form. Never
    /// shown and never stored.
    /// </summary>
    internal IReadOnlyList<string> NumbersWithoutCountry { get; init; } = [];

    internal static IReadOnlyDictionary<string, IReadOnlyList<DeliveryChannel>> EmptyOrder { get; } =
        new Dictionary<string, IReadOnlyList<DeliveryChannel>>();

    internal static IReadOnlyDictionary<string, ContactAttribute> EmptyAttributes { get; } = new Dictionary<string, ContactAttribute>();

    /// <summary>The account id only.</summary>
    public override string ToString() => $"account {Ref}";
}
