using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>The octets of a slot under a cap. The cap stands whole in them: it holds as it was when the slot was planned.</summary>
internal static class CapSlotRows
{
    private const int MostDays = 1 << 24; // more than a duration has

    public static void Write(RowWriter row, CapSlot slot, DeliveryPlan plan)
    {
        Write(row, slot.Bucket, plan);
        row.Count(slot.Route is { } route ? route + 1 : 0);
        var cap = slot.Cap;
        row.Name(cap.Id);
        row.Signed(cap.Limit);
        row.Signed(cap.Reserved);
        row.Signed(cap.Window.Days);
        row.Signed(cap.Window.NanosecondOfDay);
        row.Write((byte)cap.Per);
        row.Count(cap.Classes.Count);
        for (var i = 0; i < cap.Classes.Count; i++)
            row.Write((byte)cap.Classes[i]);
        row.Count(cap.Channels.Count);
        for (var i = 0; i < cap.Channels.Count; i++)
            row.Name(cap.Channels[i].Name);
        Write(row, cap.Topics);
        Write(row, cap.Countries);
        Write(row, cap.Regions);
        Write(row, cap.Prefixes);
        row.Write(cap.AutomatedVoiceOnly);
        row.Write(cap.CountsAttempts);
        row.Name(cap.Source);
    }

    public static CapSlot Read(ref RowReader row, DeliveryPlan plan)
    {
        var bucket = ReadBucket(ref row, plan);
        var route = row.Int();
        FrequencyCap cap = new()
        {
            Id = row.Name(),
            Limit = (int)row.Signed(),
            Reserved = (int)row.Signed(),
            Window = ReadWindow(ref row),
            Per = (CapScope)row.Octet(),
            Classes = ReadClasses(ref row),
            Channels = [.. AccountRows.ReadNames(ref row).Select(Names.ToChannel)],
            Topics = AccountRows.ReadNames(ref row),
        };
        cap = WithPlaces(cap, AccountRows.ReadNames(ref row), AccountRows.ReadNames(ref row), AccountRows.ReadNames(ref row)) with
        {
            AutomatedVoiceOnly = row.Flag(),
            CountsAttempts = row.Flag(),
            Source = row.Name(),
        };
        return new(bucket, cap) { Route = route == 0 ? null : route - 1 };
    }

    public static void Write(RowWriter row, CapBucket bucket, DeliveryPlan plan)
    {
        row.Name(bucket.Cap);
        row.Name(bucket.Scope);
        WriteSubject(row, bucket.Subject, plan);
    }

    public static CapBucket ReadBucket(ref RowReader row, DeliveryPlan plan)
    {
        var (id, scope) = (row.Name(), row.Name());
        return new(id, ReadSubject(ref row, plan), scope);
    }

    private static FrequencyCap WithPlaces(FrequencyCap cap, string[] countries, string[] regions, string[] prefixes)
    {
        try
        {
            return cap with { Countries = countries, Regions = regions, Prefixes = prefixes };
        }
        catch (ArgumentException)
        {
            throw RowReader.Damaged();
        }
    }

    private static void Write(RowWriter row, IReadOnlyList<string> names)
    {
        row.Count(names.Count);
        for (var i = 0; i < names.Count; i++)
            row.Name(names[i]);
    }

    private static MessageClass[] ReadClasses(ref RowReader row)
    {
        var classes = new MessageClass[row.Count()];
        for (var i = 0; i < classes.Length; i++)
            classes[i] = row.Member<MessageClass>();
        return classes;
    }

    private static Duration ReadWindow(ref RowReader row)
    {
        var (days, rest) = (row.Signed(), row.Signed());
        return days is > -MostDays and < MostDays && rest is > -NodaConstants.NanosecondsPerDay and < NodaConstants.NanosecondsPerDay
            ? Duration.FromDays((int)days) + Duration.FromNanoseconds(rest) : throw RowReader.Damaged();
    }

    // The person's own accounts by their slots, counted from one.
    private static void WriteSubject(RowWriter row, OnceSubject subject, DeliveryPlan plan)
    {
        if (subject.Account is { } account)
        {
            row.Write((byte)1);
            var own = 0;
            while (own < plan.Person.Accounts.Count && plan.Person.Accounts[own].Ref != account)
                own++;
            row.Count(own == plan.Person.Accounts.Count ? 0 : own + 1);
            if (own == plan.Person.Accounts.Count)
                AccountRows.Write(row, account);
        }
        else if (subject.Address is { } address)
        {
            row.Write((byte)2);
            AddressRows.Write(row, address);
        }
        else
        {
            row.Write((byte)0);
        }
    }

    private static OnceSubject ReadSubject(ref RowReader row, DeliveryPlan plan) => row.Octet() switch
    {
        0 => default,
        1 => OnceSubject.Of(row.Int() switch
        {
            0 => AccountRows.ReadRef(ref row),
            var own => own <= plan.Person.Accounts.Count ? plan.Person.Accounts[own - 1].Ref : throw RowReader.Damaged(),
        }),
        2 => OnceSubject.Of(AddressRows.ReadKey(ref row)),
        _ => throw RowReader.Damaged(),
    };
}
