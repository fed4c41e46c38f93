using System.Collections.Frozen;
using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Rendering;

/// <summary>The values that were asked for again, for one batch of people.</summary>
internal sealed class FreshAttributes(IReadOnlyDictionary<StaleAttribute, ContactAttribute> values, Instant loadedAt)
{
    public static readonly IReadOnlyDictionary<StaleAttribute, ContactAttribute> None = new Dictionary<StaleAttribute, ContactAttribute>();

    /// <summary>
    /// The instant at which ages count: where values are fetched again at hand-over, now, even for a message that leaves
    /// tomorrow; else the instant at which it leaves.
    /// </summary>
    public static Instant AgesAt(in Attempt attempt) => attempt.Facts.Find<FreshAttributes>()?.LoadedAt ?? attempt.At;

    private Instant LoadedAt { get; } = loadedAt;

    /// <summary>The value of an attribute, the newer one where there are two.</summary>
    public static ContactAttribute? Find(in Attempt attempt, string name)
    {
        var known = attempt.Account.Attributes.GetValueOrDefault(name);
        return attempt.Facts.Find<FreshAttributes>() is { } fresh ? fresh.Newer(attempt.Account.Ref, name, known) : known;
    }

    /// <summary>All values by name, for the template engine.</summary>
    public static IReadOnlyDictionary<string, object?> All(in Attempt attempt)
    {
        if (attempt.Account.Attributes.Count == 0 && attempt.Topic.MaximumAge.Count == 0)
            return FrozenDictionary<string, object?>.Empty;
        var all = attempt.Account.Attributes.ToDictionary(a => a.Key, a => (object?)a.Value.Value);
        if (attempt.Facts.Find<FreshAttributes>() is not null)
        {
            foreach (var name in attempt.Topic.MaximumAge.Keys)
            {
                if (Find(attempt, name) is { } value)
                    all[name] = value.Value;
            }
        }

        return all;
    }

    private ContactAttribute? Newer(AccountRef account, string name, ContactAttribute? known) =>
        values.TryGetValue(new(account, name), out var fresh) && fresh.AsOf is { } asOf && !(known?.AsOf >= asOf) ? fresh : known;
}

/// <summary>Whether a value is too old; one of unknown age always is.</summary>
internal static class AttributeAge
{
    public static bool IsStale(this ContactAttribute attribute, Duration maximum, Instant at) =>
        attribute.AsOf is not { } asOf || at - asOf > maximum;
}

/// <summary>Asks for what is missing or too old among the people of a batch, once.</summary>
internal sealed class AttributeFactSource(IAttributeSource source) : IFactSource
{
    public async ValueTask LoadAsync(FactRequest request, Facts facts, CancellationToken cancellationToken)
    {
        if (request.Topic.MaximumAge.Count == 0)
            return;
        List<StaleAttribute> stale = [];
        foreach (var account in request.People.SelectMany(p => p.Accounts))
        {
            foreach (var (name, age) in request.Topic.MaximumAge)
            {
                if (!account.Attributes.TryGetValue(name, out var value) || value.IsStale(age, request.Now))
                    stale.Add(new(account.Ref, name));
            }
        }

        facts.Set(
            new FreshAttributes(stale.Count == 0 ? FreshAttributes.None : await source.RefetchAsync(stale, cancellationToken),
            request.Now));
    }
}
