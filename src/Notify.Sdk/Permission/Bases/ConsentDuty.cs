using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>
/// What is asked for before messages of one kind may go to people at one place, and whether it is there. Immutable and thread-safe;
/// asking allocates nothing unless the answer is no.
/// </summary>
internal sealed class ConsentDuty(Topic topic, DeliveryChannel channel, IReadOnlyList<DutyPart> parts, bool isPlaceOpen)
{
    private readonly DutyPart[] _parts = [.. parts];

    public Topic Topic => topic;

    public DeliveryChannel Channel => channel;

    /// <summary>Whether nobody knows whose law counts, because the country that was given cannot be read.</summary>
    public bool IsPlaceOpen => isPlaceOpen;

    /// <summary>The ids of the rules, in the order in which they are asked; shared by all decisions of the kind.</summary>
    public IReadOnlyList<string> RuleIds { get; } =
        [.. parts.SelectMany(p => p.NeedsDefault && !p.Rules.Any(r => r.Rule.Settles) ? p.Rules.Concat(p.Default) : p.Rules)
            .Select(r => r.Rule.Id).Distinct()];

    /// <summary>The rules that ask for something in the words: what they must begin with. Calls are not labelled.</summary>
    public IReadOnlyList<ConsentRule> Labels { get; } = channel == DeliveryChannel.Voice
        ? [] : [.. parts.SelectMany(p => p.Rules).Select(r => r.Rule).Where(r => r.StartsWith.Count > 0)];

    /// <summary>The rules that ask for something at the end of the words.</summary>
    public IReadOnlyList<ConsentRule> Closings { get; } = channel == DeliveryChannel.Voice
        ? [] : [.. parts.SelectMany(p => p.Rules).Select(r => r.Rule).Where(r => r.Closing is not null)];

    /// <summary>The rules that ask for something in the sender id.</summary>
    public IReadOnlyList<ConsentRule> SenderIds { get; } = channel != DeliveryChannel.Sms ? []
        : [.. parts.SelectMany(p => p.Rules).Select(r => r.Rule).Where(r => r.SenderPrefix is not null || r.SenderSuffixes.Count > 0)];

    /// <summary>What a decision says besides: duties of the sender, registers that are not kept, what was declared. Made once.</summary>
    public DutyNotes Notes => field ??= new(this);

    /// <summary>Every rule that may hold.</summary>
    public IEnumerable<DutyRule> Rules => _parts.SelectMany(p => p.Rules.Concat(p.NeedsDefault ? p.Default : []));

    /// <summary>The rules that hold at an instant.</summary>
    public IEnumerable<DutyRule> InForce(Instant at) =>
        _parts.SelectMany(p => p.Rules.Where(r => r.IsInForce(at)).Concat(NeedsDefault(p, at) ? p.Default : []));

    /// <summary>Whether every rule has what it asks for; the record that satisfies the first that asks for one.</summary>
    public bool IsFulfilled(in Attempt attempt, out ConsentRecord? accepted)
    {
        accepted = null;
        if (isPlaceOpen)
            return false;
        foreach (var part in _parts)
        {
            var settled = false;
            foreach (var rule in part.Rules)
            {
                if (!rule.IsInForce(attempt.At))
                    continue;
                settled |= rule.Rule.Settles;
                if (!Has(rule, attempt, ref accepted))
                    return false;
            }

            if (settled || !part.NeedsDefault)
                continue;
            foreach (var rule in part.Default)
            {
                if (!Has(rule, attempt, ref accepted))
                    return false;
            }
        }

        return true;
    }

    /// <summary>The rules in force that lack something.</summary>
    public List<DutyRule> Unfulfilled(in Attempt attempt)
    {
        List<DutyRule> lacking = [];
        ConsentRecord? accepted = null;
        foreach (var rule in InForce(attempt.At).ToList())
        {
            if (!Has(rule, attempt, ref accepted))
                lacking.Add(rule);
        }

        return lacking;
    }

