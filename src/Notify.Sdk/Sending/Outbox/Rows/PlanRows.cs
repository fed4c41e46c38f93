using Notify.Sdk.Audience;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>The octets of a plan. A route stands as the slot of its address among those of the person.</summary>
internal static class PlanRows
{
    private const byte Shared = 0;
    private const byte OfLabel = 1;
    private const byte Other = 2;

    public static void Write(RowWriter row, DeliveryPlan plan, string shared)
    {
        row.Write((byte)plan.Priority);
        row.Instant(plan.FirstDue);
        row.Instant(plan.ExpiresAt);
        Write(row, plan.Person);
        WriteContent(row, plan, shared);
        row.Count(plan.Routes.Count);
        for (var i = 0; i < plan.Routes.Count; i++)
            Write(row, plan.Routes[i], plan.Person);
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="row">The row.</param>
    /// <param name="id">Its delivery.</param>
    /// <param name="key">Of which notification.</param>
    /// <param name="revision">Of which revision.</param>
    /// <param name="shared">The content of all its accounts (<see cref="ContentKeys"/>).</param>
    public static DeliveryPlan Read(ref RowReader row, DeliveryId id, string key, int revision, string shared)
    {
        var (priority, firstDue, expiresAt, person) = (row.Member<TopicPriority>(), row.Instant(), row.Instant(), ReadPerson(ref row));
        var content = row.Octet() switch
        {
            Shared => shared,
            OfLabel => $"{shared}/{person.Label}",
            Other => row.Text(),
            _ => throw RowReader.Damaged(),
        };
        var routes = new Route[row.Count()];
        for (var i = 0; i < routes.Length; i++)
            routes[i] = ReadRoute(ref row, person);
        return new()
        {
            Id = id,
            NotificationKey = key,
            Revision = revision,
            Person = person,
            AddressContent = content,
            Routes = routes,
            FirstDue = firstDue,
            Priority = priority,
            ExpiresAt = expiresAt,
        };
    }

    private static void WriteContent(RowWriter row, DeliveryPlan plan, string shared)
    {
        if (plan.AddressContent == shared)
        {
            row.Write(Shared);
        }
        else if (plan.AddressContent == $"{shared}/{plan.Person.Label}")
        {
            row.Write(OfLabel);
        }
        else
        {
            row.Write(Other);
            row.Text(plan.AddressContent);
        }
    }

    private static void Write(RowWriter row, Person person)
    {
        row.Count(person.Accounts.Count);
        for (var i = 0; i < person.Accounts.Count; i++)
            AccountRows.Write(row, person.Accounts[i]);
        row.Count(person.Links.Count);
        foreach (var link in person.Links)
        {
            AccountRows.Write(row, link.From);
            AccountRows.Write(row, link.To);
            row.Write((byte)link.Level);
            row.Write((byte)link.Names);
            row.Write(link.Via is not null);
            if (link.Via is { } via)
                AddressRows.Write(row, via);
        }

        Write(row, person.SharedAddresses);
        Write(row, person.CrowdedAddresses);
    }

    private static Person ReadPerson(ref RowReader row)
    {
        var accounts = new Account[row.Count()];
        for (var i = 0; i < accounts.Length; i++)
            accounts[i] = AccountRows.Read(ref row);
        if (accounts.Length == 0)
            throw RowReader.Damaged();
        var links = row.Count() is > 0 and var count ? new PersonLink[count] : [];
        for (var i = 0; i < links.Length; i++)
        {
            var (from, to, level, names) =
                (AccountRows.ReadRef(ref row), AccountRows.ReadRef(ref row), row.Member<LinkLevel>(), row.Member<NameAgreement>());
            links[i] = new(from, to, level, row.Flag() ? AddressRows.ReadKey(ref row) : null) { Names = names };
        }

        return new()
        {
            Accounts = accounts,
            Links = links,
            SharedAddresses = ReadKeys(ref row),
            CrowdedAddresses = ReadKeys(ref row),
        };
    }

    private static void Write(RowWriter row, IReadOnlyList<AddressKey> keys)
    {
        row.Count(keys.Count);
        for (var i = 0; i < keys.Count; i++)
            AddressRows.Write(row, keys[i]);
    }

    private static AddressKey[] ReadKeys(ref RowReader row)
    {
        var keys = row.Count() is > 0 and var count ? new AddressKey[count] : [];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = AddressRows.ReadKey(ref row);
        return keys;
    }

    // Account and address by their slots, counted from one; nought says that what follows is neither of the person's.
    private static void Write(RowWriter row, Route route, Person person)
    {
        row.Name(route.Channel.Name);
        for (var i = 0; i < person.Accounts.Count; i++)
        {
            if (person.Accounts[i].Ref != route.Account)
                continue;
            var addresses = person.Accounts[i].Addresses;
            for (var j = 0; j < addresses.Count; j++)
            {
                if (!addresses[j].Equals(route.Address))
                    continue;
                row.Count(i + 1);
                row.Count(j);
                return;
            }
        }

        row.Count(0);
        AccountRows.Write(row, route.Account);
        AddressRows.Write(row, route.Address);
    }

    private static Route ReadRoute(ref RowReader row, Person person)
    {
        var channel = Names.ToChannel(row.Name());
        var at = row.Int();
        if (at == 0)
        {
            var account = AccountRows.ReadRef(ref row);
            return new(channel, AddressRows.Read(ref row), account);
        }

        var slot = row.Int();
        return at <= person.Accounts.Count && slot < person.Accounts[at - 1].Addresses.Count
            ? new(channel, person.Accounts[at - 1].Addresses[slot], person.Accounts[at - 1].Ref)
            : throw RowReader.Damaged();
    }
}
