using System.Text.Json;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Stores;

// What is left of a delivery whose people are erased.
public static partial class OutboxRules
{
    /// <summary>Whether nothing more happens to a delivery in this state unless somebody reports it or settles it.</summary>
    public static bool IsOver(DeliveryState state) => !CanBeStopped(state) && !IsInFlight(state);

    /// <summary>
    /// The delivery without the accounts and routes of a scope; null when nothing is left by which it tells, or told, the others of the
    /// person. Slots keep to their routes.
    /// </summary>
    /// <param name="planned">As stored, with its latest version.</param>
    /// <param name="scope">Who is erased.</param>
    /// <param name="now">When.</param>
    public static PlannedDelivery? WithoutErased(PlannedDelivery planned, ErasureScope scope, Instant now)
    {
        ArgumentNullException.ThrowIfNull(planned);
        ArgumentNullException.ThrowIfNull(scope);
        var delivery = planned.Delivery;
        Account[] others = [.. delivery.Person.Accounts.Where(a => !scope.Concerns(a))];
        if (others.Length == 0 || scope.HasEnded(delivery))
            return null;
        List<int> kept = [.. Enumerable.Range(0, delivery.Routes.Count).Where(i => !scope.Concerns(delivery.Routes[i]))];
        var used = CanBeStopped(delivery.State) ? kept.FindIndex(i => i >= delivery.RouteIndex) : kept.IndexOf(delivery.RouteIndex);
        if (used < 0)
            return null;
        var rest = delivery with
        {
            Plan = delivery.Plan with
            {
                Person = new() { Accounts = others, Links = [.. delivery.Person.Links.Where(l => AreAmong(others, l))] },
                Routes = [.. kept.Select(i => delivery.Routes[i])],
            },
            RouteIndex = used,
            Attempts = kept[used] == delivery.RouteIndex ? delivery.Attempts : 0,
            Asked = AskedProviders.Moved(delivery.Asked, kept.IndexOf),
            State = delivery.State == DeliveryState.Leased ? DeliveryState.Planned : delivery.State,
            Epoch = delivery.Epoch + 1,
            ChangedAt = now,
            Reasons = CodesOf(delivery.Reasons),
        };
        return planned with
        {
            Delivery = rest,
            Marks = [.. planned.Marks.Where(m => m.Subject.Account is { } account && Array.Exists(others, a => a.Ref == account))],
            Slots = [.. planned.Slots
                .Where(p => !scope.Concerns(p.Bucket.Subject) && (p.Route is not { } route || kept.Contains(route)))
                .Select(p => p.Route is { } route ? p with { Route = kept.IndexOf(route) } : p)],
        };
    }

    /// <summary>The delivery without anything that leads to a person: what became of it, when, and under which codes.</summary>
    public static Delivery Erase(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var route = delivery.Route;
        Address nowhere = new() { Key = new(route.Address.Key.Kind, $"erased/{delivery.Id}"), Deliverable = "" };
        return delivery with
        {
            Plan = delivery.Plan with
            {
                Person = new() { Accounts = [new Account { Ref = ErasureScope.Nobody }] },
                Routes = [new Route(route.Channel, nowhere, ErasureScope.Nobody)],
            },
            RouteIndex = 0,
            Asked = AskedProviders.Moved(delivery.Asked, used => used == delivery.RouteIndex ? 0 : -1),
            WaitsFor = null,
            Epoch = delivery.Epoch + 1,
            Reasons = CodesOf(delivery.Reasons),
        };
    }

    /// <summary>Whether a notification has anything that the application gave for it: data, files, whom it is about.</summary>
    public static bool HasContent(Notification notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return notification.Data.Count > 0 || notification.Attachments.Count > 0 || notification.About is not null;
    }

    /// <summary>The notification without what the application gave for it.</summary>
    public static Notification WithoutContent(Notification notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return notification with { Data = new Dictionary<string, object?>(), Attachments = [], About = null };
    }

    /// <summary>Whether the content of a notification names an address or an account of the scope; files are not opened.</summary>
    public static bool Mentions(Notification notification, ErasureScope scope)
    {
        ArgumentNullException.ThrowIfNull(notification);
        ArgumentNullException.ThrowIfNull(scope);
        if (!HasContent(notification))
            return false;
        if (notification.About is { } about && scope.Accounts.Contains(about))
            return true;
        var written = OutboxJson.WriteValue(notification.Data);
        return scope.Addresses.Select(a => a.Value).Concat(scope.Accounts.Select(a => a.Id))
            .Any(text => written.AsSpan().IndexOf(JsonEncodedText.Encode(text).EncodedUtf8Bytes) >= 0);
    }

    /// <summary>What was decided stays, in the words of nobody.</summary>
    private static Reason[] CodesOf(IReadOnlyList<Reason> reasons) => [.. reasons.Select(r => new Reason(r.Code, r.Rule, "")).Distinct()];

    private static bool AreAmong(Account[] others, PersonLink link) =>
        Array.Exists(others, a => a.Ref == link.From) && Array.Exists(others, a => a.Ref == link.To);
}
