using Notify.Sdk;
using Spectre.Console;

namespace QuickStart;

/// <summary>How many accounts of each kind name which reason. An account with two reasons counts under both.</summary>
internal static class Reasons
{
    private static readonly (OutcomeKind Kind, string Word)[] Kinds =
    [
        (OutcomeKind.Held, "held"),
        (OutcomeKind.Covered, "covered"),
        (OutcomeKind.Suppressed, "suppressed"),
        (OutcomeKind.Unreachable, "unreachable"),
    ];

    public static Table Table(SendReport report)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "");
        foreach (var (kind, word) in Kinds)
        {
            var outcomes = report.Outcomes.Where(o => o.Kind == kind && !IsToldBefore(o)).ToList();
            if (outcomes.Count > 0)
                table.AddRow(new Text(word), new Text($"{outcomes.Count:N0}").RightJustified(),
                    new Text(string.Join(", ", Counts(outcomes))));
        }

        if (HourRules(report) is { Length: > 0 } rules)
            table.AddRow(new Text("by hours"), new Text(""), new Text(rules));
        return table;
    }

    /// <summary>Which rules about hours spoke, law and others, on whatever route: <c>--explain</c> cites their statutes.</summary>
    private static string HourRules(SendReport report) => string.Join(", ", report.Outcomes
        .SelectMany(o => o.Reasons.Where(IsWait).SelectMany(r => r.Rule.Split(" + ")).Distinct())
        .GroupBy(rule => rule)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => $"{g.Key} {g.Count():N0}"));

    /// <summary>An earlier run told the account, or planned to.</summary>
    public static bool IsToldBefore(AccountOutcome outcome) =>
        outcome.Reasons.Any(r => r.Code is ReasonCodes.AlreadyTold or ReasonCodes.AlreadyPlanned);

    private static IEnumerable<string> Counts(List<AccountOutcome> outcomes) => outcomes
        .SelectMany(o => Told(o).Select(r => r.Code).Distinct())
        .GroupBy(code => code)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => $"{g.Key} {g.Count():N0}");

    /// <summary>
    /// An outcome holds all that was found. Here a held one counts by why it waits, not by the consent that allows it or the
    /// routes not taken; one that is not told counts by why not, not by the hours it would have waited for.
    /// </summary>
    private static IEnumerable<Reason> Told(AccountOutcome outcome) => outcome.Kind == OutcomeKind.Held
        ? outcome.Reasons.Where(IsWait)
        : outcome.Reasons.Where(r => !IsWait(r));

    private static bool IsWait(Reason reason) =>
        reason.Code is ReasonCodes.OutsideWindow or ReasonCodes.QuietHours or ReasonCodes.NotBefore or ReasonCodes.AddressSpacing;
}
