namespace Notify.Sdk.Planning;

/// <summary>When messages may leave.</summary>
public sealed class PlanningOptions
{
    /// <summary>
    /// The rules that always hold besides the law, for example <see cref="SendWindowRule.Courtesy"/> and
    /// <see cref="SendWindowRule.MarketingCourtesy"/>, the defaults. Add with <c>AddSendWindow</c>: a further rule can only
    /// make the hours stricter.
    /// </summary>
    public IList<SendWindowRule> Windows { get; } = [SendWindowRule.Courtesy, SendWindowRule.MarketingCourtesy];

    /// <summary>
    /// Law packs besides <see cref="LegalPack.BuiltIn"/>, which always holds and is not listed here. Add with <c>AddLawPack</c>.
    /// </summary>
    public IList<LegalPack> LawPacks { get; } = [];

    /// <summary>All rules: law first.</summary>
    internal IEnumerable<SendWindowRule> AllRules => AllPacks.SelectMany(p => p.Rules).Concat(Windows);

    internal IEnumerable<LegalPack> AllPacks => LawPacks.Prepend(LegalPack.BuiltIn);
}
