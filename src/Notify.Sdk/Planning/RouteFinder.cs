using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>
/// Lists the ways to reach a person, best first: by the channel order that the person chose for the topic, else the
/// topic's; within a channel verified addresses first, then those of the account that was confirmed last.
/// </summary>
internal static class RouteFinder
{
    /// <summary>The account whose preferences count: the one that the event is about, else the one confirmed last, then the most complete.</summary>
    public static Account Lead(Person person, AccountRef? about)
    {
        if (person.Accounts.Count == 1)
            return person.Accounts[0];
        var lead = person.Accounts[0];
        foreach (var account in person.Accounts)
        {
            if (account.Ref == about)
                return account;
            if (Compare(account, lead) < 0)
                lead = account;
        }

        return lead;
    }

    /// <summary>The channels in order: the person's for this topic, else for all topics, else the topic's. Only channels of the topic.</summary>
    public static IReadOnlyList<Channel> Channels(Topic topic, Account lead) =>
        Own(topic, lead) is { } own ? [.. own.Where(topic.Channels.Contains).Distinct()] : topic.Channels;

    private static IReadOnlyList<Channel>? Own(Topic topic, Account account) =>
        account.ChannelOrder.TryGetValue(topic.Name, out var own) || account.ChannelOrder.TryGetValue("*", out own) ? own : null;

    /// <summary>The routes, each address once per channel.</summary>
    public static List<Route> Routes(Topic topic, Person person, AccountRef? about)
    {
        List<Route> routes = [];
        foreach (var channel in Channels(topic, Lead(person, about)))
            AddRoutes(routes, channel, topic, person, about);
        return person.CrowdedAddresses.Count == 0 ? routes : CrowdedLast(routes, person);
    }

    /// <summary>An address of a crowd tells one of them; whoever has an address of their own is told there.</summary>
    private static List<Route> CrowdedLast(List<Route> routes, Person person) =>
        [.. routes.OrderBy(r => person.CrowdedAddresses.Contains(r.Address.Key))];

    private static void AddRoutes(List<Route> routes, Channel channel, Topic topic, Person person, AccountRef? about)
    {
        var first = routes.Count;
        foreach (var account in person.Accounts)
        {
            // Links only take away: a channel that an account left out is not used at its addresses, whatever the others say.
            if (Own(topic, account) is { } order && !order.Contains(channel))
                continue;
            foreach (var address in account.Addresses)
            {
                if (address.Reaches(channel))
                    Keep(routes, first, new(channel, address, account.Ref), person, about);
            }
        }

        if (routes.Count - first > 1)
            Sort(routes, first, person, about);
    }

    private static void Sort(List<Route> routes, int first, Person person, AccountRef? about) =>
        routes.Sort(first, routes.Count - first, Comparer<Route>.Create((a, b) => Compare(a, b, person, about)));

    /// <summary>Two accounts of a person with the same address: the better owner keeps it.</summary>
    private static void Keep(List<Route> routes, int first, Route route, Person person, AccountRef? about)
    {
        for (var i = first; i < routes.Count; i++)
        {
            if (routes[i].Address.Key != route.Address.Key)
                continue;
            if (Compare(route, routes[i], person, about) < 0)
                routes[i] = route;
            return;
        }

        routes.Add(route);
    }

    private static int Compare(Route a, Route b, Person person, AccountRef? about)
    {
        var byEvent = (b.Account == about).CompareTo(a.Account == about);
        if (byEvent != 0)
            return byEvent;
        var byVerified = (b.Address.VerifiedAt is not null).CompareTo(a.Address.VerifiedAt is not null);
        if (byVerified != 0)
            return byVerified;
        if (a.Account == b.Account)
            return Position(a, person).CompareTo(Position(b, person));
        return Compare(Find(person, a.Account), Find(person, b.Account));
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
        (account.Name is null ? 0 : 1) + (account.Language is null ? 0 : 1) + (account.TimeZone is null ? 0 : 1) + (account.Country is null ? 0 : 1) + account.Attributes.Count;

    private static int Position(Route route, Person person)
    {
        var addresses = Find(person, route.Account).Addresses;
        for (var i = 0; i < addresses.Count; i++)
        {
            if (addresses[i].Key == route.Address.Key)
                return i;
        }

        return addresses.Count;
    }

    public static Account Find(Person person, AccountRef account)
    {
        foreach (var candidate in person.Accounts)
        {
            if (candidate.Ref == account)
                return candidate;
        }

        return person.Accounts[0];
    }
}
