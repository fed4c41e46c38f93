namespace Notify.Sdk.Sending;

/// <summary>The octets of an address and of what names it. What an address does not have takes no room.</summary>
internal static class AddressRows
{
    [Flags]
    private enum Has : uint
    {
        Deliverable = 1,
        VerifiedAt = 2,
        Links = 4,
        Sms = 8,
        Voice = 16,
        Region = 32,
        Zones = 64,
        Kind = 128,
        Extension = 256,
    }

    public static void Write(RowWriter row, AddressKey key)
    {
        row.Name(key.Kind.Name);
        row.Text(key.Value ?? "");
    }

    public static AddressKey ReadKey(ref RowReader row) => new(Names.ToKind(row.Name()), row.Text());

    public static void Write(RowWriter row, Address address)
    {
        Write(row, address.Key);
        var has = HeldBy(address);
        row.Number((uint)has);
        if (has.HasFlag(Has.Deliverable))
            row.Text(address.Deliverable);
        if (address.VerifiedAt is { } verified)
            row.Instant(verified);
        if (address.PhoneRegion is { } region)
            row.Name(region);
        if (has.HasFlag(Has.Zones))
        {
            row.Count(address.PhoneTimeZones.Count);
            for (var i = 0; i < address.PhoneTimeZones.Count; i++)
                row.Name(address.PhoneTimeZones[i]);
        }

        if (has.HasFlag(Has.Kind))
            row.Name(address.Kind.Name);
        if (address.Extension is { } extension)
            row.Text(extension);
    }

    public static Address Read(ref RowReader row)
    {
        var (key, has) = (ReadKey(ref row), (Has)row.Number());
        return new()
        {
            Key = key,
            Deliverable = has.HasFlag(Has.Deliverable) ? row.Text() : key.Value,
            VerifiedAt = has.HasFlag(Has.VerifiedAt) ? row.Instant() : null,
            Links = has.HasFlag(Has.Links),
            SmsCapable = has.HasFlag(Has.Sms),
            VoiceCapable = has.HasFlag(Has.Voice),
            PhoneRegion = has.HasFlag(Has.Region) ? row.Name() : null,
            PhoneTimeZones = has.HasFlag(Has.Zones) ? AccountRows.ReadNames(ref row) : [],
            Kind = has.HasFlag(Has.Kind) ? Names.ToKind(row.Name()) : key.Kind,
            Extension = has.HasFlag(Has.Extension) ? row.Text() : null,
        };
    }

    private static Has HeldBy(Address address) =>
        (address.Deliverable != address.Key.Value ? Has.Deliverable : 0)
        | (address.VerifiedAt is not null ? Has.VerifiedAt : 0)
        | (address.Links ? Has.Links : 0)
        | (address.SmsCapable ? Has.Sms : 0)
        | (address.VoiceCapable ? Has.Voice : 0)
        | (address.PhoneRegion is not null ? Has.Region : 0)
        | (address.PhoneTimeZones.Count > 0 ? Has.Zones : 0)
        | (address.Kind != address.Key.Kind ? Has.Kind : 0)
        | (address.Extension is not null ? Has.Extension : 0);
}
