using System.Runtime.InteropServices;
using System.Text;
using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>Reads a contact that <see cref="ContactWriter"/> wrote. What was equal is equal again, field by field.</summary>
internal ref struct ContactBytes(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes[sizeof(int)..]; // after the length

    public Contact Read()
    {
        return new(Text()!)
        {
            Source = Text()!,
            PersonId = Text(),
            Name = Text(),
            Language = Text(),
            Country = Text(),
            Region = Text(),
            PostalCode = Text(),
            TimeZone = Text(),
            Kind = (ContactKind)Byte(),
            Emails = Points(),
            Phones = Points(),
            Addresses = Addresses(),
            QuietHours = Byte() == 0 ? null : new(LocalTime.FromNanosecondsSinceMidnight(Number()),
                LocalTime.FromNanosecondsSinceMidnight(Number())),
            LastConfirmed = Time(),
            BirthDate = Text() is { } calendar ? new LocalDate(
                (int)Number(), (int)Number(), (int)Number(), CalendarSystem.ForId(calendar)) : null,
            ChannelOrder = ChannelOrder(),
            Attributes = Attributes(),
            Permissions = Permissions(),
        };
    }

    /// <summary>The first two fields alone.</summary>
    public AccountRef ReadRef() => new(Text()!, Text()!);

    private byte Byte()
    {
        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    private long Number()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return (long)(value >> 1) ^ -(long)(value & 1);
        }
    }

    private string? Text()
    {
        if (Number() - 1 is >= 0 and var code)
        {
            var length = (int)(code >> 1);
            var ascii = (code & 1) != 0;
            var text = _rest[..(ascii ? length : length * 2)];
            _rest = _rest[text.Length..];
            return ascii ? Encoding.ASCII.GetString(text) : new(MemoryMarshal.Cast<byte, char>(text));
        }

        return null;
    }

    private Instant? Time() =>
        Byte() == 0 ? null : NodaConstants.UnixEpoch + Duration.FromDays((int)Number()) + Duration.FromNanoseconds(Number());

    private ContactPoint[] Points()
    {
        var points = Number() is > 0 and var count ? new ContactPoint[count] : [];
        for (var i = 0; i < points.Length; i++) points[i] = new(Text()!, Time());
        return points;
    }

    private ContactAddress[] Addresses()
    {
        var addresses = Number() is > 0 and var count ? new ContactAddress[count] : [];
        for (var i = 0; i < addresses.Length; i++)
            addresses[i] = new(Text() is { } kind ? AddressKind.Named(kind) : null!, Text()!, Time());
        return addresses;
    }

    private IReadOnlyDictionary<string, IReadOnlyList<DeliveryChannel>> ChannelOrder()
    {
        var count = Number();
        if (count == 0) return Account.EmptyOrder;
        var order = new Dictionary<string, IReadOnlyList<DeliveryChannel>>((int)count);
        for (; count > 0; count--)
        {
            var topic = Text()!;
            var channels = Number() is >= 0 and var length ? new DeliveryChannel[length] : null;
            for (var i = 0; i < channels?.Length; i++) channels[i] = Channel()!;
            order[topic] = channels!;
        }

        return order;
    }

    private DeliveryChannel? Channel() => Byte() switch
    {
        0 => null,
        ContactWriter.OtherChannel => DeliveryChannel.Named(Text()!),
        var place => DeliveryChannel.WellKnown[place - 1],
    };

    private ContactPermission[] Permissions()
    {
        var permissions = Number() is > 0 and var count ? new ContactPermission[count] : [];
        for (var i = 0; i < permissions.Length; i++)
        {
            permissions[i] = new((ContactAnswer)Byte(), Byte() == 1, Channel())
            {
                At = Time(),
                File = Text()!,
                Line = Number(),
                Column = Text()!
            };
        }

        return permissions;
    }

    private IReadOnlyDictionary<string, ContactAttribute> Attributes()
    {
        var count = Number();
        if (count == 0) return Account.EmptyAttributes;
        var attributes = new Dictionary<string, ContactAttribute>((int)count);
        for (; count > 0; count--)
        {
            var name = Text()!;
            attributes[name] = Byte() == 0 ? null! : new(Text()!, Time());
        }

        return attributes;
    }
}
