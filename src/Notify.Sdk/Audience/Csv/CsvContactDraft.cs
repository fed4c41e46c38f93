using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>A contact while its row is being read.</summary>
internal sealed class CsvContactDraft
{
    public string? AccountId { get; set; }

    public string? Source { get; set; }

    public string? PersonId { get; set; }

    public string? Name { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Language { get; set; }

    public string? Country { get; set; }

    public string? Region { get; set; }

    public string? PostalCode { get; set; }

    public string? TimeZone { get; set; }

    public LocalTime? QuietFrom { get; set; }

    public LocalTime? QuietTo { get; set; }

    public Instant? LastConfirmed { get; set; }

    public LocalDate? BirthDate { get; set; }

    public Instant? AttributesAsOf { get; set; }

    public List<(int Number, string Text)> Emails { get; } = [];

    public List<(int Number, string Text)> Phones { get; } = [];

    public List<(SocialNetwork Network, string Text)> Handles { get; } = [];

    public Dictionary<int, Instant> EmailsVerified { get; } = [];

    public Dictionary<int, Instant> PhonesVerified { get; } = [];

    public Dictionary<SocialNetwork, Instant> HandlesVerified { get; } = [];

    public Dictionary<string, IReadOnlyList<Channel>> ChannelOrder { get; } = [];

    public Dictionary<string, string> Attributes { get; } = [];

    public Contact Build(string defaultSource) => new(AccountId!)
    {
        Source = Source ?? defaultSource,
        PersonId = PersonId,
        Name = Name ?? ((FirstName, LastName) is (null, null) ? null : $"{FirstName} {LastName}".Trim()),
        Emails = Points(Emails, EmailsVerified),
        Phones = Points(Phones, PhonesVerified),
        Handles = [.. Handles.Select(h => new ContactHandle(h.Network, h.Text, HandlesVerified.TryGetValue(h.Network, out var at) ? at : null))],
        Language = Language,
        Country = Country,
        Region = Region,
        PostalCode = PostalCode,
        TimeZone = TimeZone,
        QuietHours = (QuietFrom, QuietTo) is ({ } from, { } to) ? new(from, to) : null,
        ChannelOrder = ChannelOrder,
        Attributes = Attributes.ToDictionary(a => a.Key, a => new ContactAttribute(a.Value, AttributesAsOf)),
        LastConfirmed = LastConfirmed,
        BirthDate = BirthDate,
    };

    private static ContactPoint[] Points(List<(int Number, string Text)> points, Dictionary<int, Instant> verified) =>
        [.. points.Select(p => new ContactPoint(p.Text, verified.TryGetValue(p.Number, out var at) ? at : null))];
}
