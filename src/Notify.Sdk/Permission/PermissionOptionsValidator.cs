using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>Refuses caps that cannot mean what was meant.</summary>
internal sealed class PermissionOptionsValidator(IOptions<ConsentOptions> consent) : IValidateOptions<PermissionOptions>
{
    public ValidateOptionsResult Validate(string? name, PermissionOptions options)
    {
        List<string> faults = [];
        foreach (var cap in options.AllCaps)
        {
            if (string.IsNullOrWhiteSpace(cap.Id))
                faults.Add("A frequency cap has no Id. Give it a stable one, such as \"marketing-week\"; it is shown in reasons.");
            if (cap.Id == DisclosedFrequencyBuckets.CapId)
                faults.Add($"A frequency cap has the Id '{cap.Id}', which is kept for what consents promise. Choose another.");
            if (cap.Limit < 0)
                faults.Add($"Frequency cap '{cap.Id}' has a limit of {cap.Limit}; use 0 to allow none.");
            if (cap.Reserved < 0 || cap.Reserved > cap.Limit)
                faults.Add($"Frequency cap '{cap.Id}' reserves {cap.Reserved} of {cap.Limit} places; reserve 0 to {cap.Limit}.");
            if (cap.Window <= Duration.Zero || cap.Window > Duration.FromDays(366))
                faults.Add($"Frequency cap '{cap.Id}' has a window of {cap.Window}; it must be more than zero and at most 366 days.");
        }

        foreach (var twice in options.AllCaps.GroupBy(c => c.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            faults.Add(options.LawCaps.Any(c => c.Id == twice.Key)
                ? $"Frequency cap '{twice.Key}' is a cap of the law pack, which cannot be replaced. Give yours an Id of its own: both "
                    + $"hold, so it can only be stricter."
                : $"Frequency cap '{twice.Key}' is registered {twice.Count()} times. Each cap needs an Id of its own.");
        }

        faults.AddRange(
            Unknown("Exemptions", consent.Value.Exemptions, options.LawRules.Where(r => r.ExemptionOf is not null).Select(r => r.Id)));
        faults.AddRange(Unknown("Sectors", consent.Value.Sectors, options.LawRules.SelectMany(r => r.Sectors)));
        faults.AddRange(
            Unknown("Registrations", consent.Value.Registrations, options.LawRules.Where(r => r.AsksRegistration).Select(r => r.Id)));
        if (options.HoldDoubts <= TimeSpan.Zero || options.HoldDoubts > TimeSpan.FromDays(30))
            faults.Add($"PermissionOptions.HoldDoubts is {options.HoldDoubts}; it must be more than zero and at most 30 days.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Unknown(string option, IEnumerable<string> given, IEnumerable<string> known)
    {
        var all = known.Distinct().Order(StringComparer.Ordinal).ToList();
        return given.Except(all)
            .Select(g => $"ConsentOptions.{option} has '{g}', which no law pack knows. Those that there are: {string.Join(", ", all)}.");
    }
}
