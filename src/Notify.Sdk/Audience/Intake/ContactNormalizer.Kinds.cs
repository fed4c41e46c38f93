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
    /// The order of channels. One that nobody registered stays in it and is named: it reaches nobody, and what somebody wrote there is no
    /// leave to use the channels that they did not write.
    /// </summary>
    private IReadOnlyDictionary<string, IReadOnlyList<DeliveryChannel>> Order(
        IReadOnlyDictionary<string, IReadOnlyList<DeliveryChannel>>? given, ref List<Reason>? notes)
    {
        var order = WithoutNulls(given, Account.EmptyOrder);
        if (order.Count == 0)
            return order;
        if (order.Values.Any(o => o.Contains(null!)))
            order = order.ToDictionary(o => o.Key, o => (IReadOnlyList<DeliveryChannel>)[.. o.Value.Where(c => c is not null)]);
        List<string> unknown =
            [.. order.Values.SelectMany(o => o).Where(c => _channels.Find(c.Name) is null).Select(c => $"'{c}'").Distinct()];
        if (unknown.Count > 0)
            (notes ??= []).Add(new(ReasonCodes.FieldIgnored, Rule,
                $"The order of channels names {string.Join(" and ", unknown)}, which is not registered. Register it with AddChannel."));
        return order;
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
