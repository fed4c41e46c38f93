namespace Notify.Sdk.Planning;

/// <summary>When messages may leave.</summary>
public sealed class PlanningOptions
{
    /// <summary>
    /// The rules that always hold, for example <see cref="SendWindowRule.Courtesy"/> and
    /// <see cref="SendWindowRule.MarketingCourtesy"/>, the defaults. Add with <c>AddSendWindow</c>: a further rule can only
    /// make the hours stricter.
    /// </summary>
    public IList<SendWindowRule> Windows { get; } = [SendWindowRule.Courtesy, SendWindowRule.MarketingCourtesy];
}
