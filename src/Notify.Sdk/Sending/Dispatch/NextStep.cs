using NodaTime;

namespace Notify.Sdk.Sending;

/// <summary>What follows from an outcome. Pure: the same delivery and outcome lead to the same versions.</summary>
internal sealed class NextStep(SendingOptions options)
{
    internal const string Rule = "sending/outcome";

    /// <summary>
    /// The versions to write, best first: a fallback is refused when its address was told by another delivery, and then
    /// the one after it is tried.
    /// </summary>
    /// <param name="delivery">The delivery that was handed over, this attempt counted.</param>
    /// <param name="topic">Its topic.</param>
    /// <param name="outcome">What the provider answered; null when it was not called.</param>
    /// <param name="now">The instant.</param>
    /// <param name="standing">Where the provider stands. What it certainly did not take goes to the next one.</param>
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
            { Kind: SendOutcomeKind.Rejected, Scope: RejectionScope.Account } => RefusedAccount(delivery, outcome, now, standing),
            { Kind: SendOutcomeKind.Rejected } => NextRoutes(Because(delivery, ReasonCodes.Rejected, outcome.Detail), now),
            { Kind: SendOutcomeKind.Unknown } when topic.OnUnknown == UnknownOutcomePolicy.HoldOnUnknown =>
                [Because(delivery.InDoubt(), ReasonCodes.InDoubt, outcome.Detail) with { State = DeliveryState.InDoubt }],
            { Kind: SendOutcomeKind.Unknown } => Unknown(delivery, outcome, now),
            { Kind: SendOutcomeKind.Deferred } => Deferred(Because(delivery, ReasonCodes.Deferred, outcome.Detail), outcome, now, standing),
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

    /// <summary>It certainly was not sent: asked for again after its pause, or of another provider before.</summary>
    private IEnumerable<Delivery> Deferred(Delivery delivery, SendOutcome outcome, Instant now, ProviderStanding standing)
    {
        var known = AskedProviders.Of(delivery, delivery.Provider);
        return TryAgain(delivery, known with { Deferrals = known.Deferrals + 1 }, outcome.RetryAfter, now, standing);
    }

    /// <summary>It may have been sent: asked for again of the same provider only.</summary>
    private IEnumerable<Delivery> Unknown(Delivery delivery, SendOutcome outcome, Instant now)
    {
        var known = AskedProviders.Of(delivery, delivery.Provider);
        return TryAgain(Because(delivery, ReasonCodes.Deferred, outcome.Detail), known with { Unknowns = known.Unknowns + 1 },
            outcome.RetryAfter, now, ProviderStanding.Alone);
    }

    /// <summary>
    /// The account at the provider is at fault, not the person: another provider, else another route; where there is neither it is retried
    /// like a deferral, so that somebody can mend the account meanwhile.
    /// </summary>
    private IEnumerable<Delivery> RefusedAccount(Delivery delivery, SendOutcome outcome, Instant now, ProviderStanding standing)
    {
        var refused = Because(delivery, ReasonCodes.AccountRefused, outcome.Detail);
        var again = Deferred(refused, outcome, now, standing).ToList();
        return standing.OthersFrom <= now || delivery.MayHaveArrived ? again
            : NextRoutes(refused with { Asked = again[0].Asked }, now).Where(next => next.State == DeliveryState.Planned).Concat(again);
    }

    private IEnumerable<Delivery> TryAgain(Delivery delivery, AskedProvider asked, Duration? after, Instant now, ProviderStanding standing)
    {
        // A provider may ask to wait for longer than instants reach.
        var wait = Duration.Max(after ?? Duration.Zero, Backoff(delivery, asked.Calls));
        asked = asked with { NotBefore = wait < delivery.ExpiresAt - now ? now + wait : delivery.ExpiresAt };
        var own = asked.Calls < options.MaximumAttempts ? asked.NotBefore : delivery.ExpiresAt;
        var next = standing.OthersFrom is { } others && others < own ? others : own;
        var waiting = delivery.With(asked);
        if (next >= delivery.ExpiresAt)
            return NextRoutes(Because(waiting, ReasonCodes.RetriesExhausted, $"after {delivery.Attempts} attempts"), now);
        if (next <= now)
            waiting = Because(waiting, ReasonCodes.NextProvider, "the next transport is asked");
        return [waiting with { State = DeliveryState.Planned, Due = Instant.Max(next, now) }];
    }

    /// <summary>The routes that are left; none: it failed, unless an earlier attempt may have arrived.</summary>
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

        yield return delivery with { State = delivery.MayHaveArrived ? DeliveryState.InDoubt : DeliveryState.Failed };
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
