using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Stores;

// One account of several is cancelled.
public static partial class OutboxRules
{
    /// <summary>
    /// The delivery without one of its accounts, with its marks and slots: routes of the account go on where another account of
    /// the person has the address. Null when nothing is left to be told.
    /// </summary>
    /// <param name="planned">As stored, with its latest version.</param>
    /// <param name="account">The account.</param>
    /// <param name="now">When.</param>
    public static PlannedDelivery? Without(PlannedDelivery planned, AccountRef account, Instant now)
    {
        ArgumentNullException.ThrowIfNull(planned);
        var delivery = planned.Delivery;
        Account[] others = [.. delivery.Person.Accounts.Where(a => a.Ref != account)];
        var kept = Enumerable.Range(0, delivery.Routes.Count).Select(i => (Index: i, Route: Owned(delivery.Routes[i], account, others)))
            .Where(r => r.Route is not null).ToList();
        var next = kept.FindIndex(r => r.Index >= delivery.RouteIndex);
        if (next < 0)
            return null;
        var rest = delivery with
        {
            Plan = delivery.Plan with
            {
                Person = delivery.Person with
                {
                    Accounts = others,
                    Links = [.. delivery.Person.Links.Where(l => l.From != account && l.To != account)],
                },
                Routes = [.. kept.Select(r => r.Route!)],
            },
            RouteIndex = next,
            Attempts = kept[next].Index == delivery.RouteIndex ? delivery.Attempts : 0,
            Asked = AskedProviders.Moved(delivery.Asked, route => kept.FindIndex(r => r.Index == route)),
            State = delivery.State == DeliveryState.Leased ? DeliveryState.Planned : delivery.State,
            ChangedAt = now,
            Reasons = [.. delivery.Reasons, new(ReasonCodes.Cancelled, Rule, $"Account {account} was cancelled; the others of the person "
                + $"are told.")],
        };
        return planned with
        {
            Delivery = rest,
            Marks = [.. HoldsAddress(rest) ? [AddressMark(rest)] : Array.Empty<OnceKey>(),
                .. planned.Marks.Where(m => m.Subject.Account is { } marked && marked != account)],
            Slots = [.. planned.Slots.Where(p => p.Route is not { } route || kept.Exists(r => r.Index == route))
                .Select(p => p.Route is { } route ? p with { Route = kept.FindIndex(r => r.Index == route) } : p)],
        };
    }

    private static Route? Owned(Route route, AccountRef cancelled, Account[] others) => route.Account != cancelled ? route
        : Array.Find(others, a => a.Addresses.Any(own => own.Key == route.Address.Key)) is { } owner
            ? route with { Account = owner.Ref } : null;
}
