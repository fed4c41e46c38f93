using Notify.Sdk;
using Spectre.Console;

namespace QuickStart;

/// <summary>A few accounts of each kind, as different from each other as the list has them.</summary>
internal static class Examples
{
    private static readonly (OutcomeKind Kind, string Word, int Rows)[] Kinds =
    [
        (OutcomeKind.Planned, "told now", 2),
        (OutcomeKind.Held, "held", 4),
        (OutcomeKind.Covered, "covered", 2),
        (OutcomeKind.Suppressed, "suppressed", 6),
        (OutcomeKind.Unreachable, "unreachable", 2),
    ];

    public static Table Table(SendReport report)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "");
        table.AddRow("for example:");
        foreach (var (kind, word, rows) in Kinds)
        {
            var aspects = report.Outcomes.Where(o => o.Kind == kind && !Reasons.IsToldBefore(o)).GroupBy(Aspect).OrderByDescending(g => g.Count()).Take(rows);
            foreach (var outcome in aspects.Select(g => g.First()))
                table.AddRow(new Text(word), new Text(outcome.Account.ToString()), new Text(Describe(outcome)));
        }

        return table;
    }

    /// <summary>Two rows with the same aspect would tell the reader the same.</summary>
    private static string Aspect(AccountOutcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Planned => $"{outcome.Channel}",
        OutcomeKind.Held => outcome.Reasons[0].Rule,
        OutcomeKind.Unreachable => string.Join(' ', outcome.Reasons.Select(r => r.Code)),
        _ => outcome.Reasons[0].Code,
    };

    private static string Describe(AccountOutcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Planned => $"by {outcome.Channel}, {LocalHours.Describe(outcome)}",
        OutcomeKind.Held => $"by {outcome.Channel}, {LocalHours.Describe(outcome)}, because of {outcome.Reasons[0].Rule}",
        OutcomeKind.Covered => $"by {outcome.CoveredBy}: {outcome.Reasons[0].Detail}",
        _ => $"{outcome.Reasons[0].Code}: {outcome.Reasons[0].Detail}",
    };
}
