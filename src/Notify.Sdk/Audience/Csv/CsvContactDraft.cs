using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>A contact while its row is being read. Most rows have few of the collections, so each is made at its first item.</summary>
internal sealed class CsvContactDraft(CsvDates dates)
{
    private List<DraftPoint>? _emails;
    private List<DraftPoint>? _phones;
    private List<(AddressKind Kind, string Text)>? _addresses;
    private Dictionary<(CsvFieldType, int), Instant>? _verified;
    private Dictionary<AddressKind, Instant>? _addressesVerified;
    private Dictionary<string, IReadOnlyList<DeliveryChannel>>? _channelOrder;
    private Dictionary<string, string>? _attributes;
    private Dictionary<int, string>? _phoneLabels;
    private List<ContactPermission>? _said;
    private DraftPlace _place;
    private DraftPlace[]? _otherPlaces;

    /// <summary>Reads dates as the file writes them.</summary>
    public CsvDates Dates => dates;

    /// <summary>The header of the column that is being read, for what somebody said.</summary>
    public string Column { get; set; } = "";

    public string? AccountId { get; set => field = value is [.., '.', '0'] ? CsvCell.Id(value.AsMemory()).ToString() : value; }

    public string? Source { get; set; }

    public string? PersonId { get; set; }

    public string? Name { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? NameInfix { get; set; }

    public string? SecondLastName { get; set; }

    public string? Language { get; set; }

    public string? TimeZone { get; set; }

    public ContactKind Kind { get; set; }

    public LocalTime? QuietFrom { get; set; }

    public LocalTime? QuietTo { get; set; }

    public Instant? LastConfirmed { get; set; }

    public LocalDate? BirthDate { get; set; }

    public Instant? AttributesAsOf { get; set; }

    public List<DraftPoint> Emails => _emails ??= new(1);

    public List<DraftPoint> Phones => _phones ??= new(1);

    public List<(AddressKind Kind, string Text)> Addresses => _addresses ??= [];

    public Dictionary<string, IReadOnlyList<DeliveryChannel>> ChannelOrder => _channelOrder ??= [];

    public Dictionary<string, string> Attributes => _attributes ??= [];

    /// <summary>What numbered phones are: <c>Mobile</c>, <c>Parallelism Fax</c>.</summary>
    public Dictionary<int, string> PhoneLabels => _phoneLabels ??= [];

    public string? FullName => Name ?? ((FirstName, LastName) is (null, null)
        ? null : string.Join(' ', new[] { FirstName, NameInfix, LastName, SecondLastName }.OfType<string>()));

    /// <summary>What is said of somebody who has no address, for an id.</summary>
    public string Describe() => string.Join('\n', (_attributes ?? []).Select(a => $"{a.Key}={a.Value}"));

    /// <summary>A place; where a row has several, the first of which anything is given is the person's.</summary>
    public ref DraftPlace Place(int number)
    {
        if (number <= 1)
            return ref _place;
        if (_otherPlaces is null || _otherPlaces.Length < number)
            Array.Resize(ref _otherPlaces, number);
        return ref _otherPlaces[number - 1];
    }

    public static void AddEach(List<DraftPoint> points, CsvField field, string text)
    {
        if (!CsvValues.HasSeveral(text))
        {
            points.Add(new(field.Type, field.Number, text));
            return;
        }

        var rest = text.AsMemory();
        while (CsvValues.TryTake(ref rest, out var part))
        {
            if (CsvCell.Clean(part) is { IsEmpty: false } value)
                points.Add(new(field.Type, field.Number, value.ToString()));
        }
    }

    /// <summary>Keeps when an address was verified.</summary>
    public void Keep(CsvField address, string text)
    {
        if (dates.Instant(text) is { } instant)
            (_verified ??= [])[(address.Type, address.Number)] = instant;
    }

    public void KeepAddress(AddressKind kind, string text)
    {
        if (dates.Instant(text) is { } instant)
            (_addressesVerified ??= [])[kind] = instant;
    }

    /// <summary>Keeps what somebody said, for each thing that it reaches.</summary>
    public void Say(CsvField field, Said? said)
    {
        if (said is not { Answer: { } answer } known)
            return;
        foreach (var reach in PermissionReach.Parse(field.Label)!)
            (_said ??= []).Add(new(answer, reach.MarketingOnly, reach.Channel) { At = known.At, Column = Column });
    }

    /// <summary>Keeps what the state of a contact says: everything is stopped, or the mailbox is dead.</summary>
    public void SayStatus(Said? said) => Say(
        ContactColumns.OptOut.Field with { Label = said?.Answer == ContactAnswer.Bounced ? "everything/email" : "everything" }, said);

    /// <summary>The contact.</summary>
    /// <param name="defaultSource">The source of rows that name none.</param>
    /// <param name="ids">Makes the id of a row that has none; null where each has one.</param>
    /// <param name="origin">Where the row stands.</param>
    /// <param name="said">What the whole file says of everybody in it.</param>
    public Contact Build(string defaultSource, DerivedIds? ids, CsvOrigin origin, IReadOnlyList<ContactPermission> said)
    {
        var place = !_place.IsEmpty || _otherPlaces is null ? _place : Array.Find(_otherPlaces, p => !p.IsEmpty);
        ContactPoint[] emails = Points(_emails), phones = Points(PhonesInOrder());
        return new(AccountId ?? ids!.Of(this, emails, phones, place.Country))
        {
            Source = Source ?? defaultSource,
            PersonId = PersonId,
            Name = FullName,
            Emails = emails,
            Phones = phones,
            Addresses = _addresses is null ? []
                : [.. _addresses.Select(a => new ContactAddress(
                a.Kind, a.Text, _addressesVerified?.TryGetValue(a.Kind, out var at) == true ? at : null))],
            Language = Language,
            Country = place.Country,
            Region = place.Region,
            PostalCode = place.PostalCode,
            TimeZone = TimeZone,
            Kind = Kind,
            QuietHours = (QuietFrom, QuietTo) is ({ } from, { } to) ? new(from, to) : null,
            ChannelOrder = _channelOrder ?? Account.EmptyOrder,
            Attributes = _attributes?.ToDictionary(a => a.Key, a => new ContactAttribute(a.Value, AttributesAsOf))
                ?? Account.EmptyAttributes,
            LastConfirmed = LastConfirmed,
            BirthDate = BirthDate,
            Permissions = _said is null && said.Count == 0 ? [] : origin.Of([.. said, .. _said ?? []]),
        };
    }

    /// <summary>Without facsimile machines and pagers, and with those that a label calls mobile first.</summary>
    private List<DraftPoint>? PhonesInOrder()
    {
        if (_phones is null || _phoneLabels is null)
            return _phones;
        string Label(DraftPoint point) => _phoneLabels.TryGetValue(point.Number, out var label) ? HeaderKey.Of(label) : "";
        return [.. _phones.Where(p => !Label(p).Contains("fax", StringComparison.Ordinal) && !Label(p)
            .Contains("pager", StringComparison.Ordinal))
            .OrderBy(p => ContactColumns.Find(Label(p))?.Type == ContactColumns.Mobile ? 0 : 1)];
    }

    private ContactPoint[] Points(List<DraftPoint>? points)
    {
        if (points is null)
            return [];
        var made = new ContactPoint[points.Count];
        for (var i = 0; i < made.Length; i++)
        {
            var point = points[i];
            made[i] = new(point.Text, _verified?.TryGetValue((point.Type, point.Number), out var at) == true ? at : null);
        }

        return made;
    }
}

/// <summary>A mailbox or a number of a row.</summary>
internal readonly record struct DraftPoint(CsvFieldType Type, int Number, string Text);

/// <summary>One of the places of a row.</summary>
internal struct DraftPlace
{
    public string? Country { get; set; }

    public string? Region { get; set; }

    public string? PostalCode { get; set; }

    public readonly bool IsEmpty => Country is null && Region is null && PostalCode is null;
}
