using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>A contact while its row is being read. Most rows have few of the collections, so each is made at its first item.</summary>
internal sealed class CsvContactDraft
{
    private List<(int Number, string Text)>? _emails;
    private List<(int Number, string Text)>? _phones;
    private List<(SocialNetwork Network, string Text)>? _handles;
    private Dictionary<int, Instant>? _emailsVerified;
    private Dictionary<int, Instant>? _phonesVerified;
    private Dictionary<SocialNetwork, Instant>? _handlesVerified;
    private Dictionary<string, IReadOnlyList<Channel>>? _channelOrder;
    private Dictionary<string, string>? _attributes;

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

    public List<(int Number, string Text)> Emails => _emails ??= [];

    public List<(int Number, string Text)> Phones => _phones ??= [];

    public List<(SocialNetwork Network, string Text)> Handles => _handles ??= [];

    public Dictionary<int, Instant> EmailsVerified => _emailsVerified ??= [];

    public Dictionary<int, Instant> PhonesVerified => _phonesVerified ??= [];

    public Dictionary<SocialNetwork, Instant> HandlesVerified => _handlesVerified ??= [];

    public Dictionary<string, IReadOnlyList<Channel>> ChannelOrder => _channelOrder ??= [];

    public Dictionary<string, string> Attributes => _attributes ??= [];

    public Contact Build(string defaultSource) => new(AccountId!)
    {
        Source = Source ?? defaultSource,
        PersonId = PersonId,
        Name = Name ?? ((FirstName, LastName) is (null, null) ? null : $"{FirstName} {LastName}".Trim()),
        Emails = Points(_emails, _emailsVerified),
        Phones = Points(_phones, _phonesVerified),
        Handles = _handles is null ? [] : [.. _handles.Select(h => new ContactHandle(h.Network, h.Text, _handlesVerified?.TryGetValue(h.Network, out var at) == true ? at : null))],
        Language = Language,
        Country = Country,
        Region = Region,
        PostalCode = PostalCode,
        TimeZone = TimeZone,
        QuietHours = (QuietFrom, QuietTo) is ({ } from, { } to) ? new(from, to) : null,
        ChannelOrder = _channelOrder ?? Account.EmptyOrder,
        Attributes = _attributes?.ToDictionary(a => a.Key, a => new ContactAttribute(a.Value, AttributesAsOf)) ?? Account.EmptyAttributes,
        LastConfirmed = LastConfirmed,
        BirthDate = BirthDate,
    };

    private static ContactPoint[] Points(List<(int Number, string Text)>? points, Dictionary<int, Instant>? verified)
    {
        if (points is null)
            return [];
        var made = new ContactPoint[points.Count];
        for (var i = 0; i < made.Length; i++)
            made[i] = new(points[i].Text, verified?.TryGetValue(points[i].Number, out var at) == true ? at : null);
        return made;
    }
}
