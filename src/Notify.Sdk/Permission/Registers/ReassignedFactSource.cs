using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>When a look-up of reassigned numbers failed.</summary>
internal sealed record ReassignedFacts(Instant FailedAt);

/// <summary>
/// Looks up, at hand-over, whether numbers changed hands since their people agreed. A yes becomes an entry like those of an imported
/// file, and takes the consents before it away; so one rule judges both.
/// </summary>
internal sealed class ReassignedFactSource(IEnumerable<IReassignedNumbers> databases) : IFactSource
{
    /// <summary>Where entries of a look-up stand; they are not stored.</summary>
    public const string Register = "reassigned-look-up";

    private readonly IReassignedNumbers? _database = databases.LastOrDefault();

    public async ValueTask LoadAsync(FactRequest request, Facts facts, CancellationToken cancellationToken)
    {
        if (_database is null || !request.AtHandOver || Queries(request, facts) is not { Count: > 0 } queries)
            return;
        IReadOnlyList<ReassignedAnswer> answers;
        try
        {
            answers = await _database.LookUpAsync(queries, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            answers = [];
        }

        if (answers.Count != queries.Count)
        {
            facts.Set(new ReassignedFacts(request.Now));
            return;
        }

        List<SuppressionEntry> gone = [];
        for (var i = 0; i < queries.Count; i++)
        {
            if (answers[i] == ReassignedAnswer.Yes)
                gone.Add(new(queries[i].Number, Register, SuppressionKind.Reassigned, queries[i].Since));
        }

        if (gone.Count == 0)
            return;
        facts.Set(facts.Suppressions.With(gone));
        facts.Set(facts.Consents.Without(facts.Suppressions));
    }

    /// <summary>Marketing to any number, and what may be a call; with the latest date by which the number was the person's.</summary>
    private static List<ReassignedQuery> Queries(FactRequest request, Facts facts)
    {
        Dictionary<AddressKey, Instant> since = [];
        if (request.Topic.Class != MessageClass.Marketing && !request.Topic.Channels.Contains(DeliveryChannel.Voice))
            return [];
        foreach (var address in request.People.SelectMany(p => p.Accounts).SelectMany(a => a.Addresses)
            .Where(a => a.Key.Kind == AddressKind.Phone))
        {
            var key = address.Key.ToLine();
            var agreed = facts.Consents.LatestYes(key);
            foreach (var at in (Instant?[])[agreed, address.VerifiedAt])
            {
                if (at is { } instant && (!since.TryGetValue(key, out var known) || known < instant))
                    since[key] = instant;
            }
        }

        return [.. since.Select(s => new ReassignedQuery(s.Key, s.Value))];
    }
}
