using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>What a decision says besides its reasons about the law of a place: one list for all people of the kind.</summary>
/// <param name="duty">What is asked for.</param>
internal sealed class DutyNotes(ConsentDuty duty)
{
    private readonly string[] _registers = [.. duty.Rules.SelectMany(r => r.Registers).Select(r => r.Register.Name).Distinct().Take(64)];

    /// <summary>Which of the registers that the rules name are kept, a bit for each.</summary>
    public ulong Kept(SuppressionFacts suppressions)
    {
        var kept = 0UL;
        for (var i = 0; i < _registers.Length; i++)
            kept |= suppressions.Find(_registers[i]) is null ? 0 : 1UL << i;
        return kept;
    }

    /// <summary>The notes for a decision that a message may go out at an instant.</summary>
    public IReadOnlyList<Reason> At(Instant at, SuppressionFacts suppressions, ConsentOptions options)
    {
        List<Reason> notes = [];
        var rules = duty.InForce(at).ToList();
        foreach (var rule in rules)
        {
            if (rule.NumberWasGiven)
                notes.Add(new(ReasonCodes.NumberGiven, Id(rule), $"The application declares that people gave their numbers themselves, "
                    + $"which is an express consent under {Cited(rule)}."));
            if (rule.Rule.AsksRegistration && !options.Registrations.Contains(rule.Rule.Id) && !rules.Exists(r => Lifts(r, rule)))
                notes.Add(new(ReasonCodes.SenderRegistration, Id(rule), $"{Cited(rule)}: {Registration(rule)} When that is done, add "
                    + $"'{rule.Rule.Id}' to ConsentOptions.Registrations."));
            notes.AddRange(rule.Registers
                .Where(r => rule.Rule.Regime != ConsentRegime.Register && suppressions.Find(r.Register.Name) is null)
                .Select(r =>
                    new Reason(ReasonCodes.RegisterNotChecked, Id(rule),
                    $"Register '{r.Register.Name}' of {Cited(rule)} was not looked into. Add it with AddSuppressionRegister and import a "
                    + $"copy.")));
        }

        notes.AddRange(duty.Closings.Where(r => !IsClosed(r))
            .Select(r => new Reason(ReasonCodes.ClosingMissing, $"rendering/closing/{r.Id}",
            $"{r.Id} ({r.Citation}) asks that the words end with {r.Closing!.Says}{(r.Closing.Contains is { } said ? $" ({said})" : "")}. "
                + $"Set it with Closing(\"{r.Jurisdiction}\", ...) on the topic.")));
        return notes;
    }

    /// <summary>Whether the topic has the words for the end, or all of its own words for the channel hold them.</summary>
    private bool IsClosed(ConsentRule rule)
    {
        if (rule.Closing!.IsIn(duty.Topic.Closings.GetValueOrDefault(rule.Jurisdiction)))
            return true;
        var own = duty.Topic.Templates.Where(t => t.Channel == duty.Channel).ToList();
        return rule.Closing.Contains is not null && own.Count > 0 && own.TrueForAll(t => rule.Closing.IsIn(t.Text));
    }

    /// <summary>Whether everybody who passes one rule has a consent that lifts the duty of another one.</summary>
    private static bool Lifts(DutyRule rule, DutyRule duty) =>
        rule.Rule.Regime == ConsentRegime.OptIn && !rule.NumberWasGiven && rule.Exceptions.Count == 0
            && rule.Accepts.And(duty.Accepts) == rule.Accepts
        && duty.Rule.Regime == ConsentRegime.Registration;

    private static string Registration(DutyRule rule) => rule.Rule switch
    {
        { Registration: { } words } => $"{words}.",
        { Regime: ConsentRegime.Registration } =>
            $"the sender must be registered{(rule.Accepts.IsEmpty ? "" : $", unless there is {rule.Accepts}")}.",
        _ => $"a consent counts only when it is recorded in '{rule.Rule.Registers.First(r => r.HoldsTheYes).Name}'.",
    };

    private static string Id(DutyRule rule) => $"permission/consent/{rule.Rule.Id}";

    private static string Cited(DutyRule rule) => $"{rule.Rule.Id} ({rule.Rule.Citation})";
}
