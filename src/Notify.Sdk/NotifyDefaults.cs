namespace Notify.Sdk;

/// <summary>
/// Names of the rules that hold until an application takes them away with <c>SwitchOff</c>. <c>docs/defaults.md</c> gives the reason
/// of each.
/// </summary>
public static class NotifyDefaults
{
    /// <summary>
    /// No text, call or social message outside 08:00 to 21:00, whatever it is about (<see cref="SendWindowRule.Courtesy"/>).
    /// </summary>
    public const string CourtesyHours = "window/courtesy";

    /// <summary>
    /// No advertising text, call or social message outside 09:00 to 20:00, on Sundays or holidays
    /// (<see cref="SendWindowRule.MarketingCourtesy"/>).
    /// </summary>
    public const string MarketingHours = "window/marketing-courtesy";

    /// <summary>No advertising mail outside 08:00 to 21:00 (<see cref="SendWindowRule.MarketingMailCourtesy"/>).</summary>
    public const string MarketingMailHours = "window/marketing-mail-courtesy";

    /// <summary>Advertising once in 24 hours a person (<see cref="FrequencyCap.MarketingPerDay"/>).</summary>
    public const string MarketingPerDay = "cap/marketing-day";

    /// <summary>Advertising three times in 7 days a person (<see cref="FrequencyCap.MarketingPerWeek"/>).</summary>
    public const string MarketingPerWeek = "cap/marketing-week";

    /// <summary>
    /// No text and no call to satellites and other numbers that cost a multiple (<see cref="FrequencyCap.ExpensiveNumbers"/>).
    /// </summary>
    public const string ExpensiveNumbers = "cap/expensive-numbers";

    /// <summary>
    /// Advertising only to those who agreed, also where no law asks for it (mail in the United States, businesses in the United Kingdom).
    /// Without it the rules of the law alone decide which consent is asked for; a refusal is honoured in any case.
    /// </summary>
    public const string MarketingConsent = "consent/marketing";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [MarketingConsent, CourtesyHours, MarketingHours, MarketingMailHours,
        MarketingPerDay, MarketingPerWeek, ExpensiveNumbers];
}
