using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Sending;

/// <summary>The octets of an account. What an account does not have takes no room.</summary>
internal static class AccountRows
{
    [Flags]
    private enum Has : uint
    {
        PersonId = 1,
        Name = 2,
        Language = 4,
        Country = 8,
        Region = 16,
        PostalCode = 32,
        TimeZone = 64,
        NotUnderstood = 128,
        Kind = 256,
        QuietHours = 512,
        ChannelOrder = 1024,
        Attributes = 2048,
        LastConfirmed = 4096,
        BirthDate = 8192,
        Notes = 16384,
    }

    public static void Write(RowWriter row, Account account)
    {
        Write(row, account.Ref);
        var has = HeldBy(account);
        row.Number((uint)has);
        row.Count(account.Addresses.Count);
        for (var i = 0; i < account.Addresses.Count; i++)
            AddressRows.Write(row, account.Addresses[i]);
        if (account.PersonId is { } person)
            row.Text(person);
        if (account.Name is { } name)
            row.Text(name);
        if (account.Language is { } language)
            row.Name(language);
        if (account.Country is { } country)
            row.Name(country);
        if (account.Region is { } region)
            row.Phrase(region);
        if (account.PostalCode is { } code)
            row.Text(code);
        if (account.TimeZone is { } zone)
            row.Name(zone);
        if (has.HasFlag(Has.NotUnderstood))
            row.Write((byte)account.NotUnderstood);
        if (has.HasFlag(Has.Kind))
            row.Write((byte)account.Kind);
        if (account.QuietHours is { } quiet)
        {
            row.Number((ulong)quiet.From.NanosecondOfDay);
            row.Number((ulong)quiet.To.NanosecondOfDay);
        }

        if (has.HasFlag(Has.ChannelOrder))
            WriteOrder(row, account.ChannelOrder);
        if (has.HasFlag(Has.Attributes))
            WriteAttributes(row, account.Attributes);
        if (account.LastConfirmed is { } confirmed)
            row.Instant(confirmed);
        if (account.BirthDate is { } born)
            row.Signed(Period.DaysBetween(UnixEpoch, born));
        if (has.HasFlag(Has.Notes))
            ReasonRows.Write(row, account.Notes);
    }

    public static Account Read(ref RowReader row)
    {
        var (account, has) = (ReadRef(ref row), (Has)row.Number());
        var addresses = row.Count() is > 0 and var count ? new Address[count] : [];
        for (var i = 0; i < addresses.Length; i++)
            addresses[i] = AddressRows.Read(ref row);
        return new()
        {
            Ref = account,
            Addresses = addresses,
            PersonId = has.HasFlag(Has.PersonId) ? row.Text() : null,
            Name = has.HasFlag(Has.Name) ? row.Text() : null,
            Language = has.HasFlag(Has.Language) ? row.Name() : null,
            Country = has.HasFlag(Has.Country) ? row.Name() : null,
            Region = has.HasFlag(Has.Region) ? row.Phrase() : null,
            PostalCode = has.HasFlag(Has.PostalCode) ? row.Text() : null,
            TimeZone = has.HasFlag(Has.TimeZone) ? row.Name() : null,
            NotUnderstood = has.HasFlag(Has.NotUnderstood) ? (PlaceFields)row.Octet() : default,
            Kind = has.HasFlag(Has.Kind) ? row.Member<ContactKind>() : default,
            QuietHours = has.HasFlag(Has.QuietHours) ? new(ReadTime(ref row), ReadTime(ref row)) : null,
            ChannelOrder = has.HasFlag(Has.ChannelOrder) ? ReadOrder(ref row) : Account.EmptyOrder,
            Attributes = has.HasFlag(Has.Attributes) ? ReadAttributes(ref row) : Account.EmptyAttributes,
            LastConfirmed = has.HasFlag(Has.LastConfirmed) ? row.Instant() : null,
            BirthDate = has.HasFlag(Has.BirthDate) ? ReadDate(ref row) : null,
            Notes = has.HasFlag(Has.Notes) ? ReasonRows.Read(ref row) : [],
        };
    }

