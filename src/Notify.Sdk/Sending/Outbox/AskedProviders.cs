namespace Notify.Sdk.Sending;

/// <summary>What a delivery remembers of the providers that were asked. Pure.</summary>
internal static class AskedProviders
{
    /// <summary>What is known of a provider on the route in use; nothing yet when it was not asked.</summary>
    public static AskedProvider Of(Delivery delivery, string? provider) =>
        Find(delivery, delivery.RouteIndex, provider) ?? new(delivery.RouteIndex, provider);

    /// <summary>The provider that may have taken the message on the route in use; null when none may.</summary>
    public static AskedProvider? Doubtful(Delivery delivery)
    {
        for (var i = 0; i < delivery.Asked.Count; i++)
        {
            if (delivery.Asked[i].Route == delivery.RouteIndex && delivery.Asked[i].Unknowns > 0)
                return delivery.Asked[i];
        }

        return null;
    }

    /// <summary>Whether a provider was asked on a route, and what it answered did not settle the delivery.</summary>
    public static bool Knows(Delivery delivery, int route, string provider) => Find(delivery, route, provider) is not null;

    /// <summary>How often a provider certainly did not take the message on a route.</summary>
    public static int Deferrals(Delivery delivery, int route, string? provider) => Find(delivery, route, provider)?.Deferrals ?? 0;

    /// <summary>The delivery with what is known of a provider now.</summary>
    public static Delivery With(this Delivery delivery, AskedProvider known) => delivery with
    {
        Asked = [.. delivery.Asked.Where(a => a.Route != known.Route || a.Provider != known.Provider), known],
    };

    /// <summary>The provider that was asked last may have taken it: the worker died, or nobody heard its answer.</summary>
    public static Delivery InDoubt(this Delivery delivery)
    {
        var known = Of(delivery, delivery.Provider);
        return delivery.With(known with { Unknowns = known.Unknowns + 1 });
    }

    /// <summary>Every provider may be asked again at once; what may have arrived stays with the one that may have it.</summary>
    public static IReadOnlyList<AskedProvider> Afresh(IReadOnlyList<AskedProvider> asked) =>
        [.. asked.Select(a => new AskedProvider(a.Route, a.Provider) { Unknowns = Math.Min(a.Unknowns, 1) })];

    /// <summary>
    /// No provider has it, somebody found out. That they were asked is kept: what they report late is not of the next attempt.
    /// </summary>
    public static IReadOnlyList<AskedProvider> WithoutDoubt(IReadOnlyList<AskedProvider> asked) =>
        [.. asked.Select(a => new AskedProvider(a.Route, a.Provider))];

    /// <summary>Without what was known of a route: its provider said what became of the message.</summary>
    public static IReadOnlyList<AskedProvider> WithoutRoute(IReadOnlyList<AskedProvider> asked, int route) =>
        asked.Count == 0 ? asked : [.. asked.Where(a => a.Route != route)];

    /// <summary>With the slots that the routes have now.</summary>
    /// <param name="asked">What is known.</param>
    /// <param name="placeOf">Where the route stands now; minus one when it was taken away.</param>
    public static IReadOnlyList<AskedProvider> Moved(IReadOnlyList<AskedProvider> asked, Func<int, int> placeOf) =>
        asked.Count == 0 ? asked : [.. asked.Select(a => a.Route < 0 ? a : a with { Route = placeOf(a.Route) })
            .Where(a => a.Route >= 0 || a.Unknowns > 0)];

    private static AskedProvider? Find(Delivery delivery, int route, string? provider)
    {
        for (var i = 0; i < delivery.Asked.Count; i++)
        {
            if (delivery.Asked[i].Route == route && delivery.Asked[i].Provider == provider)
                return delivery.Asked[i];
        }

        return null;
    }
}
