using System.Globalization;
using Notify.Sdk;
using Spectre.Console;

namespace QuickStart;

/// <summary>
/// The report on about two screens: who is told and when, who is not and why, a few examples of each kind, local hours. Account ids, no
/// addresses.
/// </summary>
internal sealed class ReportPrinter(QuickStartOptions options, ContactList list)
{
    private const int BarWidth = 50;

    private readonly IAnsiConsole _screen = Screen.Create();

    public async Task PrintAsync(IReadOnlyList<SendReport> reports, DispatchReport? dispatched, INotifier notifier,
        CancellationToken cancellationToken)
    {
        Heading(reports[0]);
        BrokenLines();
        Counts(reports);
        foreach (var report in reports)
        {
            if (IsRepeat(report))
                await PrintRepeatAsync(report, notifier, cancellationToken);
            else
                PrintNotification(report);
        }

        HandedOver(dispatched);
        Line($"More: --explain {Interesting(reports)} says why for one "
            + $"account{(options.Codes ? "" : "; --codes shows the reason codes and the rules")}.");
    }

    private void Heading(SendReport report)
    {
        var mode = report.IsPreview ? "preview: nothing stored or sent" : $"into {options.Out}";
        Line($"{Path.GetFileName(list.Path)}: {report.Accounts:N0} accounts of {report.People:N0} people, {LocalHours.Utc(report.At)} "
            + $"({mode})");
        foreach (var notice in report.Notices)
            Line(Advice.OnTheCommandLine(notice.Detail), "yellow");
        foreach (var warning in report.Warnings)
            Line($"Kept apart: {warning.Detail}");
    }

    private void BrokenLines()
    {
        foreach (var error in list.Errors.Take(8))
            Line(Advice.OnTheCommandLine(error.ToString()), "yellow");
        if (list.Errors.Count > 8)
            Line($"... and {list.Errors.Count - 8:N0} more lines with problems.", "yellow");
        Line();
    }

    private void Counts(IReadOnlyList<SendReport> reports)
    {
        var table = new Table().Border(Screen.TableBorder).AddColumn("accounts");
        foreach (var report in reports)
            table.AddColumn(new TableColumn(Topic(report)).RightAligned());
        table.AddColumn("");
        void Row(string kind, Func<SendReport, int> count, string meaning) =>
            table.AddRow([kind, .. reports.Select(r => count(r).ToString("N0", CultureInfo.InvariantCulture)), meaning]);

        Row(PlainWords.Word(OutcomeKind.Planned), r => r.Planned, "a message leaves at once");
        Row(PlainWords.Word(OutcomeKind.Held), r => r.Held, "a message leaves later, when the person's hours allow it");
        Row(PlainWords.Word(OutcomeKind.Covered), r => r.Covered, "one message is for several accounts of a person, or a household");
        if (reports.Any(r => ToldBefore(r) > 0))
            Row("told before", ToldBefore, "by an earlier run; the message was sent or is waiting");
        Row(PlainWords.Word(OutcomeKind.Suppressed), r => r.Suppressed - ToldBefore(r), "not told, for the reasons below");
        Row(PlainWords.Word(OutcomeKind.Unreachable), r => r.Unreachable, "no mailbox or number that can be used");
        Row("together", r => r.Accounts, "");
        _screen.Write(table);
    }

    private void PrintNotification(SendReport report)
    {
        _screen.Write(Screen.Rule(Topic(report)));
        _screen.Write(options.Codes ? Reasons.Table(report) : PlainWords.Table(report));
        _screen.Write(Examples.Table(report, options.Codes));
        if (report.Segments > 0)
            Line($"Text messages: {report.Segments:N0} segments, which is what providers bill.");
        Histogram(report);
    }

    private void Histogram(SendReport report)
    {
        var hours = LocalHours.Count(report.Outcomes);
        if (hours.Count == 0)
            return;
        Line("Messages by local hour:");
        var most = hours.Values.Max();
        foreach (var (hour, count) in hours)
            Line($"  {LocalHours.Hour(hour)}:00 {new string(Screen.IsPlain ? '#' : '█', Math.Max(1, count * BarWidth / most))} {count:N0}");
        Line();
    }

    /// <summary>Nothing new was planned, and people were told before.</summary>
    private static bool IsRepeat(SendReport report) => report.Planned + report.Held + report.Covered == 0 && ToldBefore(report) > 0;

    private static int ToldBefore(SendReport report) => report.Outcomes.Count(Reasons.IsToldBefore);

    private async Task PrintRepeatAsync(SendReport report, INotifier notifier, CancellationToken cancellationToken)
    {
        _screen.Write(Screen.Rule(Topic(report)));
        Line("Everyone who can be told was told already, or has a message waiting: nothing is sent twice.", "green");
        var status = await notifier.StatusAsync(report.NotificationKey, cancellationToken);
        var states = status.ByState.GroupBy(s => PlainWords.State(s.Key)).Select(g => $"{g.Sum(s => s.Value):N0} {g.Key}");
        Line($"  messages: {string.Join(", ", states.Order(StringComparer.Ordinal))}");
        if (status.NextDue is { } next)
            Line($"  the next one leaves {LocalHours.Utc(next)}; run again then (a service does it by itself)");
        Line($"  to start afresh, delete {options.Out}");
        _screen.Write(options.Codes ? Reasons.Table(report) : PlainWords.Table(report));
        Line();
    }

    private void HandedOver(DispatchReport? dispatched)
    {
        if (dispatched is null)
            return;
        var faults = dispatched.Total - dispatched.Accepted;
        Line($"Handed over: {dispatched.Accepted:N0} messages, now in {options.MailPlace} and "
            + $"{options.SmsFolder}{(faults == 0 ? "" : $"; {faults:N0} not: {dispatched}")}");
    }

    private static string Interesting(IReadOnlyList<SendReport> reports) =>
        (reports[^1].Outcomes.FirstOrDefault(o => o.Kind == OutcomeKind.Covered) ?? reports[^1].Outcomes[0]).Account.ToString();

    private static string Topic(SendReport report) => report.NotificationKey.Split('/')[0];

    private void Line(string text = "", string? style = null) =>
        _screen.Write(new Text(text + "\n", style is null ? Style.Plain : Style.Parse(style)));
}
