using NodaTime;

namespace Notify.Sdk.Sending;

/// <summary>What follows from an outcome. Pure: the same delivery and outcome lead to the same versions.</summary>
internal sealed class NextStep(SendingOptions options)
{
    private const string Rule = "sending/outcome";

    /// <summary>
    /// The versions to write, best first: a fallback is refused when its address was told by another delivery, and then
    /// the one after it is tried.
    /// </summary>
    /// <param name="delivery">The delivery that was handed over, this attempt counted.</param>
    /// <param name="topic">Its topic.</param>
    /// <param name="outcome">What the provider answered; null when it was not called.</param>
    /// <param name="now">The instant.</param>
    /// <param name="standing">Where the provider stands. What it certainly did not take goes to the next one at once.</param>
    public IEnumerable<Delivery> Versions(Delivery delivery, Topic topic, SendOutcome? outcome, Instant now,
        ProviderStanding standing) =>
        outcome switch
        {
            null => [GiveBack(delivery, now)],
            { Kind: SendOutcomeKind.Accepted } =>
                [delivery with
            {
                State = DeliveryState.Accepted,
                ProviderId = outcome.ProviderId,
                Reasons = Added(delivery, ReasonCodes.Accepted, outcome.Detail),
            }],
            { Kind: SendOutcomeKind.Rejected } => NextRoutes(Because(delivery, ReasonCodes.Rejected, outcome.Detail), now),
            { Kind: SendOutcomeKind.Unknown } when topic.OnUnknown == UnknownOutcomePolicy.HoldOnUnknown =>
                [Because(delivery, ReasonCodes.InDoubt, outcome.Detail) with { State = DeliveryState.InDoubt }],
            { Kind: SendOutcomeKind.Unknown } =>
                TryAgain(Because(delivery, ReasonCodes.Deferred, outcome.Detail) with { MayHaveArrived = true }, outcome.RetryAfter, now,
                    ProviderStanding.Alone),
            { Kind: SendOutcomeKind.Deferred } when standing.HasNext =>
                [Because(Because(delivery, ReasonCodes.Deferred, outcome.Detail), ReasonCodes.NextProvider,
                    "the next transport is asked") with
            {
                State = DeliveryState.Planned,
                Due = now,
            }],
            { Kind: SendOutcomeKind.Deferred } =>
                TryAgain(Because(delivery, ReasonCodes.Deferred, outcome.Detail), outcome.RetryAfter, now, standing),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome.Kind, "Nothing is known to follow from this outcome."),
        };

    private Delivery GiveBack(Delivery delivery, Instant now) =>
        delivery with
        {
            State = DeliveryState.Planned,
            Attempts = delivery.Attempts - 1,
            Due = now
            + Duration.FromTimeSpan(options.FirstRetry)
        };

    private IEnumerable<Delivery> TryAgain(Delivery delivery, Duration? after, Instant now, ProviderStanding standing)
    {
        // A provider may ask to wait for longer than instants reach.
        var rounds = Math.Max(1, delivery.Attempts / standing.Of);
        var pause = Backoff(delivery, rounds);
        var wait = Duration.Max(after ?? Duration.Zero, pause);
        if (standing.Of > 1 && wait >= delivery.ExpiresAt - now)
            wait = pause; // one of several wants to wait for too long; the others do not
        return rounds < options.MaximumAttempts && wait < delivery.ExpiresAt - now
            ? [delivery with { State = DeliveryState.Planned, Due = now + wait }]
            : NextRoutes(Because(delivery, ReasonCodes.RetriesExhausted, $"after {delivery.Attempts} attempts"), now);
    }

    private static IEnumerable<Delivery> NextRoutes(Delivery delivery, Instant now)
    {
        for (var route = delivery.RouteIndex + 1; route < delivery.Routes.Count; route++)
        {
            yield return Because(delivery, ReasonCodes.FellBack, $"next route: {delivery.Routes[route].Channel}") with
            {
                State = DeliveryState.Planned,
                RouteIndex = route,
                Attempts = 0,
                Due = now,
            };
        }

        yield return delivery with { State = DeliveryState.Failed };
    }

    /// <summary>Exponential, with jitter from the delivery's own id: many deliveries spread, one delivery is repeatable.</summary>
    private Duration Backoff(Delivery delivery, int rounds)
    {
        var doubled = Duration.FromTimeSpan(options.FirstRetry) * Math.Pow(2, Math.Min(rounds - 1, 30));
        var jitter = (delivery.Id.Value[0] * 31 + delivery.Id.Value[^1] + delivery.Attempts) % 20 / 100.0;
        return Duration.Min(doubled, Duration.FromTimeSpan(options.LongestRetry)) * (1 + jitter);
    }

    private static Delivery Because(Delivery delivery, string code, string detail) =>
        delivery with { Reasons = Added(delivery, code, detail) };

    private static IReadOnlyList<Reason> Added(Delivery delivery, string code, string detail) =>
        [.. delivery.Reasons, new(code, Rule, $"{delivery.Provider}: {detail}")];
}
