using Microsoft.Extensions.Options;

namespace Notify.Sdk.Planning;

/// <summary>Refuses windows that cannot mean what was meant.</summary>
internal sealed class PlanningOptionsValidator : IValidateOptions<PlanningOptions>
{
    public ValidateOptionsResult Validate(string? name, PlanningOptions options)
    {
        List<string> faults = [];
        foreach (var rule in options.Windows)
        {
            if (string.IsNullOrWhiteSpace(rule.Id))
                faults.Add("A send window has no Id. Give it a stable one, such as \"brand/offers\"; it is shown in reasons.");
            if (rule.Windows.Count == 0)
                faults.Add($"Send window '{rule.Id}' has no hours. Add a DailyWindow, or leave the rule out.");
            if (rule.Windows.Any(w => w.Days.Count == 0))
                faults.Add($"Send window '{rule.Id}' has hours without a weekday. Name the days, for example DailyWindow.MondayToFriday.");
        }

        foreach (var twice in options.Windows.GroupBy(r => r.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"Send window '{twice.Key}' is registered {twice.Count()} times. Each rule needs an Id of its own.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
