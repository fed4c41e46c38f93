using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>One way to reach a person, before it is judged.</summary>
internal readonly record struct RouteCandidate(DeliveryChannel Channel, Address Address, Account Account)
{
    public AddressKey Key => Address.KeyFor(Channel);
}

/// <summary>
/// Lists the ways to reach a person, best first: by the channel order that the person chose for the topic, else the
/// topic's; within a channel verified addresses first, then those of the account that was confirmed last.
/// </summary>
internal static class RouteFinder
{
    /// <summary>
    /// The account whose preferences count: the one that the event is about, else the one confirmed last, then the most complete.
    /// </summary>
    public static Account Lead(Person person, AccountRef? about)
    {
        var lead = person.Accounts[0];
        for (var i = 1; i < person.Accounts.Count; i++)
        {
            var account = person.Accounts[i];
            if (lead.Ref != about && (account.Ref == about || Compare(account, lead) < 0))
                lead = account;
        }

        return lead;
    }

    /// <summary>
    /// The channels in order: the person's for this topic, else for all topics, else the topic's. Only channels of the topic.
    /// </summary>
    public static IReadOnlyList<DeliveryChannel> Channels(Topic topic, Account lead)
    {
        if (Own(topic, lead) is not { } own)
            return topic.Channels;
        List<DeliveryChannel> channels = new(own.Count);
        for (var i = 0; i < own.Count; i++)
        {
            // The topic's object: what a list names may be a name only.
            if (topic.Channels.FirstOrDefault(own[i].Equals) is { } channel && !channels.Contains(channel))
                channels.Add(channel);
        }

        return channels;
    }

    /// <summary>
    /// Adds the routes to a list that the caller keeps for many people, each address once per channel, and why the other ways are none.
    /// </summary>
    public static void Collect(List<RouteCandidate> routes, List<Reason> notTaken, Topic topic, Person person, AccountRef? about)
    {
        var channels = Channels(topic, Lead(person, about));
        for (var i = 0; i < channels.Count; i++)
            AddRoutes(routes, notTaken, channels[i], topic, person, about);
        for (var i = 0; i < topic.Channels.Count && !ReferenceEquals(channels, topic.Channels); i++)
        {
            if (!channels.Contains(topic.Channels[i]))
                RoutesNotTaken.LeftOut(notTaken, topic.Channels[i], person);
        }

        if (person.CrowdedAddresses.Count > 0)
            CrowdedLast(routes, person);
    }

    /// <summary>The account of a person.</summary>
    public static Account Find(Person person, AccountRef account)
    {
        for (var i = 0; i < person.Accounts.Count; i++)
        {
            if (person.Accounts[i].Ref == account)
                return person.Accounts[i];
        }

        return person.Accounts[0];
    }

    private static IReadOnlyList<DeliveryChannel>? Own(Topic topic, Account account) => account.ChannelOrder.Count > 0
        && (account.ChannelOrder.TryGetValue(topic.Name, out var own) || account.ChannelOrder.TryGetValue("*", out own)) ? own : null;

    /// <summary>An address of a crowd tells one of them; whoever has an address of their own is told there.</summary>
    private static void CrowdedLast(List<RouteCandidate> routes, Person person)
    {
        var ordered = routes.OrderBy(r => person.CrowdedAddresses.Contains(r.Address.Key)).ToList();
        routes.Clear();
        routes.AddRange(ordered);
    }

    private static void AddRoutes(List<RouteCandidate> routes, List<Reason> notTaken, DeliveryChannel channel, Topic topic, Person person,
        AccountRef? about)
    {
        var first = routes.Count;
        for (var i = 0; i < person.Accounts.Count; i++)
        {
            var account = person.Accounts[i];
            // Links only take away: a channel that an account left out is not used at its addresses, whatever the others say.
            if (Own(topic, account) is { } order && !order.Contains(channel))
            {
                RoutesNotTaken.LeftOut(notTaken, channel, account);
                continue;
            }

            for (var j = 0; j < account.Addresses.Count; j++)
            {
                if (!account.Addresses[j].Reaches(channel))
                    RoutesNotTaken.OutOfReach(notTaken, channel, account.Addresses[j]);
                else if (person.Accounts.Count == 1 || !IsLeftOut(channel, account.Addresses[j].KeyFor(channel), topic, person))
                    Add(routes, first, new(channel, account.Addresses[j], account), about);
            }
        }
    }

    /// <summary>Whether an account that has the address too left the channel out.</summary>
    private static bool IsLeftOut(DeliveryChannel channel, in AddressKey address, Topic topic, Person person)
    {
        for (var i = 0; i < person.Accounts.Count; i++)
        {
            if (Own(topic, person.Accounts[i]) is not { } order || order.Contains(channel))
                continue;
            var addresses = person.Accounts[i].Addresses;
            for (var j = 0; j < addresses.Count; j++)
            {
                if (addresses[j].KeyFor(channel) == address)
                    return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Into its place among those of the channel; equal ones, which are of one account, stay in the account's order. Of two
    /// accounts with the same address the better owner keeps it.
    /// </summary>
    private static void Add(List<RouteCandidate> routes, int first, in RouteCandidate route, AccountRef? about)
    {
        for (var i = first; i < routes.Count; i++)
        {
            if (routes[i].Key != route.Key)
                continue;
            if (Compare(route, routes[i], about) >= 0)
                return;
            routes.RemoveAt(i);
            break;
        }

        var place = routes.Count;
        while (place > first && Compare(route, routes[place - 1], about) < 0)
            place--;
        routes.Insert(place, route);
    }

    private static int Compare(in RouteCandidate a, in RouteCandidate b, AccountRef? about)
    {
        var byEvent = (b.Account.Ref == about).CompareTo(a.Account.Ref == about);
        if (byEvent != 0)
            return byEvent;
        var byVerified = (b.Address.VerifiedAt is not null).CompareTo(a.Address.VerifiedAt is not null);
        return byVerified != 0 || ReferenceEquals(a.Account, b.Account) ? byVerified : Compare(a.Account, b.Account);
    }

    /// <summary>Last confirmed first, then the most fields, then the smallest reference.</summary>
    private static int Compare(Account a, Account b)
    {
        var byConfirmed = (b.LastConfirmed ?? Instant.MinValue).CompareTo(a.LastConfirmed ?? Instant.MinValue);
        if (byConfirmed != 0)
            return byConfirmed;
        var byFields = Fields(b).CompareTo(Fields(a));
        return byFields != 0 ? byFields : a.Ref.CompareTo(b.Ref);
    }

    private static int Fields(Account account) =>
        (account.Name is null ? 0 : 1) + (account.Language is null ? 0 : 1) + (account.TimeZone is null ? 0 : 1)
            + (account.Country is null ? 0 : 1) + account.Attributes.Count;
}
