using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>What a decision says about a place that is not plain. Made once for each place, and shared.</summary>
internal static class PlaceReasons
{
    private const string Rule = "planning/place";

    public static IReadOnlyList<Reason> Of(PlaceReading reading, bool differs, ZoneEvidence zones)
    {
        List<Reason> reasons = [];
        if (reading.NotUnderstood != PlaceFields.None)
            reasons.Add(
                new(ReasonCodes.PlaceNotUnderstood, Rule,
                $"Given and not understood: {Names(reading.NotUnderstood)}. {Effect(reading, zones)}"));
        else if (zones.Unsettled != PlaceFields.None)
            reasons.Add(
                new(ReasonCodes.PlaceNotUnderstood, Rule, "The address is military, and nobody knows its time zone; set the time zone."));
        if (differs)
            reasons.Add(
                new(ReasonCodes.PlacesDiffer, Rule,
                $"Fields of the contact name different places. The rules and time zones of all of them count: {zones.Names}."));
        return reasons;
    }

    /// <summary>The fields in words, for example "country and region".</summary>
    public static string Names(PlaceFields fields) =>
        string.Join(" and ", Enum.GetValues<PlaceFields>().Where(f => f != PlaceFields.None && fields.HasFlag(f)).Select(f => f switch
    {
        PlaceFields.Country => "country",
        PlaceFields.Region => "region",
        PlaceFields.PostalCode => "postal code",
        PlaceFields.TimeZone => "time zone",
        _ => throw new ArgumentOutOfRangeException(nameof(fields)),
    }));

    private static string Effect(PlaceReading reading, ZoneEvidence zones)
    {
        if (zones.Unsettled != PlaceFields.None)
            return "Nothing else says where the person is, so no marketing is sent over channels that have hours.";
        return reading.Candidates.Any(c => c.IsMisread)
            ? $"The rules and time zones of every part of "
                + $"{string.Join(" and ", reading.Candidates.Where(c => c.IsMisread).Select(c => c.Country))} count."
            : "Another field of the contact says the place.";
    }
}