    public static void Write(RowWriter row, AccountRef account)
    {
        row.Text(account.Id);
        row.NameOrNull(account.Source);
    }

    public static AccountRef ReadRef(ref RowReader row) => new(row.Text(), row.NameOrNull()!);

    public static string[] ReadNames(ref RowReader row)
    {
        var names = row.Count() is > 0 and var count ? new string[count] : [];
        for (var i = 0; i < names.Length; i++)
            names[i] = row.Name();
        return names;
    }

    private static Has HeldBy(Account account) =>
        If(account.PersonId is not null, Has.PersonId)
        | If(account.Name is not null, Has.Name)
        | If(account.Language is not null, Has.Language)
        | If(account.Country is not null, Has.Country)
        | If(account.Region is not null, Has.Region)
        | If(account.PostalCode is not null, Has.PostalCode)
        | If(account.TimeZone is not null, Has.TimeZone)
        | If(account.NotUnderstood != default, Has.NotUnderstood)
        | If(account.Kind != default, Has.Kind)
        | If(account.QuietHours is not null, Has.QuietHours)
        | If(account.ChannelOrder.Count > 0, Has.ChannelOrder)
        | If(account.Attributes.Count > 0, Has.Attributes)
        | If(account.LastConfirmed is not null, Has.LastConfirmed)
        | If(account.BirthDate is not null, Has.BirthDate)
        | If(account.Notes.Count > 0, Has.Notes);

    private static Has If(bool holds, Has has) => holds ? has : 0;

    private static void WriteOrder(RowWriter row, IReadOnlyDictionary<string, IReadOnlyList<DeliveryChannel>> order)
    {
        row.Count(order.Count);
        foreach (var (topic, channels) in order)
        {
            row.Name(topic);
            row.Count(channels.Count);
            foreach (var channel in channels)
                row.Name(channel.Name);
        }
    }

    private static Dictionary<string, IReadOnlyList<DeliveryChannel>> ReadOrder(ref RowReader row)
    {
        Dictionary<string, IReadOnlyList<DeliveryChannel>> order = [];
        for (var left = row.Count(); left > 0; left--)
        {
            var topic = row.Name();
            var channels = new DeliveryChannel[row.Count()];
            for (var i = 0; i < channels.Length; i++)
                channels[i] = Names.ToChannel(row.Name());
            order[topic] = channels;
        }

        return order;
    }

    private static void WriteAttributes(RowWriter row, IReadOnlyDictionary<string, ContactAttribute> attributes)
    {
        row.Count(attributes.Count);
        foreach (var (name, attribute) in attributes)
        {
            row.Name(name);
            row.TextOrNull(attribute.Value);
            row.InstantOrNull(attribute.AsOf);
        }
    }

    private static Dictionary<string, ContactAttribute> ReadAttributes(ref RowReader row)
    {
        Dictionary<string, ContactAttribute> attributes = [];
        for (var left = row.Count(); left > 0; left--)
        {
            var name = row.Name();
            attributes[name] = new(row.TextOrNull()!, row.InstantOrNull());
        }

        return attributes;
    }

    private static LocalTime ReadTime(ref RowReader row) => row.Number() is var nanoseconds && nanoseconds < NodaConstants.NanosecondsPerDay
        ? LocalTime.FromNanosecondsSinceMidnight((long)nanoseconds) : throw RowReader.Damaged();

    private static LocalDate UnixEpoch { get; } = new(1970, 1, 1);

    private static LocalDate ReadDate(ref RowReader row)
    {
        var days = row.Signed();
        try
        {
            return UnixEpoch.PlusDays(checked((int)days));
        }
        catch (Exception fault) when (fault is OverflowException or ArgumentException)
        {
            throw RowReader.Damaged();
        }
    }
}
