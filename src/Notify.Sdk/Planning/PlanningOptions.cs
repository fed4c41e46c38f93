using Notify.Sdk.Planning;

namespace Notify.Sdk;

/// <summary>When messages may leave.</summary>
public sealed class PlanningOptions
{
    /// <summary>
    /// The rules that hold besides the law. Default: <see cref="SendWindowRule.Courtesy"/>,
    /// <see cref="SendWindowRule.MarketingCourtesy"/> and <see cref="SendWindowRule.MarketingMailCourtesy"/>, each of which
    /// <c>SwitchOff</c> takes away by name. Add with <c>AddSendWindow</c>: a further rule can only make the hours stricter.
    /// </summary>
    public IList<SendWindowRule> Windows { get; } = [SendWindowRule.Courtesy, SendWindowRule.MarketingCourtesy,
        SendWindowRule.MarketingMailCourtesy];

    /// <summary>
    /// Law packs besides <see cref="LegalPack.BuiltIn"/>, which always holds and is not listed here. Add with <c>AddLawPack</c>.
    /// </summary>
    public IList<LegalPack> LawPacks { get; } = [];

    /// <summary>
    /// The oldest version of the time zone data (TZDB) that is no cause for a warning. Default <c>2026e</c>, the first in which Vancouver,
    /// Edmonton, Inuvik and Winnipeg keep one time all year.
    /// </summary>
    public string OldestTimeZones { get; set; } = "2026e";

    /// <summary>All rules: law first.</summary>
    internal IEnumerable<SendWindowRule> AllRules => AllPacks.SelectMany(p => p.Rules).Concat(Windows);

    internal IEnumerable<LegalPack> AllPacks => LawPacks.Prepend(LegalPack.BuiltIn);
}
