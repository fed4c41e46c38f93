using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>
/// Gives decisions to the outbox. Where another run was faster (a mark stands), the people concerned are
/// decided again with fresh facts, so that nobody is covered by a message that was never planned.
/// </summary>
internal sealed class PlanRecorder(IOutbox outbox, SendFacts facts, PersonDecider decider)
{
    private const int MaximumRounds = 8;

    /// <summary>Writes the decisions; returns them as they were kept.</summary>
    public async Task<IReadOnlyList<PersonDecision>> KeepAsync(
        SendContext send, IReadOnlyList<PersonDecision> decisions, Facts known, CancellationToken cancellationToken)
    {
        List<PersonDecision> kept = new(decisions.Count);
        for (var round = 1; decisions.Count > 0; round++)
        {
            if (round > MaximumRounds)
                throw new NotifyException(
                    $"The outbox refused {decisions.Count} deliveries of '{send.Notification.Key}' {MaximumRounds} times in a row: other "
                    + $"runs are changing the same people. Send the same notification again; what was written stays.");
            var refused = await AddAsync(send, decisions, known, kept, cancellationToken);
            (decisions, known) = refused.Count == 0 ? ([], known) : await DecideAgainAsync(send, refused, cancellationToken);
        }

        return kept;
    }

    private async Task<List<Person>> AddAsync(
        SendContext send, IReadOnlyList<PersonDecision> decisions, Facts known, List<PersonDecision> kept,
        CancellationToken cancellationToken)
    {
        List<Person> refused = await ChangeAsync(decisions, kept, cancellationToken);
        var promised = decisions.Where(d => d is { Planned: not null, IsChange: false }).ToList();
        var others = decisions.Where(d => d.Planned is null).ToList();
        var results = await outbox.AddAsync(
            send.Notification.Key,
            [.. promised.Select(d => d.Planned!)],
            [.. others.SelectMany(d => Storable(send, d, known))],
            cancellationToken);

        if (others.Exists(d => d.Again is not null))
            await outbox.AddAsync([.. others.Select(d => d.Again).OfType<KnownAgain>()], cancellationToken);
        kept.AddRange(others);
        for (var i = 0; i < promised.Count; i++)
        {
            if (results[i] == AddResult.Closed)
                throw new NotifyException(
                    $"Notification '{send.Notification.Key}' was cancelled or replaced by a higher revision while it was being planned. "
                    + $"What was planned before has been stopped.");
            if (results[i] == AddResult.Added)
                kept.Add(promised[i]);
            else
                refused.Add(promised[i].Person);
        }

        return refused;
    }

    /// <summary>
    /// Writes what is planned anew. One that a worker or another call changed meanwhile is decided again: by then it may be leaving.
    /// </summary>
    private async Task<List<Person>> ChangeAsync(IReadOnlyList<PersonDecision> decisions, List<PersonDecision> kept,
        CancellationToken cancellationToken)
    {
        var changes = decisions.Where(d => d.IsChange).ToList();
        if (changes.Count == 0)
            return [];
        var written = await outbox.ChangeAsync([.. changes.Select(c => c.Planned!)], cancellationToken);
        kept.AddRange(changes.Where((_, i) => written[i]));
        return [.. changes.Where((_, i) => !written[i]).Select(c => c.Person)];
    }

    private async Task<(IReadOnlyList<PersonDecision>, Facts)> DecideAgainAsync(
        SendContext send, List<Person> people, CancellationToken cancellationToken)
    {
        send.LooksBack = true;
        foreach (var person in people)
            send.Holders.Release(person.Label);
        var fresh = await facts.LoadAsync(send, people, cancellationToken);
        return (decider.Decide(send, fresh), fresh.Facts);
    }

    /// <summary>What is decided about an account that was told or planned before must not replace the explanation of that.</summary>
    private static IEnumerable<AccountOutcome> Storable(SendContext send, PersonDecision decision, Facts known) =>
        decision.Outcomes.Where(o => known.History.Mark(new(send.AccountContent, OnceSubject.Of(o.Account)), self: null) is null);
}
