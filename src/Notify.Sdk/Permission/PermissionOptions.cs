using Notify.Sdk.Permission;

namespace Notify.Sdk;

/// <summary>What limits how often people are told.</summary>
public sealed class PermissionOptions
{
    /// <summary>
    /// The frequency caps besides those of the law, which always hold and are not listed here; all that match must have room.
    /// Add with <c>AddFrequencyCap</c>. Default: <see cref="FrequencyCap.MarketingPerDay"/>,
    /// <see cref="FrequencyCap.MarketingPerWeek"/> and <see cref="FrequencyCap.ExpensiveNumbers"/>, each of which <c>SwitchOff</c> takes
    /// away by name.
    /// </summary>
    public IList<FrequencyCap> Caps { get; } =
        [FrequencyCap.MarketingPerDay, FrequencyCap.MarketingPerWeek, FrequencyCap.ExpensiveNumbers];

    /// <summary>What the law packs ask for before a message may go out.</summary>
    internal IReadOnlyList<ConsentRule> LawRules { get; set; } = [];

    /// <summary>
    /// Whether marketing needs a recorded consent where the law asks for none, too; <see cref="NotifyDefaults.MarketingConsent"/>.
    /// </summary>
    internal bool MarketingNeedsConsent { get; set; } = true;

    /// <summary>The caps of the law packs.</summary>
    internal IReadOnlyList<FrequencyCap> LawCaps { get; set; } = [];

    /// <summary>All caps: law first.</summary>
    internal IEnumerable<FrequencyCap> AllCaps => LawCaps.Concat(Caps);

    /// <summary>
    /// How long messages wait for a person whose answer may be an opt-out. When nobody settled it by then, marketing is suppressed
    /// and the rest goes on. Default 3 days, more than 0 and at most 30 days.
    /// </summary>
    public TimeSpan HoldDoubts { get; set; } = TimeSpan.FromDays(3);
}
