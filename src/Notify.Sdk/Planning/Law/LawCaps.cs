namespace Notify.Sdk.Planning;

/// <summary>Makes frequency caps of the limits that a law names, where a cap can say the same or more.</summary>
/// <remarks>
/// Exemptions, consents and dates of effect are left out, because no record shows the one and the others are about hours: the cap
/// holds regardless, which is the strict side. A span of days is counted as that many times 24 hours, up to now.
/// </remarks>
internal static class LawCaps
{
    public static IReadOnlyList<FrequencyCap> Of(IEnumerable<LawEntry> entries) =>
        [.. entries.Where(e => e.Cap is not null && WhyNot(e) is null).DistinctBy(e => e.RuleId).Select(Cap)];

    /// <summary>Why no cap can be made of the entry's limit; null when one can.</summary>
    public static string? WhyNot(LawEntry entry)
    {
        var cap = entry.Cap!;
        if (Scope(cap.Per) is null)
            return $"what is counted per {cap.Per} cannot be told apart";
        if (!cap.IsRolling)
            return "counts by the calendar, not in a rolling span";
        if (Classes(entry).Count == 0)
            return "is about a purpose, not about marketing or transactional messages";
        return null;
    }

    private static FrequencyCap Cap(LawEntry entry) => new()
    {
        Id = entry.RuleId,
        Limit = entry.Cap!.Count,
        Window = entry.Cap.Window,
        Per = Scope(entry.Cap.Per)!.Value,
        Classes = Classes(entry),
        Channels = entry.Cap.Channels,
        Countries = entry.Jurisdiction.Length == 2 ? [entry.Jurisdiction] : [],
        Regions = entry.Jurisdiction.Length > 2 ? [entry.Jurisdiction] : [],
        AutomatedVoiceOnly = entry.Automation == Automation.Automated,
        CountsAttempts = entry.Cap.CountsAttempts,
        Source = entry.Citation,
    };

    private static CapScope? Scope(string per) => per switch
    {
        "recipient" => CapScope.Person,
        "recipient+subject" => CapScope.Topic,
        "recipient+sender" => CapScope.Sender,
        _ => null,
    };

    private static List<MessageClass> Classes(LawEntry entry) =>
    [
        .. entry.Classes.Contains("marketing") ? [MessageClass.Marketing] : Array.Empty<MessageClass>(),
        .. entry.Classes.Contains("transactional") ? [MessageClass.Transactional] : Array.Empty<MessageClass>(),
    ];
}
