using Microsoft.Extensions.Options;

namespace Notify.Sdk.Planning;

/// <summary>Refuses a frequency cap for a part of a country that there is not: it would never hold, and nobody would notice.</summary>
internal sealed class KnownPartsValidator : IValidateOptions<PermissionOptions>
{
    public ValidateOptionsResult Validate(string? name, PermissionOptions options)
    {
        List<string> faults = [.. from cap in options.AllCaps
                                  from region in cap.Regions
                                  where !Regions.IsPart(region)
                                  select $"Cap '{cap.Id}' names '{region}', which is no part of {region[..2]} by ISO 3166-2."];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
