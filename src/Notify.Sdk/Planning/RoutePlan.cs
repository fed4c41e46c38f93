using NodaTime;

namespace Notify.Sdk.Planning;

/// <summary>A route that is permitted, and from when.</summary>
/// <param name="Route">The route.</param>
/// <param name="Due">The earliest permitted instant.</param>
/// <param name="Waits">Why it is later than wanted; empty when it leaves at once.</param>
/// <param name="Basis">The recorded bases that allow it: a consent, an emergency.</param>
internal sealed record OpenRoute(Route Route, Instant Due, IReadOnlyList<Reason> Waits, IReadOnlyList<Reason> Basis)
{
    /// <summary>Whether the due instant is a forecast only: under a frequency cap, other plans are expected to go first.</summary>
    public bool IsForecast { get; init; }
}

/// <summary>How and when one person can be told: the routes that are permitted, best first, and why the others are not.</summary>
/// <param name="Open">Permitted routes in the order of preference.</param>
/// <param name="Refusals">Why routes were not taken, in the order of preference; the reason when there is none at all.</param>
internal sealed record RoutePlan(IReadOnlyList<OpenRoute> Open, IReadOnlyList<Reason> Refusals)
{
    /// <summary>What would open a route that is closed now.</summary>
    public MissingEvidence Missing { get; init; }
}
