using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>
/// Writes what a pack says about one country as Markdown: consents, hours, limits and holidays, each line with its source and mark.
/// </summary>
internal static class LawPage
{
    /// <summary>The places that a pack speaks of, in the order of the alphabet; everywhere comes last.</summary>
    public static IEnumerable<string> Places(LegalPack pack) =>
        pack.Entries.Select(e => e.Jurisdiction).Concat(pack.ConsentRules.Select(r => r.Jurisdiction))
        .Select(j => j.Split('-')[0]).Distinct().OrderBy(j => j == "*").ThenBy(j => j, StringComparer.Ordinal);

    public static string Of(LegalPack pack, string country)
    {
        var page = new StringBuilder().Append(CultureInfo.InvariantCulture, $"## {Title(country)}\n");
        Consents(page, [.. pack.ConsentRules.Where(r => IsIn(r.Jurisdiction, country))]);
        var entries = pack.Entries.Where(e => IsIn(e.Jurisdiction, country)).ToList();
        Hours(page, entries);
        Limits(page, entries);
        Calendars(page, [.. pack.Calendars.Where(c => entries.Exists(e => e.Holidays?.Calendar == c.Calendar) || c.Country == country)]);
        return page.ToString();
    }

    /// <summary>How the words of a page are to be read, for one that stands alone.</summary>
    public const string Legend =
        """

        ### How to read this page

        - **All rules that match must be satisfied**: those of the country, of its parts, and of everywhere (`Describe("*")`). Hours of one
          rule are a union, `[from, to)` in the zone of the person.
        - **Asks for**: `opt-in`: one of the bases under "accepts" must be in force. `register`: nothing, unless the
          number is listed; then one
          of the bases that lift it. `opt-out`, `revocation`, `none`: nothing but that every refusal is honoured.
          `prohibited`: no consent helps.
          `registration`: a duty of the sender, a note on the decision. "Where chosen" is an exemption that holds only when the application
          declares it.
        - **Accepts**: `express` is a consent in so many words, `express-written` one that can be shown in writing, `implied-purchase` and
          `implied-inquiry` follow from those, `soft-opt-in` from a sale with the chance to refuse, for the same brand's similar goods.
        - **Known from**: first who speaks: **law**, **code** (of an industry), **carrier**, **guidance** (of a regulator), **proposed** (a
          bill that may not be enacted), **default** (ours). Then whether it is confirmed: at least one source states
          it and none that was read
          contradicts it; ⚠ holds the strictest reading. In brackets the kind of source: primary text, official page, secondary sources,
          conflicting, recalled from memory. Last the day of the review, the statute, and where it was read.

        Not legal advice: sources collected with care, and certainly incomplete.

        """;

    private static string Title(string country) => country switch
    {
        "*" => "Everywhere, and wherever nothing else is known",
        EuropeanStates.Code => "EU: states of the EU and the EEA without rules of their own",
        _ => country,
    };

    private static bool IsIn(string jurisdiction, string country) => jurisdiction.Split('-')[0] == country;

