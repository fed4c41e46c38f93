namespace Notify.Sdk.Planning;

/// <summary>
/// What nobody knows of a person, where knowing it would open a route. The application can declare both for a whole list.
/// </summary>
[Flags]
internal enum MissingEvidence : byte
{
    None = 0,

    /// <summary>Which language they read; settled by <see cref="AudienceOptions.ListLanguage"/>.</summary>
    Language = 1,

    /// <summary>In which zone they are; settled by <see cref="AudienceOptions.ListZone"/>.</summary>
    Zone = 2,
}

/// <summary>Reads the reasons against one route.</summary>
internal static class MissingEvidenceReasons
{
    /// <summary>What is missing, when nothing else speaks against the route for good; waiting does not count.</summary>
    public static MissingEvidence Of(IReadOnlyList<Reason> refused)
    {
        var missing = MissingEvidence.None;
        for (var i = 0; i < refused.Count; i++)
        {
            switch (refused[i].Code)
            {
                case ReasonCodes.LanguageUnknown:
                    missing |= MissingEvidence.Language;
                    break;
                case ReasonCodes.ZoneUnknown:
                    missing |= MissingEvidence.Zone;
                    break;
                case ReasonCodes.NotBefore or ReasonCodes.OutsideWindow or ReasonCodes.QuietHours or ReasonCodes.FrequencyCap
                    or ReasonCodes.FrequencyBeyondDisclosed or ReasonCodes.DoubtfulReply:
                    break;
                default:
                    return MissingEvidence.None;
            }
        }

        return missing;
    }
}
