using Notify.Sdk.Audience;
using Notify.Sdk.Planning;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>What was decided about one person: an outcome for each of their accounts, and the promise, if there is one.</summary>
/// <param name="Person">The person, as the list has them.</param>
/// <param name="Outcomes">One for each account, in order.</param>
/// <param name="Planned">What the outbox has to keep; null when nothing is planned.</param>
internal sealed record PersonDecision(Person Person, IReadOnlyList<AccountOutcome> Outcomes, PlannedDelivery? Planned)
{
    /// <summary>Whether the promise is one that was given before and is planned anew.</summary>
    public bool IsChange { get; init; }

    /// <summary>
    /// What the outbox has to learn of accounts whose person an earlier call told or planned; null when it knows all of them.
    /// </summary>
    public KnownAgain? Again { get; init; }

    /// <summary>For somebody who is not told: what the application could declare so that they are.</summary>
    public MissingEvidence Missing { get; init; }
}
