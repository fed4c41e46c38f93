using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>
/// One entry of a law pack: some hours of one rule, and where they are known from. Entries with the same
/// <see cref="RuleId"/> are a union; rules are intersected. Immutable.
/// </summary>
public sealed record LawEntry
{
    /// <summary>Id of the rule, for example <c>US-TX</c>; shown in reasons.</summary>
    public required string RuleId { get; init; }

    /// <summary>Country (ISO 3166-1), part of one (ISO 3166-2), or <c>*</c> for wherever nothing else is known.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>The channels that it is about. In a pack <c>social</c> is all messengers and <c>push</c> all kinds of push.</summary>
    public required IReadOnlyList<DeliveryChannel> Channels { get; init; }

    /// <summary>Classes and purposes: <c>marketing</c>, <c>transactional</c>, <c>debt-collection</c>, <c>research</c>.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Weekdays and hours.</summary>
    public required DailyWindow Hours { get; init; }

    /// <summary>Zones in which the hours are meant (TZDB ids); empty for the zone of the person.</summary>
    public required IReadOnlyList<string> Zones { get; init; }

    /// <summary>Whether only automatic voices are meant.</summary>
    public required Automation Automation { get; init; }

    /// <summary>What it says about holidays, or null.</summary>
    public required HolidayHours? Holidays { get; init; }

    /// <summary>The consent that lifts it.</summary>
    public required ConsentLift LiftedBy { get; init; }

    /// <summary>More about the consent, or null.</summary>
    public string? LiftNote { get; init; }

    /// <summary>First day of effect, or null for always.</summary>
    public LocalDate? EffectiveFrom { get; init; }

    /// <summary>Last day of effect, or null for no end.</summary>
    public LocalDate? EffectiveTo { get; init; }

    /// <summary>What stands behind it.</summary>
    public required LawStrength Strength { get; init; }

    /// <summary>True when a source states it and none that was read contradicts it; else the strictest reading was taken.</summary>
    public required bool IsConfirmed { get; init; }

    /// <summary>The kind of source: <c>primary</c>, <c>official</c>, <c>secondary-multiple</c>, <c>conflicting</c> ...</summary>
    public required string Evidence { get; init; }

    /// <summary>The statute or code by its citation, or null when none is known.</summary>
    public string? Statute { get; init; }

    /// <summary>Where it was read.</summary>
    public required string Source { get; init; }

    /// <summary>When it was last reviewed.</summary>
    public required LocalDate Reviewed { get; init; }

    /// <summary>The limit of frequency that stands in the same rule, or null.</summary>
    public LawCap? Cap { get; init; }

    /// <summary>How long to leave somebody alone after a refusal, or null.</summary>
    public Period? CooldownAfterRefusal { get; init; }

    /// <summary><c>dispatch</c> when the time of sending counts, as it does here; null when the text does not say.</summary>
    public string? MeasuredAt { get; init; }

    /// <summary>Remarks, or null.</summary>
    public string? Notes { get; init; }

    /// <summary>Statute, else source, with strength and doubt.</summary>
    internal string Citation =>
        $"{Strength.ToString().ToLowerInvariant()}: {Statute ?? Source}{(IsConfirmed ? "" : "; not confirmed, strictest reading")}";
}

/// <summary>
/// A limit of frequency in a law pack. What a frequency cap can express holds by itself (<see cref="LegalPack.FrequencyCaps"/>); the
/// rest is data.
/// </summary>
public sealed record LawCap
{
    /// <summary>Id of the rule.</summary>
    public required string RuleId { get; init; }

    /// <summary>Country or part of one.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>How many.</summary>
    public required int Count { get; init; }

    /// <summary>In which time.</summary>
    public required Duration Window { get; init; }

    /// <summary>True, the default, when any such span of time counts; false for spans of a calendar.</summary>
    public bool IsRolling { get; init; } = true;

    /// <summary>
    /// What is counted together, joined by a plus: <c>recipient</c>, <c>recipient+subject</c>, <c>recipient+sender</c>,
    /// <c>recipient+debt</c>.
    /// </summary>
    public required string Per { get; init; }

    /// <summary>The channels that it counts.</summary>
    public required IReadOnlyList<DeliveryChannel> Channels { get; init; }

    /// <summary>True when attempts count, not only messages that arrive.</summary>
    public bool CountsAttempts { get; init; }

    /// <summary>Who is exempt, in words, or null.</summary>
    public string? ExemptIf { get; init; }
}
