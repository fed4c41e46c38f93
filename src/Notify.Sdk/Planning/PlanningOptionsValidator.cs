using Microsoft.Extensions.Options;

namespace Notify.Sdk.Planning;

/// <summary>Refuses windows that cannot mean what was meant.</summary>
internal sealed class PlanningOptionsValidator : IValidateOptions<PlanningOptions>
{
    public ValidateOptionsResult Validate(string? name, PlanningOptions options)
    {
        List<string> faults = [.. options.Windows.SelectMany(Faults)];
        foreach (var twice in options.AllRules.GroupBy(r => r.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            faults.Add(LegalPack.BuiltIn.Rules.Any(r => r.Id == twice.Key)
                ? $"Send window '{twice.Key}' is a rule of the law pack, which cannot be replaced. Give yours an Id of its own: both "
                    + $"hold, so it can only make the hours stricter."
                : $"Send window '{twice.Key}' is registered {twice.Count()} times. Each rule needs an Id of its own.");
        }

        foreach (var twice in options.AllPacks.SelectMany(p => p.Calendars).GroupBy(c => c.Calendar.Id, StringComparer.Ordinal)
            .Where(g => g.Count() > 1))
            faults.Add($"Holiday calendar '{twice.Key}' stands in {twice.Count()} law packs. Each calendar needs an id of its own.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(SendWindowRule rule)
    {
        if (string.IsNullOrWhiteSpace(rule.Id))
            yield return "A send window has no Id. Give it a stable one, such as \"brand/offers\"; it is shown in reasons.";
        if (rule.Windows.Count == 0)
            yield return $"Send window '{rule.Id}' has no hours. Add a DailyWindow, or leave the rule out.";
        if (rule.Windows.Any(w => w.Days.Count == 0))
            yield return $"Send window '{rule.Id}' has hours without a weekday. Name the days, for example DailyWindow.MondayToFriday.";
        if (WindowOverlap.Of(rule) is { } overlap)
            yield return overlap;
        foreach (var region in rule.Regions.Where(r => !Regions.IsPart(r)))
            yield return $"Send window '{rule.Id}' names '{region}', which is no part of {region[..2]} by ISO 3166-2.";
        if (rule.EffectiveTo < rule.EffectiveFrom)
            yield return $"Send window '{rule.Id}' ends ({rule.EffectiveTo:uuuu-MM-dd}) before it begins "
                + $"({rule.EffectiveFrom:uuuu-MM-dd}).";
    }
}
