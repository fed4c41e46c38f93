using System.Text;
using NodaTime.Text;
using Notify.Sdk.Planning;

namespace Notify.Sdk;

/// <summary>Writes a decision about one account as a page. Says what was recorded, and nothing else; no address, name or message.</summary>
internal static class DecisionPage
{
    public static string Of(AccountOutcome outcome, IReadOnlyList<LegalPack> packs)
    {
        var page = new StringBuilder($"Decision about account {outcome.Account}\n\n{Decided(outcome)}\n");
        Section(page, "Because", outcome.Reasons.Select(r => r.ToString()));
        Section(page, "Where the person may be", outcome.Place is null ? [] :
        [
            outcome.Place,
            .. outcome.Zone is null ? Array.Empty<string>()
                : [$"time zone {outcome.Zone} (from {outcome.ZoneSource}; {outcome.ZoneConfidence})"],
        ]);
        Section(page, "Rules that were asked", outcome.Rules.Select(r => $"{r}: {Cited(r, packs)}"));
        Section(page, "Made with",
        [
            $"law pack {outcome.LawPack ?? "not recorded"}",
            $"time zone data (TZDB) {outcome.TimeZones ?? "not recorded"}",
        ]);
        return page.Append("\nThe rules are a collection of sources, made with care and certainly incomplete. Not legal advice.\n")
            .ToString();
    }

    private static string Decided(AccountOutcome o) => o.Kind switch
    {
        OutcomeKind.Planned => $"Told by {o.Channel} at {At(o)}.",
        OutcomeKind.Held => $"Told by {o.Channel}, not before {At(o)}.",
        OutcomeKind.Covered => $"Covered by what account {o.CoveredBy} is told.",
        OutcomeKind.Suppressed => "Not told.",
        OutcomeKind.Unreachable => "Cannot be reached.",
        _ => throw new ArgumentOutOfRangeException(nameof(o), o.Kind, "Nobody says what this outcome means."),
    };

    private static string At(AccountOutcome o) =>
        o.Due is { } due ? InstantPattern.General.Format(due) : "an instant that was not recorded";

    private static string Cited(string rule, IReadOnlyList<LegalPack> packs) =>
        packs.Prepend(LegalPack.BuiltIn).Select(p => p.Cite(rule)).FirstOrDefault(c => c is not null)
        ?? (NotifyDefaults.All.Contains(rule) ? "a default of the library, no law" : "a rule of the application");

    private static void Section(StringBuilder page, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
            page.Append('\n').Append(title).Append(":\n").AppendJoin("", all.Select(l => $"- {l}\n"));
    }
}
