using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>Hours of one or more weekdays: half-open <c>[From, To)</c> in the person's zone.</summary>
/// <param name="Days">The weekdays on which the window opens.</param>
/// <param name="From">Opening time.</param>
/// <param name="To">Closing time; midnight (00:00) is the end of the day. Earlier than <paramref name="From"/>: closes on the next day.</param>
public sealed record DailyWindow(IReadOnlyList<IsoDayOfWeek> Days, LocalTime From, LocalTime To)
{
    /// <summary>Monday to Sunday.</summary>
    public static IReadOnlyList<IsoDayOfWeek> EveryDay { get; } =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];

    /// <summary>Monday to Saturday.</summary>
    public static IReadOnlyList<IsoDayOfWeek> MondayToSaturday { get; } = [.. EveryDay.Take(6)];

    /// <summary>Monday to Friday.</summary>
    public static IReadOnlyList<IsoDayOfWeek> MondayToFriday { get; } = [.. EveryDay.Take(5)];
}

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

    /// <summary>The channels; empty for all.</summary>
    public IReadOnlyList<Channel> Channels { get; init; } = [];

    /// <summary>The classes; emergencies pass every window. Default: marketing and transactional.</summary>
    public IReadOnlyList<MessageClass> Classes { get; init; } = [MessageClass.Marketing, MessageClass.Transactional];

    /// <summary>The countries (ISO 3166-1 alpha-2); empty for all.</summary>
    /// <exception cref="ArgumentException">A code that is no country.</exception>
    public IReadOnlyList<string> Countries { get; init => field = CountryCodes.Checked(value); } = [];

    /// <summary>The topics; empty for all.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Where the rule comes from: a statute, a code, a brand policy.</summary>
    public string Source { get; init; } = "";

    /// <summary>Courtesy hours of the library: no text and no call outside 08:00 to 21:00.</summary>
    public static SendWindowRule Courtesy { get; } = new()
    {
        Id = "window/courtesy",
        Channels = [Channel.Sms, Channel.Voice, Channel.Social],
        Windows = [new(DailyWindow.EveryDay, new LocalTime(8, 0), new LocalTime(21, 0))],
        Source = "default of this library",
    };

    /// <summary>Courtesy hours of the library for advertising: no text and no call outside 09:00 to 20:00, none on Sundays.</summary>
    public static SendWindowRule MarketingCourtesy { get; } = new()
    {
        Id = "window/marketing-courtesy",
        Channels = [Channel.Sms, Channel.Voice, Channel.Social],
        Classes = [MessageClass.Marketing],
        Windows = [new(DailyWindow.MondayToSaturday, new LocalTime(9, 0), new LocalTime(20, 0))],
        Source = "default of this library",
    };
}
