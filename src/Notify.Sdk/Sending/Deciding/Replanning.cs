using NodaTime;

namespace Notify.Sdk.Sending;

/// <summary>A delivery that is planned anew with other data of its people. Pure.</summary>
internal static class Replanning
{
    private const string Rule = "sending/changed";

    public static Reason Why { get; } = new(ReasonCodes.Changed, Rule,
        "It was planned before, and is planned anew with the data of this call.");

    /// <summary>
    /// The delivery with the routes of now. Routes that were given up stay before them and are not tried again, one that was only
    /// deferred goes on; so each route keeps the key by which its provider knows repeats.
    /// </summary>
    /// <param name="before">As it stands.</param>
    /// <param name="fresh">As it would be planned for the first time.</param>
    public static Delivery Of(Delivery before, Delivery fresh)
    {
        var next = fresh with
        {
            Plan = fresh.Plan with { Id = before.Id },
            Epoch = before.Epoch,
            Provider = before.Provider,
            ProviderId = before.ProviderId,
            Asked = before.Asked,
            Reasons = [.. before.Reasons, Why]
        };
        if (before.Provider is null && before.Attempts == 0)
            return next;
        var givenUp = before.Routes.Take(before.RouteIndex).ToList();
        Route[] left = [.. fresh.Routes.Where(r => !givenUp.Exists(g => IsSameWay(g, r)))];
        if (left.Length == 0)
            return before with
            {
                Plan = before.Plan with { Person = fresh.Person },
                State = DeliveryState.Failed,
                ChangedAt = fresh.ChangedAt,
                Reasons = next.Reasons,
            };
        if (before.Attempts == 0)
            return With(next, [.. givenUp, .. left], before.RouteIndex);
        return IsSameWay(before.Route, left[0])
            ? With(next, [.. givenUp, .. left], before.RouteIndex) with
            {
                Attempts = before.Attempts,
                Due = Instant.Max(before.Due, fresh.Due),
            }
            : With(next, [.. givenUp, before.Route, .. left], before.RouteIndex + 1);
    }

    /// <summary>Nothing permits it any more: it ends.</summary>
    public static Delivery Ended(Delivery before, IEnumerable<Reason> refusals, Instant now) =>
        before with { State = DeliveryState.Suppressed, ChangedAt = now, Reasons = [.. before.Reasons, Why, .. refusals.Distinct()] };

    private static Delivery With(Delivery next, IReadOnlyList<Route> routes, int index) =>
        next with { Plan = next.Plan with { Routes = routes }, RouteIndex = index };

    private static bool IsSameWay(Route one, Route other) => one.Channel == other.Channel && one.Key == other.Key;
}