    private static void Consents(StringBuilder page, List<ConsentRule> rules)
    {
        if (rules.Count == 0)
            return;
        page.Append(
            "\n### Consents\n\n| rule | where | for | asks for | accepts | registers | known from |\n|---|---|---|---|---|---|---|\n");
        foreach (var r in rules)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {r.Id} | {r.Jurisdiction} | {For(r)} | {Cell(Asks(r))} | {Cell(Accepts(r))} | "
                + $"{Cell(string.Join("; ", r.Registers.Select(Register)))} ");
            page.Append(
                CultureInfo.InvariantCulture, $"| {Source(r.Strength, r.IsConfirmed, r.Evidence, r.Reviewed, r.Statute, r.Source)} |\n");
        }

        page.AppendJoin("", rules.Where(r => r.InWords.Count > 0 || r.Notes is not null).Select(r =>
            $"\n- **{r.Id}**: "
                + Cell(string.Join(" ", r.InWords.GroupBy(w => w.Key)
                    .Select(g => $"{g.Key}: {string.Join("; ", g.Select(w => w.Value))}.").Append(r.Notes ?? "")).Trim())));
        page.Append(rules.Exists(r => r.InWords.Count > 0 || r.Notes is not null) ? "\n" : "");
    }

    private static string For(ConsentRule r) => string.Concat(
        LawWords.Of(r.Channels), r.Automation == Automation.Any ? "" : $" ({r.Automation.ToString().ToLowerInvariant()})",
            r.Line == LineKind.Any ? "" : $" ({r.Line.ToString().ToLowerInvariant()})",
        $"; {string.Join(", ", r.Classes)}", r.Recipient is { } kind
            ? kind == ContactKind.Business ? "; businesses" : "; consumers" : "",
        r.Sectors.Count == 0 ? "" : $"; {string.Join(", ", r.Sectors)}");

    private static string Asks(ConsentRule r) => string.Concat(
        LawFields.WordOf(r.Regime), r.ExemptionOf is { } of ? $", where chosen, to {of}" : "", r.AsksDisclosure.Count == 0
            ? "" : "; with the words",
        r.StartsWith.Count == 0 ? "" : $"; begins with {string.Join(" or ", r.StartsWith)}",
        r.Closing is { } end ? $"; ends with {end.Says}{(end.Contains is { } said ? $" ({said})" : "")}" : "",
        r.SenderPrefix is { } prefix ? $"; sender id {prefix}..." : "",
        r.SenderSuffixes.Count == 0 ? "" : $"; sender id ...{string.Join(" or ...", r.SenderSuffixes)}",
        r.CountsAttempts ? "; every attempt counts under caps, whatever became of it" : "",
        r.SimilarGoods ? "; similar goods" : "", r.KeptBy is { } by ? $"; kept by {by}" : "", Effect(r.EffectiveFrom, r.EffectiveTo));

    private static string Accepts(ConsentRule r)
    {
        List<string> all =
            [.. r.Accepts.Select(
            b => LawFields.WordOf(b) + (r.Lapses.FirstOrDefault(l => l.Basis == b) is { } lapse
            ? $" ({Words(lapse.Lasts)} from {lapse.From})" : ""))];
        all.AddRange(r.CannotShow.Select(c => $"no record can show: {c}"));
        return string.Join(", ", all);
    }

    private static string Register(RuleRegister r) => string.Concat(
        r.Name, r.MaximumAge is { } age ? $" (a copy of at most {Words(age)})" : "", r.HoldsTheYes
            ? ", holds the yes" : r.LiftedBy.Count == 0
            ? ", nothing lifts it" : $", lifted by {string.Join(", ", r.LiftedBy.Select(LawFields.WordOf))}",
        r.Note is null ? "" : $": {r.Note}");

    private static void Hours(StringBuilder page, List<LawEntry> entries)
    {
        if (entries.Count == 0)
            return;
        page.Append("\n### Hours\n\n| rule | where | for | hours | holidays | lifted by | known from |\n|---|---|---|---|---|---|---|\n");
        foreach (var rule in entries.GroupBy(e => e.RuleId))
            page.Append(Row([.. rule]));
        page.AppendJoin("", entries.Where(e => e.Notes is not null).DistinctBy(e => (e.RuleId, e.Notes))
            .Select(e => $"\n- **{e.RuleId}**: {Cell(e.Notes!)}"));
        page.Append(entries.Exists(e => e.Notes is not null) ? "\n" : "");
    }

    private static string Row(LawEntry[] entries)
    {
        var first = entries[0];
        var holidays = entries.Select(e => e.Holidays).FirstOrDefault(h => h?.Eve is not null) ?? entries.Select(e => e.Holidays)
            .FirstOrDefault(h => h is not null);
        return $"| {first.RuleId} | {first.Jurisdiction} | "
            + $"{LawWords.Of(first.Channels)}"
            + $"{(first.Automation == Automation.Any ? "" : $" ({first.Automation.ToString().ToLowerInvariant()})")}; "
            + $"{string.Join(", ", first.Classes)} "
            + $"| {string.Join("; ", entries.Select(e => Cell(e.Hours.ToString())))}"
            + $"{(first.Zones.Count == 0 ? "" : $" in {string.Join(" and ", first.Zones)}")}"
            + $"{Effect(first.EffectiveFrom, first.EffectiveTo)} "
            + $"| {(holidays is null ? "" : $"{holidays.Calendar.Id}: {Hours(holidays.Hours) ?? "closed"}"
                + (holidays.Eve is { } eve ? $", eve {Hours(eve)}" : ""))} "
            + $"| {(first.LiftedBy == ConsentLift.None ? "" : first.LiftedBy)} "
            + $"| {Source(first.Strength, entries.All(e => e.IsConfirmed), Joined(", ", entries.Select(e => e.Evidence)), first.Reviewed,
                first.Statute, Joined(" / ", entries.Select(e => e.Source)))} |\n";

        static string Joined(string mark, IEnumerable<string> words) => string.Join(mark, words.Distinct());
    }

    private static void Limits(StringBuilder page, List<LawEntry> entries)
    {
        var limited = entries.Where(e => e.Cap is not null).DistinctBy(e => e.RuleId).ToList();
        if (limited.Count > 0)
            page.Append("\n### Limits of frequency\n\n| rule | where | limit | in force | known from |\n|---|---|---|---|---|\n");
        foreach (var entry in limited)
            page.Append(Limit(entry, entry.Cap!));
        var pauses = entries.Where(e => e.CooldownAfterRefusal is not null).DistinctBy(e => e.RuleId)
            .Select(e => $"{e.RuleId} ({Words(e.CooldownAfterRefusal!)})").ToList();
        if (pauses.Count > 0)
            page.Append(
                CultureInfo.InvariantCulture,
                $"\nPauses after a refusal are data only, because no record says that somebody refused without opting out: "
                + $"{string.Join(", ", pauses)}.\n");
    }

    private static string Limit(LawEntry entry, LawCap cap) => string.Create(CultureInfo.InvariantCulture,
        $"| {cap.RuleId} | {cap.Jurisdiction} | {cap.Count} in {cap.Window.TotalHours:0} hours per {cap.Per}, "
            + $"{LawWords.Of(cap.Channels)}{(entry.Automation == Automation.Automated ? " (automated)" : "")}"
            + $"{(cap.CountsAttempts ? ", attempts" : "")}{(cap.ExemptIf is null ? "" : $"; except {cap.ExemptIf}")} ")
        + $"| {(LawCaps.WhyNot(entry) is { } why ? $"no: {why}" : InForce(cap))} "
        + $"| {Source(entry.Strength, entry.IsConfirmed, entry.Evidence, entry.Reviewed, entry.Statute, entry.Source)} |\n";

    private static string InForce(LawCap cap) =>
        (cap.CountsAttempts ? "yes; an attempt counts whatever became of it" : "yes")
        + (cap.ExemptIf is null ? "" : "; for the exempt too, no record shows it");

    private static void Calendars(StringBuilder page, List<LawCalendar> calendars)
    {
        if (calendars.Count > 0)
            page.Append("\n### Holiday calendars\n\n| calendar | rules | known from |\n|---|---|---|\n");
        foreach (var c in calendars)
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {c.Calendar.Id} | "
                + $"{string.Join(", ", c.Calendar.Rules)}"
                + $"{(c.Calendar.LastYear < 2099 ? $" (known to {c.Calendar.LastYear}, then closed)" : "")} | {Sure(c.IsConfirmed)}. "
                + $"{Cell(c.Source)} |\n");
    }

    private static string Source(LawStrength strength, bool confirmed, string evidence, LocalDate reviewed, string? statute,
        string source) =>
        $"**{strength.ToString().ToLowerInvariant()}**, {Sure(confirmed)} ({evidence}), reviewed {LocalDatePattern.Iso.Format(reviewed)}. "
            + $"{(statute is null ? "" : $"{Cell(statute)}. ")}{Cell(source)}";

    private static string Sure(bool confirmed) => confirmed ? "confirmed" : "⚠ not confirmed";

    private static string Effect(LocalDate? from, LocalDate? to) => (from, to) switch
    {
        (null, null) => "",
        ({ } since, null) => $", from {LocalDatePattern.Iso.Format(since)}",
        (null, { } until) => $", to {LocalDatePattern.Iso.Format(until)}",
        ({ } since, { } until) => $", {LocalDatePattern.Iso.Format(since)} to {LocalDatePattern.Iso.Format(until)}",
    };

    private static string Words(Period period)
    {
        (long Count, string Unit)[] parts = [(period.Years, "year"), (period.Months, "month"), (period.Weeks, "week"), (period.Days, "day"),
            (period.Hours, "hour"), (period.Minutes, "minute")];
        return string.Join(" ", parts.Where(p => p.Count != 0).Select(p => $"{p.Count} {p.Unit}{(p.Count == 1 ? "" : "s")}"));
    }

    private static string? Hours(DayHours? hours) => hours is null ? null : $"{hours.From:HH:mm}-{hours.To:HH:mm}";

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
