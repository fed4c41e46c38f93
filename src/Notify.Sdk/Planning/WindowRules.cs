using System.Collections.Concurrent;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>The registered window rules, and which of them match a message. The same match gives the same list, so that answers can be shared. Thread-safe.</summary>
internal sealed class WindowRules(IEnumerable<SendWindowRule> rules)
{
    private readonly SendWindowRule[] _rules = [.. rules];
    private readonly ConcurrentDictionary<Match, IReadOnlyList<SendWindowRule>> _matching = new();

    public IReadOnlyList<SendWindowRule> For(in Attempt attempt)
    {
        var match = new Match(attempt.Topic.Name, attempt.Topic.Class, attempt.Channel, attempt.Account.Country, attempt.Address.PhoneRegion);
        return _matching.TryGetValue(match, out var known) ? known : _matching.GetOrAdd(match, [.. _rules.Where(match.Fits)]);
    }

    private readonly record struct Match(string Topic, MessageClass Class, Channel Channel, string? Country, string? PhoneRegion)
    {
        public bool Fits(SendWindowRule rule) =>
            rule.Classes.Contains(Class)
            && (rule.Channels.Count == 0 || rule.Channels.Contains(Channel))
            && (rule.Topics.Count == 0 || rule.Topics.Contains(Topic))
            && (rule.Countries.Count == 0 || Lies(rule.Countries));

        /// <summary>Either evidence of the country is enough: a rule is never avoided by a foreign number.</summary>
        private bool Lies(IReadOnlyList<string> countries) =>
            (Country is not null && countries.Contains(Country)) || (PhoneRegion is not null && countries.Contains(PhoneRegion));
    }
}
