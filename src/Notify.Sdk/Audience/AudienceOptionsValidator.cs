using Microsoft.Extensions.Options;

namespace Notify.Sdk.Audience;

/// <summary>Refuses a language or a zone of the list that nobody has.</summary>
internal sealed class AudienceOptionsValidator(TimeZoneData zones) : IValidateOptions<AudienceOptions>
{
    public ValidateOptionsResult Validate(string? name, AudienceOptions options)
    {
        List<string> faults = [];
        List<Reason>? notes = null;
        var unread = PlaceFields.None;
        if (options.ListLanguage is { } language && ContactFields.Language(language, ref notes) != language)
            faults.Add($"AudienceOptions.ListLanguage is '{language}'; use a BCP 47 tag such as \"en\" or \"pt-BR\", or null when the "
                + $"list has no one language.");
        if (options.ListZone is { } zone && ContactFields.TimeZone(zone, zones.Zones, ref notes, ref unread) != zone)
            faults.Add($"AudienceOptions.ListZone is '{zone}'; use a TZDB zone such as \"Europe/Berlin\", or null when the list has no "
                + $"one zone.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
