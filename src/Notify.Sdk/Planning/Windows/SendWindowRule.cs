using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk;

/// <summary>
/// When messages of some kind may leave. The windows of one rule are a union, matching rules are intersected: a message
/// needs all of them open. A weekday without a window is closed.
/// </summary>
public sealed record SendWindowRule
{
    /// <summary>Stable id, shown in reasons, for example <c>window/courtesy</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The windows; at least one.</summary>
    public required IReadOnlyList<DailyWindow> Windows { get; init; }

    /// <summary>The channels, and those that resemble them; empty for all.</summary>
    public IReadOnlyList<DeliveryChannel> Channels { get; init; } = [];

    /// <summary>The classes; emergencies pass every window. Default: marketing and transactional.</summary>
    public IReadOnlyList<MessageClass> Classes { get; init; } = [MessageClass.Marketing, MessageClass.Transactional];

    /// <summary>The countries (ISO 3166-1 alpha-2); empty for all.</summary>
    /// <exception cref="ArgumentException">A code that is no country.</exception>
    public IReadOnlyList<string> Countries { get; init => field = CountryCodes.Checked(value); } = [];

    /// <summary>
    /// Parts of countries (ISO 3166-2, such as <c>US-TX</c>); empty for all. Somebody in the country whose part is unknown is
    /// bound by the rules of every part.
    /// </summary>
    /// <exception cref="ArgumentException">Not a country, a hyphen, and 1 to 3 letters or digits.</exception>
    public IReadOnlyList<string> Regions { get; init => field = CountryCodes.CheckedParts(value); } = [];

    /// <summary>Whether only automatic voices are meant. Default <see cref="Automation.Any"/>.</summary>
    public Automation Automation { get; init; }

    /// <summary>The purposes of topics that it is about; empty for all.</summary>
    public IReadOnlyList<TopicPurpose> Purposes { get; init; } = [];

    /// <summary>
    /// The zones in which the hours are meant (TZDB ids), all of which must be open; empty, the default, for the zone of the
    /// person ("according to the time in this state").
    /// </summary>
    /// <exception cref="ArgumentException">A zone that the TZDB does not know.</exception>
    public IReadOnlyList<string> Zones { get; init => field = CheckedZones(value); } = [];

    /// <summary>Holidays; null, the default, for none.</summary>
    public HolidayHours? Holidays { get; init; }

    /// <summary>First day on which the rule holds, in the zone of its hours; null for always.</summary>
    public LocalDate? EffectiveFrom { get; init; }

    /// <summary>Last day on which the rule holds, in the zone of its hours; null for no end.</summary>
    public LocalDate? EffectiveTo { get; init; }

    /// <summary>The consent that takes a person out of the rule. Default: none does.</summary>
    public ConsentLift LiftedBy { get; init; }

    /// <summary>The topics; empty for all.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Where the rule comes from: a statute, a code, a brand policy.</summary>
    public string Source { get; init; } = "";

    /// <summary>Courtesy hours of the library: no text and no call outside 08:00 to 21:00.</summary>
    public static SendWindowRule Courtesy { get; } = new()
    {
        Id = NotifyDefaults.CourtesyHours,
        Channels = [DeliveryChannel.Sms, DeliveryChannel.Voice, .. DeliveryChannel.Messengers],
        Windows = [new(DailyWindow.EveryDay, new LocalTime(8, 0), new LocalTime(21, 0))],
        Source = "default of this library",
    };

    /// <summary>
    /// Courtesy hours of the library for advertising: no text and no call outside 09:00 to 20:00, none on Sundays and national
    /// holidays.
    /// </summary>
    public static SendWindowRule MarketingCourtesy { get; } = new()
    {
        Id = NotifyDefaults.MarketingHours,
        Channels = [DeliveryChannel.Sms, DeliveryChannel.Voice, .. DeliveryChannel.Messengers],
        Classes = [MessageClass.Marketing],
        Windows = [new(DailyWindow.MondayToSaturday, new LocalTime(9, 0), new LocalTime(20, 0))],
        Holidays = new(HolidayCalendar.OfRecipientCountry),
        Source = "default of this library",
    };

    /// <summary>
    /// Courtesy hours of the library for advertising by mail: none outside 08:00 to 21:00 on any day. Mail is quieter than a text, so
    /// it may come on Sundays and holidays; a phone beside the bed rings for it all the same.
    /// </summary>
    public static SendWindowRule MarketingMailCourtesy { get; } = new()
    {
        Id = NotifyDefaults.MarketingMailHours,
        Channels = [DeliveryChannel.Email],
        Classes = [MessageClass.Marketing],
        Windows = [new(DailyWindow.EveryDay, new LocalTime(8, 0), new LocalTime(21, 0))],
        Source = "default of this library",
    };

    private static IReadOnlyList<string> CheckedZones(IReadOnlyList<string> zones)
    {
        foreach (var zone in zones)
        {
            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
                throw new ArgumentException($"'{zone}' is not a zone of the time zone database, such as \"America/Chicago\".",
                    nameof(zones));
        }

        return zones;
    }
}