    /// <summary>
    /// Whether a consent takes the person out of a register: of every rule that names it, and at least one does.
    /// </summary>
    /// <param name="register">Name of the register.</param>
    /// <param name="entry">Since when the address stands there; null where that is not known.</param>
    /// <param name="attempt">The message.</param>
    public bool IsLifted(string register, Instant? entry, in Attempt attempt)
    {
        var isNamed = false;
        foreach (var part in _parts)
        {
            foreach (var rule in part.Rules)
            {
                if (!rule.IsInForce(attempt.At))
                    continue;
                for (var i = 0; i < rule.Registers.Count; i++)
                {
                    if (rule.Registers[i].Register.Name != register)
                        continue;
                    isNamed = true;
                    if (!IsLifted(rule, rule.Registers[i], entry, attempt))
                        return false;
                }
            }
        }

        return isNamed;
    }

    /// <summary>Which rules in force name a register, and which consents take a person out of it; empty where none names it.</summary>
    public string SayOf(string register, Instant at)
    {
        var naming = InForce(at).SelectMany(r => r.Registers.Where(n => n.Register.Name == register).Select(n => (Rule: r.Rule, Named: n)))
            .ToList();
        if (naming.Count == 0)
            return "";
        var lifts = naming.Aggregate(BasisSet.All, (all, n) => all.And(n.Named.LiftedBy));
        return $" {string.Join(" and ", naming.Select(n => $"{n.Rule.Id} ({n.Rule.Citation})").Distinct())} asks for it. " + (lifts.IsEmpty
            ? "No consent takes a person out of it." : $"Enough would be: {RefusedText.Shown(lifts)}"
                + $"{(naming.Exists(n => n.Named.Register.ConsentAfterEntry) ? ", given after that day" : "")}.");
    }

    private static bool NeedsDefault(DutyPart part, Instant at) =>
        part.NeedsDefault && !part.Rules.Any(r => r.Rule.Settles && r.IsInForce(at));

    private static bool Has(DutyRule rule, in Attempt attempt, ref ConsentRecord? accepted)
    {
        switch (rule.Rule.Regime)
        {
            case ConsentRegime.OptIn when rule.Rule.KeptBy is null && !rule.NumberWasGiven && !IsReleased(rule, attempt):
                if (Satisfying(rule, attempt) is not { } record)
                    return false;
                accepted ??= record;
                return true;
            case ConsentRegime.Register:
                return RegistersAllow(rule, attempt);
            case ConsentRegime.Prohibited:
                return IsReleased(rule, attempt);
            default:
                return true;
        }
    }

    private static bool IsReleased(DutyRule rule, in Attempt attempt)
    {
        for (var i = 0; i < rule.Exceptions.Count; i++)
        {
            if (rule.Exceptions[i].Rule.Regime == ConsentRegime.None && rule.Exceptions[i].IsInForce(attempt.At))
                return true;
        }

        return false;
    }

    /// <summary>A register that is kept is looked into by another gate; one that is not may list anybody.</summary>
    private static bool RegistersAllow(DutyRule rule, in Attempt attempt)
    {
        for (var i = 0; i < rule.Registers.Count; i++)
        {
            if (attempt.Facts.Suppressions.Find(rule.Registers[i].Register.Name) is null
                && !IsLifted(rule, rule.Registers[i], entry: null, attempt))
                return false;
        }

        return true;
    }

    private static bool IsLifted(DutyRule rule, DutyRegister register, Instant? entry, in Attempt attempt)
    {
        var walk = attempt.Facts.Consents.Walk(attempt.Topic, attempt.Address.Key, attempt.Channel, attempt.At);
        while (walk.MoveNext())
        {
            if (walk.State == ConsentState.InForce
                && rule.IsSatisfiedBy(walk.Current, register.LiftedBy, attempt)
                && (!register.Register.ConsentAfterEntry || walk.Current.OccurredAt > entry))
                return true;
        }

        return false;
    }

    private static ConsentRecord? Satisfying(DutyRule rule, in Attempt attempt)
    {
        var walk = attempt.Facts.Consents.Walk(attempt.Topic, attempt.Address.Key, attempt.Channel, attempt.At);
        while (walk.MoveNext())
        {
            if (walk.State != ConsentState.InForce)
                continue;
            if (rule.IsSatisfiedBy(walk.Current, rule.Accepts, attempt))
                return walk.Current;
            for (var i = 0; i < rule.Exceptions.Count; i++)
            {
                var exception = rule.Exceptions[i];
                if (exception.IsInForce(attempt.At) && exception.IsSatisfiedBy(walk.Current, exception.Accepts, attempt))
                    return walk.Current;
            }
        }

        return null;
    }
}
