using NodaTime;

namespace Notify.Sdk;

/// <summary>
/// What a delivery knows of a provider that was asked over one of its routes and did not settle it: whether it may have the message, and
/// when it may be asked again. Immutable.
/// </summary>
/// <param name="Route">Index of the route in <see cref="Delivery.Routes"/>; minus one when the route was taken away since.</param>
/// <param name="Provider">Name of the transport; null when nobody knows which it was.</param>
public sealed record AskedProvider(int Route, string? Provider)
{
    /// <summary>How often it certainly did not take the message. Such a call counts under no cap.</summary>
    public int Deferrals { get; init; }

    /// <summary>How often it may have taken the message. Once it may have, no other provider of the route is asked.</summary>
    public int Unknowns { get; init; }

    /// <summary>It is not asked before: what it asked for itself, or the pause between attempts.</summary>
    public Instant NotBefore { get; init; } = Instant.MinValue;

    /// <summary>How often it was asked.</summary>
    public int Calls => Deferrals + Unknowns;

    /// <summary>Provider and route.</summary>
    public override string ToString() => $"{Provider ?? "an unknown provider"} on route {Route}";
}
