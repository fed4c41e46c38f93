namespace Notify.Sdk.Audience;

/// <content>Addresses of the kinds that have a reader of their own.</content>
internal sealed partial class ContactNormalizer
{
    private readonly ChannelCatalog _channels = channels ?? ChannelCatalog.Default;

    /// <summary>The channels and kinds of the host.</summary>
    public ChannelCatalog Channels => _channels;

    private void KeepOthers(List<Address> addresses, IReadOnlyList<ContactAddress> given, string? country, ref List<Reason>? notes,
        ref List<string>? unreadable)
    {
        for (var i = 0; i < given.Count; i++)
        {
            if (given[i] is not { Kind: { } kind } address)
                continue;
            Keep(addresses,
                kind == AddressKind.Email ? Email(new(address.Value, address.VerifiedAt), ref notes)
                : kind == AddressKind.Phone ? Phone(new(address.Value, address.VerifiedAt), country, ref notes, ref unreadable)
                : Other(address, country, ref notes));
        }
    }

    /// <summary>The key of an address that can be used, or null: as <see cref="Normalize"/> would find it.</summary>
    /// <param name="kind">Any kind but mailboxes and phone numbers.</param>
    /// <param name="text">The address in any spelling.</param>
    /// <param name="country">The country in which a national form is read, or null.</param>
    /// <param name="linkless">Whether it is no evidence of who someone is.</param>
    public AddressKey? KeyOf(AddressKind kind, ReadOnlySpan<char> text, string? country, out bool linkless)
    {
        List<Reason>? notes = null;
        var address = text.IsEmpty ? null : Other(new(kind, text.ToString()), country, ref notes);
        linkless = address is { Links: false };
        return address?.Key;
    }

    /// <summary>
    /// The order of channels without those that nobody registered. An order of none but such is left out: it would silence a person by a
    /// slip of the pen.
    /// </summary>
    private IReadOnlyDictionary<string, IReadOnlyList<DeliveryChannel>> Order(
        IReadOnlyDictionary<string, IReadOnlyList<DeliveryChannel>>? given, ref List<Reason>? notes)
    {
        var order = WithoutNulls(given, Account.EmptyOrder);
        if (order.Count == 0)
            return order;
        List<string> unknown = [.. order.Values.SelectMany(o => o).Where(c => c is null || _channels.Known(c).IsNameOnly)
            .Select(c => c?.Name ?? "null").Distinct()];
        if (unknown.Count == 0)
            return order;
        (notes ??= []).Add(new(ReasonCodes.FieldIgnored, Rule,
            $"The order of channels names {string.Join(" and ", unknown.Select(u => $"'{u}'"))}, which is not registered. Register it with "
                + $"AddChannel."));
        return order.Select(o => (o.Key, Value: (IReadOnlyList<DeliveryChannel>)[.. o.Value.Where(c => c is not null
            && !_channels.Known(c).IsNameOnly)])).Where(o => o.Value.Count > 0).ToDictionary(o => o.Key, o => o.Value);
    }

    private Address? Other(ContactAddress given, string? country, ref List<Reason>? notes)
    {
        var text = AddressText.Trim(given.Value);
        if (text.IsEmpty)
            return null;
        var kind = _channels.KindOf(given.Kind);
        var reading = KindReading.Of(kind, text.ToString(), country, out var isFaulty);
        if (reading.Problem is { } problem)
            return Refuse(ref notes, isFaulty ? ReasonCodes.AddressReaderFailed : ReasonCodes.InvalidAddress,
                $"An address of kind {kind} was left out. {problem}");
        var address = new Address
        {
            Key = new(kind, reading.Identity!),
            Kind = kind,
            Deliverable = reading.Deliverable!,
            VerifiedAt = given.VerifiedAt,
            Links = kind.IsEvidence && reading.IsEvidence,
            PhoneRegion = reading.Country,
            PhoneTimeZones = reading.TimeZones,
        };
        return reading.Number is { } number ? OfPhone(address, number) : address;
    }

    /// <summary>One identity with SMS and voice, and as good evidence of where someone is.</summary>
    private Address OfPhone(Address address, string digits) => phones.TryParse(digits, country: null, out var number, out _)
        ? address with { Key = number.Key, PhoneRegion = number.Region, PhoneTimeZones = number.TimeZones }
        : address with { Key = new AddressKey(AddressKind.Phone, digits).ToLine() };
}
