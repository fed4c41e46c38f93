using Notify.Sdk;
using Spectre.Console;

namespace QuickStart;

/// <summary>A few accounts of each kind, as different from each other as the list has them.</summary>
internal static class Examples
{
    private static readonly (OutcomeKind Kind, int Rows)[] Kinds =
        [(OutcomeKind.Planned, 2), (OutcomeKind.Held, 4), (OutcomeKind.Covered, 2), (OutcomeKind.Suppressed, 6),
            (OutcomeKind.Unreachable, 2)];

    /// <summary>The examples of one report, in words or by the codes of reasons and the names of rules.</summary>
    public static Table Table(SendReport report, bool codes)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "");
        table.AddRow("for example:");
        Func<AccountOutcome, string> alike = codes ? Aspect : PlainWords.Why;
        foreach (var (kind, rows) in Kinds)
        {
            var aspects = report.Outcomes.Where(o => o.Kind == kind && !Reasons.IsToldBefore(o)).GroupBy(alike)
                .OrderByDescending(g => g.Count()).Take(rows);
            foreach (var outcome in aspects.Select(g => g.First()))
                table.AddRow(new Text(PlainWords.Word(kind)), new Text(outcome.Account.ToString()),
                    new Text(codes ? Describe(outcome) : Say(outcome)));
        }

        return table;
    }

    /// <summary>Two rows with the same aspect would tell the reader the same.</summary>
    private static string Aspect(AccountOutcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Planned => $"{outcome.Channel}",
        OutcomeKind.Held => PlainWords.Decisive(outcome).Rule,
        OutcomeKind.Unreachable => string.Join(' ', outcome.Reasons.Select(r => r.Code)),
        _ => PlainWords.Decisive(outcome).Code,
    };

    private static string Say(AccountOutcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Planned => $"{PlainWords.Why(outcome)}, {LocalHours.Describe(outcome)}",
        OutcomeKind.Held => $"by {PlainWords.Name(outcome.Channel!)}, {LocalHours.Describe(outcome)}: {PlainWords.Why(outcome)}",
        OutcomeKind.Covered => $"by {outcome.CoveredBy}: {PlainWords.Why(outcome)}",
        _ => PlainWords.Decisive(outcome).Detail,
    };

    private static string Describe(AccountOutcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Planned => $"by {outcome.Channel}, {LocalHours.Describe(outcome)}",
        OutcomeKind.Held => $"by {outcome.Channel}, {LocalHours.Describe(outcome)}, because of {PlainWords.Decisive(outcome).Rule}",
        OutcomeKind.Covered => $"by {outcome.CoveredBy}: {PlainWords.Decisive(outcome).Detail}",
        _ => $"{PlainWords.Decisive(outcome).Code}: {PlainWords.Decisive(outcome).Detail}",
    };
}
