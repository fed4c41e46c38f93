namespace Notify.Sdk.Planning;

/// <summary>Makes window rules of entries: those with one id are a union, and must agree on everything but their hours.</summary>
internal static class LawRules
{
    public static IReadOnlyList<SendWindowRule> Of(IReadOnlyList<LawEntry> entries) =>
        [.. entries.GroupBy(e => e.RuleId, StringComparer.Ordinal).Select(g => Rule([.. g]))];

    private static SendWindowRule Rule(IReadOnlyList<LawEntry> entries)
    {
        var first = entries[0];
        foreach (var other in entries.Skip(1))
            Agree(first, other);
        if (Purposes(first.Classes).Count is var purposes && purposes > 0 && purposes < first.Classes.Count)
            throw new NotifyException(
                $"Law pack: rule '{first.RuleId}' mixes purposes with classes ({string.Join(", ", first.Classes)}). Make a rule of each.");
        var rule = new SendWindowRule
        {
            Id = first.RuleId,
            Windows = [.. entries.Select(e => e.Hours)],
            Channels = first.Channels,
            Classes = Classes(first.Classes),
            Purposes = Purposes(first.Classes),
            Countries = first.Jurisdiction.Length == 2 ? [first.Jurisdiction] : [],
            Regions = first.Jurisdiction.Length > 2 ? [first.Jurisdiction] : [],
            Automation = first.Automation,
            Zones = first.Zones,
            Holidays = entries.Select(e => e.Holidays).FirstOrDefault(h => h is { Eve: not null }) ?? entries.Select(e => e.Holidays)
                .FirstOrDefault(h => h is not null),
            EffectiveFrom = first.EffectiveFrom,
            EffectiveTo = first.EffectiveTo,
            LiftedBy = first.LiftedBy,
            Source = (entries.FirstOrDefault(e => !e.IsConfirmed) ?? first).Citation,
        };
        return WindowOverlap.Of(rule) is { } overlap ? throw new NotifyException($"Law pack: {overlap}") : rule;
    }

    private static void Agree(LawEntry a, LawEntry b)
    {
        var field = a.Jurisdiction != b.Jurisdiction ? "jurisdiction"
            : !a.Channels.SequenceEqual(b.Channels) ? "channels"
            : !a.Classes.SequenceEqual(b.Classes) ? "classes"
            : !a.Zones.SequenceEqual(b.Zones) ? "zones"
            : a.Automation != b.Automation ? "automation"
            : a.LiftedBy != b.LiftedBy ? "liftedBy"
            : a.EffectiveFrom != b.EffectiveFrom ? "effectiveFrom"
            : a.EffectiveTo != b.EffectiveTo ? "effectiveTo"
            : a.Cap is { } limit && b.Cap is { } second && (limit.Count, limit.Window, limit.Per, limit.IsRolling) != (second.Count,
                second.Window, second.Per, second.IsRolling) ? "cap"
            : a.Holidays is { } one && b.Holidays is { } other && (one.Calendar != other.Calendar || one.Hours != other.Hours) ? "holidays"
            : null;
        if (field is not null)
            throw new NotifyException(
                $"Law pack: two entries of rule '{a.RuleId}' differ in '{field}'. Entries of one rule are a union of hours; what differs "
                + $"otherwise is a rule of its own.");
    }

    /// <summary>A purpose holds for every class: who collects debts does so by whatever message.</summary>
    private static IReadOnlyList<MessageClass> Classes(IReadOnlyList<string> names) => Purposes(names).Count > 0
        ? [MessageClass.Marketing, MessageClass.Transactional]
        : [.. names.Select(n => n == "marketing" ? MessageClass.Marketing : MessageClass.Transactional)];

    private static IReadOnlyList<TopicPurpose> Purposes(IReadOnlyList<string> names) =>
        [.. names.Select(
            n => n switch { "debt-collection" => TopicPurpose.DebtCollection, "research" => TopicPurpose.Research, _ =>
            TopicPurpose.General }).Where(p => p != TopicPurpose.General)];
}
