using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>What lifts an opt-out: a later yes of the person themselves, for the same thing, where they gave it.</summary>
internal static class ConsentStops
{
    /// <summary>
    /// Whether a decision is a yes that the person expressed. What is inferred from a purchase, brought by a file, or still
    /// waits for a confirmation, is none.
    /// </summary>
    public static bool IsExplicitYes(ConsentRecord decision) =>
        decision.Status == ConsentStatus.Granted
        && decision.Basis is ConsentBasis.Express or ConsentBasis.ExpressWritten
        && decision.DoubleOptIn != DoubleOptIn.Pending;

    /// <summary>
    /// Whether <paramref name="decision"/> takes an opt-out back altogether: the very same scope, over the same channels and brands or
    /// more.
    /// Never laxer than what <see cref="ConsentStanding"/> accepts: what erasure forgets, the gate can no longer refuse.
    /// </summary>
    public static bool Undoes(ConsentRecord decision, ConsentRecord stop, Instant now) =>
        IsExplicitYes(decision)
        && decision.OccurredAt <= now
        && decision.OccurredAt > stop.OccurredAt
        && decision.Scope == stop.Scope
        && (decision.Scope.Topic is { } topic ? ConsentStanding.Discloses(decision, topic) : decision.Disclosure is null)
        && (decision.Channel is null || decision.Channel == stop.Channel)
        && (decision.Brand.Length == 0 || string.Equals(decision.Brand, stop.Brand, StringComparison.OrdinalIgnoreCase));
}
