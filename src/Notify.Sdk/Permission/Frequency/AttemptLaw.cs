using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Permission;

/// <summary>
/// Whether an attempt at a person counts as a message whatever becomes of it, by the law of where they may be: then every cap counts
/// it. Thread-safe.
/// </summary>
internal sealed class AttemptLaw(IOptions<PermissionOptions> options, IWhereabouts where)
{
    private readonly ConsentRule[] _rules = [.. options.Value.LawRules.Where(r => r.CountsAttempts)];

    /// <summary>The rule that says so, or null.</summary>
    public ConsentRule? Of(Topic topic, DeliveryChannel channel, Person person, Address address, Instant at)
    {
        foreach (var rule in _rules)
        {
            if (LawWords.Names(rule.Classes, topic) && rule.Reach.Holds(channel) && at >= rule.Effect.From
                && at < rule.Effect.To && LiesIn(rule.Jurisdiction, where.Of(person, address)))
                return rule;
        }

        return null;
    }

    private static bool LiesIn(string jurisdiction, IPlace place) =>
        jurisdiction.Length == 2 ? place.LiesIn([jurisdiction], []) : place.LiesIn([], [jurisdiction]);
}
