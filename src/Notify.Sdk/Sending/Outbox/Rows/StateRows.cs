using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>The octets of what changes of a delivery: how far it got, whom it marks, which slots it takes.</summary>
internal static class StateRows
{
    private const int None = 0;
    private const int Other = 1;
    private const int Own = 2;

    public static void Write(RowWriter row, StoredDelivery stored, string shared)
    {
        var delivery = stored.Delivery;
        row.Write((byte)delivery.State);
        row.Write((byte)((stored.Sent ? 1 : 0) | (delivery.Asked.Count > 0 ? 2 : 0)));
        row.Number((ulong)delivery.Epoch);
        row.Count(delivery.RouteIndex);
        row.Count(delivery.Attempts);
        row.Instant(delivery.Due);
        row.Instant(delivery.ChangedAt);
        row.Instant(delivery.LeaseUntil);
        row.IdOrNull(delivery.WaitsFor);
        row.NameOrNull(delivery.Provider);
        WriteProviderId(row, delivery);
        if (delivery.Asked.Count > 0)
            Write(row, delivery.Asked);
        ReasonRows.Write(row, delivery.Reasons);
        WriteAccounts(row, stored, shared);
        row.Count(stored.Slots.Count);
        for (var i = 0; i < stored.Slots.Count; i++)
            CapSlotRows.Write(row, stored.Slots[i], delivery.Plan);
        row.Count(stored.Taken.Count);
        for (var i = 0; i < stored.Taken.Count; i++)
        {
            var slot = SlotOf(stored, stored.Taken[i].Bucket);
            row.Count(slot + 1);
            if (slot < 0)
                CapSlotRows.Write(row, stored.Taken[i].Bucket, delivery.Plan);
            row.Instant(stored.Taken[i].At);
            row.Write(stored.Taken[i].IsAttempt);
        }
    }

    public static StoredDelivery Read(ref RowReader row, DeliveryPlan plan, string shared)
    {
        var (state, flags) = (row.Member<DeliveryState>(), row.Octet());
        Delivery delivery = new()
        {
            Plan = plan,
            State = state,
            Epoch = (long)row.Number(),
            RouteIndex = row.Int() is var route && route < plan.Routes.Count ? route : throw RowReader.Damaged(),
            Attempts = row.Int(),
            Due = row.Instant(),
            ChangedAt = row.Instant(),
            LeaseUntil = row.Instant(),
            WaitsFor = row.IdOrNull(),
            Provider = row.NameOrNull(),
            ProviderId = ReadProviderId(ref row, plan),
            Asked = (flags & 2) != 0 ? ReadAsked(ref row, plan) : [],
            Reasons = ReasonRows.Read(ref row),
        };
        var accounts = ReadAccounts(ref row, plan, shared);
        var slots = row.Count() is > 0 and var count ? new CapSlot[count] : [];
        for (var i = 0; i < slots.Length; i++)
            slots[i] = CapSlotRows.Read(ref row, plan);
        var taken = row.Count() is > 0 and var takes ? new TakenSlot[takes] : [];
        for (var i = 0; i < taken.Length; i++)
            taken[i] = new(ReadBucket(ref row, plan, slots), row.Instant(), row.Flag());
        return new(delivery, accounts, slots) { Sent = (flags & 1) != 0, Taken = taken };
    }

    private static void Write(RowWriter row, IReadOnlyList<AskedProvider> asked)
    {
        row.Count(asked.Count);
        for (var i = 0; i < asked.Count; i++)
        {
            row.Count(asked[i].Route + 1);
            row.NameOrNull(asked[i].Provider);
            row.Count(asked[i].Deferrals);
            row.Count(asked[i].Unknowns);
            row.Instant(asked[i].NotBefore);
        }
    }

    private static AskedProvider[] ReadAsked(ref RowReader row, DeliveryPlan plan)
    {
        var asked = new AskedProvider[row.Count()];
        for (var i = 0; i < asked.Length; i++)
        {
            var route = row.Int() - 1;
            asked[i] = new(route < plan.Routes.Count ? route : throw RowReader.Damaged(), row.NameOrNull())
            {
                Deferrals = row.Int(),
                Unknowns = row.Int(),
                NotBefore = row.Instant(),
            };
        }

        return asked;
    }

    private static CapBucket ReadBucket(ref RowReader row, DeliveryPlan plan, CapSlot[] slots) => row.Int() switch
    {
        0 => CapSlotRows.ReadBucket(ref row, plan),
        var at when at <= slots.Length => slots[at - 1].Bucket,
        _ => throw RowReader.Damaged(),
    };

    // An attempt that counts may be in a bucket of a cap that does not hold any more: minus one.
    private static int SlotOf(StoredDelivery stored, CapBucket bucket)
    {
        for (var i = 0; i < stored.Slots.Count; i++)
        {
            if (stored.Slots[i].Bucket == bucket)
                return i;
        }

        return -1;
    }

    // Many providers answer with the key that they were given, which begins with the delivery's id.
    private static void WriteProviderId(RowWriter row, Delivery delivery)
    {
        var id = delivery.ProviderId;
        var own = id?.StartsWith(delivery.Id.Value, StringComparison.Ordinal) == true;
        row.Count(id is null ? None : own ? Own : Other);
        if (id is not null)
            row.Text(own ? id[delivery.Id.Value.Length..] : id);
    }

    private static string? ReadProviderId(ref RowReader row, DeliveryPlan plan) => row.Int() switch
    {
        None => null,
        Own => plan.Id.Value + row.Text(),
        Other => row.Text(),
        _ => throw RowReader.Damaged(),
    };

    // Nearly always the marks are those of the person's accounts, in their order.
    private static void WriteAccounts(RowWriter row, StoredDelivery stored, string shared)
    {
        var isOfPerson = IsOfPerson(stored, shared);
        row.Write(isOfPerson);
        if (isOfPerson)
            return;
        row.Count(stored.Accounts.Count);
        for (var i = 0; i < stored.Accounts.Count; i++)
        {
            row.Write(stored.Accounts[i].ContentKey == shared);
            if (stored.Accounts[i].ContentKey != shared)
                row.Text(stored.Accounts[i].ContentKey);
            AccountRows.Write(row, stored.Accounts[i].Subject.Account!.Value);
        }
    }

    private static OnceKey[] ReadAccounts(ref RowReader row, DeliveryPlan plan, string shared)
    {
        OnceKey[] marks;
        if (row.Flag())
        {
            marks = new OnceKey[plan.Person.Accounts.Count];
            for (var i = 0; i < marks.Length; i++)
                marks[i] = new(shared, OnceSubject.Of(plan.Person.Accounts[i].Ref));
            return marks;
        }

        marks = row.Count() is > 0 and var count ? new OnceKey[count] : [];
        for (var i = 0; i < marks.Length; i++)
            marks[i] = new(row.Flag() ? shared : row.Text(), OnceSubject.Of(AccountRows.ReadRef(ref row)));
        return marks;
    }

    private static bool IsOfPerson(StoredDelivery stored, string shared)
    {
        var accounts = stored.Delivery.Person.Accounts;
        if (stored.Accounts.Count != accounts.Count)
            return false;
        for (var i = 0; i < accounts.Count; i++)
        {
            if (stored.Accounts[i].Subject.Account != accounts[i].Ref || stored.Accounts[i].ContentKey != shared)
                return false;
        }

        return true;
    }
}
