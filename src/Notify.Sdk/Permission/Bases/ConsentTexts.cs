using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>The recorded basis of a message, in words when somebody reads them.</summary>
/// <param name="consent">The record.</param>
internal sealed class GrantedText(ConsentRecord consent) : ReasonText
{
    public override string ToString() =>
        $"{consent.Basis} consent of "
            + $"{InstantPattern.General.Format(consent.OccurredAt)}"
            + $"{(consent.Import is { } import ? $", imported from {import.Source}" : "")} (record {consent.Id}).";
}

/// <summary>Why the law lets no message go out, and what would have been enough, in words when somebody reads them.</summary>
/// <param name="duty">What is asked for.</param>
/// <param name="lacking">The rules that lack something.</param>
/// <param name="found">What was found instead, a whole sentence.</param>
/// <param name="at">The instant of the attempt.</param>
/// <param name="needsConsent">Whether the library asks for a consent besides.</param>
internal sealed class RefusedText(ConsentDuty duty, IReadOnlyList<DutyRule> lacking, string found, Instant at, bool needsConsent)
    : ReasonText
{
    public override string ToString() =>
        string.Join(' ', new[] { found }.Concat(lacking.Select(Lacking)).Append(Enough()).Where(t => t.Length > 0));

    private string Lacking(DutyRule rule)
    {
        var asks = rule.Rule.Regime switch
        {
            ConsentRegime.Prohibited => "allows none",
            ConsentRegime.Register =>
                $"names the register {string.Join(" and ", rule.Registers.Select(r => $"'{r.Register.Name}'"))}, of which there is no copy",
            _ => $"asks for {rule.Accepts}{Words(rule)}",
        };
        var beyond = rule.Rule.CannotShow.Count == 0
            ? "" : $" What it also accepts, no record can show: {string.Join("; ", rule.Rule.CannotShow)}.";
        return $"{rule.Rule.Id} ({rule.Rule.Citation}){duty.Channel.Likeness(rule.Rule.Channels)} {asks}.{beyond}";
    }

    private static string Words(DutyRule rule) => rule.AsksDisclosure ? ", with the words that were shown" : "";

    /// <summary>What satisfies every rule at once.</summary>
    private string Enough()
    {
        var rules = duty.InForce(at).ToList();
        if (rules.Exists(r => r.Rule.Regime == ConsentRegime.Prohibited))
            return "Nothing would be enough.";
        var bases = BasisSet.All;
        var asked = needsConsent;
        foreach (var rule in rules)
        {
            if (rule.Rule.Regime == ConsentRegime.OptIn && rule.Rule.KeptBy is null && !rule.NumberWasGiven)
                (bases, asked) = (bases.And(rule.Exceptions.Aggregate(rule.Accepts, (all, e) => all.Or(e.Accepts))), true);
        }

        var registers = lacking.Where(r => r.Rule.Regime == ConsentRegime.Register).ToList();
        List<string> ways = [];
        // One consent may be enough for all: it lifts the registers too. Else each thing is needed.
        var lifting = registers.Aggregate(bases, (all, r) => all.And(Lifts(r)));
        if (!lifting.IsEmpty && (asked || registers.Count > 0))
            ways.Add($"{Shown(lifting)}{Qualities(rules, lifting, registers.Exists(r => r.AsksDisclosure))}");
        var copies = registers.Select(r =>
            $"a copy of {string.Join(" and ", r.Registers.Select(n => $"'{n.Register.Name}'"))} on which the number does not stand");
        var consent = asked && !bases.IsEmpty && lacking.Any(r => r.Rule.Regime == ConsentRegime.OptIn)
            ? [$"{Shown(bases)}{Qualities(rules, bases, asksWords: false)}"] : Array.Empty<string>();
        if (registers.Count > 0 && (consent.Length > 0 || !lacking.Any(r => r.Rule.Regime == ConsentRegime.OptIn)))
            ways.Add(string.Join(" together with ", consent.Concat(copies)));
        if (lacking.All(r => r.NumberIsEnough) && lacking.Count > 0)
            ways.Add("ConsentOptions.PeopleGaveTheirNumbers, where the people gave their numbers themselves");
        return ways.Count == 0 ? "Nothing that a record can show would be enough." : $"Enough would be: {string.Join("; or ", ways)}.";
    }

    /// <summary>The consents that take a person out of every register that a rule names.</summary>
    private static BasisSet Lifts(DutyRule rule) => rule.Registers.Aggregate(BasisSet.All, (all, r) => all.And(r.LiftedBy));

    /// <summary>A written consent is more than an express one, and need not be named beside it.</summary>
    public static string Shown(BasisSet bases) => bases == BasisSet.All ? "a consent"
        : (bases.Contains(ConsentBasis.Express) ? new BasisSet((byte)(bases.Bits & ~(1 << (int)ConsentBasis.ExpressWritten))) : bases)
            .ToString();

    private static string Qualities(List<DutyRule> rules, BasisSet bases, bool asksWords)
    {
        List<string> qualities = [];
        if (asksWords || rules.Exists(r => r.Rule.Regime == ConsentRegime.OptIn && r.AsksDisclosure))
            qualities.Add("with the words that were shown");
        if (bases != BasisSet.All && bases.Contains(ConsentBasis.SoftOptIn))
            qualities.Add("a soft opt-in for this brand and topic, as disclosed");
        foreach (var rule in rules.Where(r => r.Rule.Regime == ConsentRegime.OptIn))
        {
            foreach (var lapse in rule.Rule.Lapses.Where(l => bases.Contains(l.Basis)))
                qualities.Add(
                    string.Create(CultureInfo.InvariantCulture,
                    $"{BasisSet.Name(lapse.Basis)} at most {PeriodPattern.NormalizingIso.Format(lapse.Lasts)} old by {rule.Rule.Id}"));
        }

        return qualities.Count == 0 ? "" : $" ({string.Join("; ", qualities.Distinct())})";
    }
}
