using System.Globalization;
using System.Text;
using NodaTime.Text;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.Shape;

namespace Notify.Sdk.Tests.Planning.Law;

/// <summary><c>docs/law.md</c> is written from the packs, so it cannot say anything else. <c>NOTIFY_ACCEPT_LAW=1</c> writes it anew.</summary>
public class LawDocumentTests
{
    private const string Marker = "<!-- From here on written by LawDocumentTests; NOTIFY_ACCEPT_LAW=1 writes it anew. -->";

    private static string Path => System.IO.Path.Combine(SourceTree.Root, "docs", "law.md");

    [Fact]
    public void The_document_lists_the_packs_as_they_are()
    {
        var text = File.ReadAllText(Path);
        var head = text[..(text.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)];
        var expected = $"{head}\n\n{Tables()}";
        if (Environment.GetEnvironmentVariable("NOTIFY_ACCEPT_LAW") == "1")
            File.WriteAllText(Path, expected);
        else
            text.Should().Be(expected, "the packs changed; NOTIFY_ACCEPT_LAW=1 dotnet test --filter LawDocument writes the document anew");
        head.Should().Contain("not legal advice");
    }

    private static string Tables()
    {
        var pack = LegalPack.BuiltIn;
        var lines = new StringBuilder().Append(CultureInfo.InvariantCulture, $"Version {pack.Version}: {pack.Entries.Count} entries of {pack.Entries.Select(e => e.RuleId).Distinct().Count()} rules, {pack.Calendars.Count} holiday calendars.\n");
        foreach (var country in pack.Entries.GroupBy(e => e.Jurisdiction.Split('-')[0]))
        {
            lines.Append(CultureInfo.InvariantCulture, $"\n## {(country.Key == "*" ? "Wherever nothing else is known" : country.Key)}\n\n");
            lines.Append("| rule | where | for | hours | holidays | lifted by | known from |\n|---|---|---|---|---|---|---|\n");
            foreach (var rule in country.GroupBy(e => e.RuleId))
                lines.Append(Row([.. rule]));
            foreach (var noted in country.Where(e => e.Notes is not null).DistinctBy(e => (e.RuleId, e.Notes)))
                lines.Append(CultureInfo.InvariantCulture, $"\n- **{noted.RuleId}**: {Cell(noted.Notes!)}");
            lines.Append(country.Any(e => e.Notes is not null) ? "\n" : "");
        }

        lines.Append("\n## Holiday calendars\n\n| calendar | confirmed | rules | known from |\n|---|---|---|---|\n");
        foreach (var calendar in pack.Calendars)
            lines.Append(CultureInfo.InvariantCulture, $"| {calendar.Calendar.Id} | {Sure(calendar.IsConfirmed)} | {string.Join(", ", calendar.Calendar.Rules)}{(calendar.Calendar.LastYear < 2099 ? $" (known to {calendar.Calendar.LastYear}, then closed)" : "")} | {Cell(calendar.Source)} |\n");
        lines.Append("\n## Limits of frequency\n\n| rule | where | limit | in force | known from |\n|---|---|---|---|---|\n");
        foreach (var entry in pack.Entries.Where(e => e.Cap is not null).DistinctBy(e => e.RuleId))
            lines.Append(Limit(entry, entry.Cap!));
        lines.Append("\nPauses after a refusal are data only, because no record says that somebody refused without opting out: ");
        return lines.AppendJoin(", ", pack.Entries.Where(e => e.CooldownAfterRefusal is not null).DistinctBy(e => e.RuleId).Select(e => $"{e.RuleId} ({e.CooldownAfterRefusal})")).Append(".\n").ToString();
    }

    private static string Limit(LawEntry entry, LawCap cap) => string.Create(CultureInfo.InvariantCulture,
        $"| {cap.RuleId} | {cap.Jurisdiction} | {cap.Count} in {cap.Window.TotalHours:0} hours per {cap.Per}, {string.Join(", ", cap.Channels)}{(entry.Automation == Automation.Automated ? " (automated)" : "")}{(cap.CountsAttempts ? ", attempts" : "")}{(cap.ExemptIf is null ? "" : $"; except {cap.ExemptIf}")} ")
        + $"| {(LawCaps.WhyNot(entry) is { } why ? $"no: {why}" : $"yes{(cap.CountsAttempts ? "; an attempt that failed is not counted" : "")}{(cap.ExemptIf is null ? "" : "; for the exempt too, no record shows it")}")} "
        + $"| {entry.Strength.ToString().ToLowerInvariant()}, {Sure(entry.IsConfirmed)}. {Cell(entry.Statute ?? entry.Source)} |\n";

    private static string Row(LawEntry[] entries)
    {
        var first = entries[0];
        var holidays = entries.Select(e => e.Holidays).FirstOrDefault(h => h?.Eve is not null) ?? entries.Select(e => e.Holidays).FirstOrDefault(h => h is not null);
        var sources = entries.Select(e => e.Source).Distinct().ToList();
        return $"| {first.RuleId} | {first.Jurisdiction} | {string.Join(", ", first.Channels)}{(first.Automation == Automation.Automated ? " (automated)" : "")}; {string.Join(", ", first.Classes)} "
            + $"| {string.Join("; ", entries.Select(e => Cell(e.Hours.ToString())))}{(first.Zones.Count == 0 ? "" : $" in {string.Join(" and ", first.Zones)}")}{Effect(first)} "
            + $"| {(holidays is null ? "" : $"{holidays.Calendar.Id}: {Hours(holidays.Hours) ?? "closed"}{(holidays.Eve is { } eve ? $", eve {Hours(eve)}" : "")}")} "
            + $"| {(first.LiftedBy == ConsentLift.None ? "" : first.LiftedBy)} "
            + $"| **{first.Strength.ToString().ToLowerInvariant()}**, {Sure(entries.All(e => e.IsConfirmed))} ({string.Join(", ", entries.Select(e => e.Evidence).Distinct())}), reviewed {LocalDatePattern.Iso.Format(first.Reviewed)}. {(first.Statute is null ? "" : $"{Cell(first.Statute)}. ")}{Cell(string.Join(" / ", sources))} |\n";
    }

    private static string Sure(bool confirmed) => confirmed ? "confirmed" : "⚠ not confirmed";

    private static string Effect(LawEntry entry) => (entry.EffectiveFrom, entry.EffectiveTo) switch
    {
        (null, null) => "",
        ({ } from, null) => $", from {LocalDatePattern.Iso.Format(from)}",
        (null, { } to) => $", to {LocalDatePattern.Iso.Format(to)}",
        ({ } from, { } to) => $", {LocalDatePattern.Iso.Format(from)} to {LocalDatePattern.Iso.Format(to)}",
    };

    private static string? Hours(DayHours? hours) => hours is null ? null : $"{hours.From:HH:mm}-{hours.To:HH:mm}";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
