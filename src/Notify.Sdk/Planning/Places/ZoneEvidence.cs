using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>
/// The zones that a person may be in, and how that is known. With several candidates a window is open only when it is
/// open in all of them.
/// </summary>
/// <param name="Zones">The candidates, ordered by id; zones that tell the same time are listed once. Empty for no evidence.</param>
/// <param name="Source">How it is known.</param>
public sealed record ZoneEvidence(IReadOnlyList<DateTimeZone> Zones, ZoneSource Source)
{
    /// <summary>Nothing is known.</summary>
    public static ZoneEvidence None { get; } = new([], ZoneSource.None);

    /// <summary>
    /// Fields that were given, are not understood, and leave it open where the person is at all: marketing waits until one of them
    /// can be read; for other messages <see cref="Zones"/> are what the rest of the evidence allows. Usually none.
    /// </summary>
    public PlaceFields Unsettled { get; init; }

    /// <summary>How far the evidence goes.</summary>
    public ZoneConfidence Confidence => Source switch
    {
        ZoneSource.None => ZoneConfidence.None,
        _ when Unsettled != PlaceFields.None => ZoneConfidence.None,
        ZoneSource.Declared => ZoneConfidence.Stated,
        ZoneSource.Region or ZoneSource.Postcode or ZoneSource.PhonePrefix or ZoneSource.Country or ZoneSource.AddressAndPhonePrefix
            or ZoneSource.PhonePrefixAndCountry or ZoneSource.SeveralFields or ZoneSource.SeveralAccounts or ZoneSource.DefaultCountry
            or ZoneSource.List => Zones.Count == 1 ? ZoneConfidence.OneZone : ZoneConfidence.SeveralZones,
        _ => throw UnknownSource(),
    };

    /// <summary>Zone ids joined by a comma; more than three are counted.</summary>
    public string Names { get; } = Zones.Count switch
    {
        0 => "unknown",
        <= 3 => string.Join(", ", Zones.Select(z => z.Id)),
        _ => $"{string.Join(", ", Zones.Take(3).Select(z => z.Id))} and {Zones.Count - 3} more",
    };

    internal string ConfidenceName => Confidence switch
    {
        ZoneConfidence.Stated => "stated",
        ZoneConfidence.OneZone => "one zone possible",
        ZoneConfidence.SeveralZones => "several zones possible, all respected",
        ZoneConfidence.None => "none",
        _ => throw new InvalidOperationException($"Nothing is known of the confidence {Confidence}."),
    };

    /// <summary>The source in words.</summary>
    public string SourceName => Source switch
    {
        ZoneSource.Declared => "declared",
        ZoneSource.Region => "region",
        ZoneSource.Postcode => "postcode",
        ZoneSource.PhonePrefix => "phone prefix",
        ZoneSource.Country => "country",
        ZoneSource.AddressAndPhonePrefix => "address and phone prefix, which differ",
        ZoneSource.PhonePrefixAndCountry => "phone prefix and country, which differ",
        ZoneSource.SeveralFields => "several fields, which differ",
        ZoneSource.SeveralAccounts => "accounts of the person, which differ",
        ZoneSource.DefaultCountry => "default country",
        ZoneSource.List => "declared for the list",
        ZoneSource.None => "no evidence",
        _ => throw UnknownSource(),
    };

    private InvalidOperationException UnknownSource() => new($"Nothing is known of the source of zones {Source}.");
}
