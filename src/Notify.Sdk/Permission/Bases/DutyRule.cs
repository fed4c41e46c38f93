using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>
/// A rule as it holds for messages of one kind: dates as instants, bases as bits, with the exceptions that the application chose.
/// Immutable.
/// </summary>
internal sealed class DutyRule
{
    private readonly BasisLapse?[] _lapses = new BasisLapse?[Enum.GetValues<ConsentBasis>().Length];
    private readonly bool _asksDisclosure;
    private readonly bool _mayBeStated;

    /// <param name="rule">The rule.</param>
    /// <param name="topic">The topic of the messages.</param>
    /// <param name="channel">Their channel.</param>
    /// <param name="options">What the application declared.</param>
    /// <param name="exceptions">The rules that relax it and may be used.</param>
    public DutyRule(ConsentRule rule, Topic topic, DeliveryChannel channel, ConsentOptions options, IReadOnlyList<DutyRule> exceptions)
    {
        Rule = rule;
        Exceptions = exceptions;
        Accepts = BasisSet.Of(rule.Accepts);
        Registers = [.. rule.Registers.Where(r => !r.HoldsTheYes && (r.Channels.Count == 0 || channel.IsAmong(r.Channels)))
            .Select(r => new DutyRegister(r, BasisSet.Of(r.LiftedBy)))];
        NumberIsEnough = LawWords.Names(rule.NumberGiven, topic);
        NumberWasGiven = NumberIsEnough && options.PeopleGaveTheirNumbers;
        _asksDisclosure = LawWords.Names(rule.AsksDisclosure, topic);
        _mayBeStated = !options.ImpliedLasts.ContainsKey(ConsentBasis.Express)
            && !options.ImpliedLasts.ContainsKey(ConsentBasis.ExpressWritten);
        foreach (var lapse in rule.Lapses)
            _lapses[(int)lapse.Basis] = lapse;
        _lapses[(int)ConsentBasis.ExpressWritten] ??= _lapses[(int)ConsentBasis.Express];
        Effect = rule.Effect;
    }

    public ConsentRule Rule { get; }

    /// <inheritdoc cref="ConsentRule.Effect"/>
    public (Instant From, Instant To) Effect { get; }

    /// <summary>What relaxes it.</summary>
    public IReadOnlyList<DutyRule> Exceptions { get; }

    public BasisSet Accepts { get; }

    /// <summary>The registers that it names for the channel.</summary>
    public IReadOnlyList<DutyRegister> Registers { get; }

    /// <summary>Whether numbers that people gave would satisfy it, and whether the application declares that they did.</summary>
    public bool NumberIsEnough { get; }

    /// <inheritdoc cref="NumberIsEnough"/>
    public bool NumberWasGiven { get; }

    /// <summary>Whether an express consent counts only with the words that were shown.</summary>
    public bool AsksDisclosure => _asksDisclosure;

    public bool IsInForce(Instant at) => at >= Effect.From && at < Effect.To;

    /// <summary>Whether a consent that is in force satisfies the rule, its exceptions left aside.</summary>
    public bool IsSatisfiedBy(ConsentRecord record, BasisSet bases, in Attempt attempt) =>
        bases.Contains(record.Basis)
        && !(EndOf(record) <= attempt.At)
        && (!_asksDisclosure || record.Disclosure is not null || !ConsentStanding.IsExpressed(record))
        && (!IsForSimilarGoods(record) || IsSimilar(record, attempt.Topic))
        && (!Rule.NotRetroactive || record.OccurredAt >= Effect.From);

    /// <summary>When the consent ends under this rule; null when the rule sets no end.</summary>
    public Instant? EndOf(ConsentRecord record)
    {
        if (LapseOf(record.Basis) is not { } lapse || (lapse.UnlessStated && _mayBeStated
            && record is { ExpiresAt: not null, Disclosure: not null }))
            return null;
        var since = ConsentStanding.IsExpressed(record) ? record.OccurredAt : record.BasisEventAt ?? record.OccurredAt;
        return since.InUtc().LocalDateTime.Plus(lapse.Lasts).InUtc().ToInstant();
    }

    public BasisLapse? LapseOf(ConsentBasis basis) => _lapses[(int)basis];

    private bool IsForSimilarGoods(ConsentRecord record) =>
        record.Basis == ConsentBasis.SoftOptIn || (Rule.SimilarGoods && !ConsentStanding.IsExpressed(record));

    /// <summary>
    /// Own similar goods: the brand and the topic that were disclosed, and no other. That the topic is among them was looked at before.
    /// </summary>
    private static bool IsSimilar(ConsentRecord record, Topic topic) =>
        record.Disclosure is not null && string.Equals(record.Brand, topic.Brand, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A register that a rule names, for one channel.</summary>
/// <param name="Register">The register.</param>
/// <param name="LiftedBy">The bases that take a person out of it.</param>
internal sealed record DutyRegister(RuleRegister Register, BasisSet LiftedBy);
