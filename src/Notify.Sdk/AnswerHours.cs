namespace Notify.Sdk;

/// <summary>
/// When somebody is there for what messages invite to, a call or a reply, and how many of them can be looked after. Messages of a topic
/// that is <see cref="TopicBuilder.AnsweredAt"/> these hours wait while nobody is there. Topics that are answered by the same people have
/// the same hours. Immutable.
/// </summary>
/// <example><c>new AnswerHours("hotline", "Europe/Berlin", new DailyWindow(DailyWindow.MondayToFriday, new(8, 0), new(18,
/// 0)))</c></example>
public sealed record AnswerHours
{
    /// <summary>Hours of those who answer.</summary>
    /// <param name="name">
    /// Stable name, shown in reasons: words of <c>a-z 0-9</c> with single dashes between them, at most 32 characters.
    /// </param>
    /// <param name="timeZone">TZDB id of the zone in which the hours are meant.</param>
    /// <param name="windows">The hours; at least one.</param>
    /// <exception cref="ArgumentException">The name is malformed, the zone is not known, or there are no hours.</exception>
    public AnswerHours(string name, string timeZone, params IReadOnlyList<DailyWindow> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        Name = ValueNames.Checked(name, "answer hours");
        if (windows.Count == 0)
            throw new ArgumentException($"Answer hours '{name}' have no windows, so their messages would never leave. Name at least one.",
                nameof(windows));
        Rule = new()
        {
            Id = $"answer-hours/{name}",
            Windows = [.. windows],
            Zones = [timeZone],
            Source =
            "when somebody is there to answer"
        };
    }

    /// <summary>Stable name.</summary>
    public string Name { get; }

    /// <summary>Holidays of those who answer; null, the default, for none.</summary>
    public HolidayHours? Holidays { get => Rule.Holidays; init => Rule = Rule with { Holidays = value }; }

    /// <summary>
    /// How many messages that invite may leave in a minute, of all topics with these hours; null, the default, for no bound. What comes
    /// above it waits for its turn, and expires where that comes too late. Each process that runs the worker counts for itself.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one.</exception>
    public int? PerMinute
    {
        get;
        init => field = value is null or >= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one message a minute, or null for no bound.");
    }

    internal SendWindowRule Rule { get; private init; }

    /// <summary>Name, zone and hours.</summary>
    public override string ToString() => $"{Name}: {string.Join(", ", Rule.Windows)} in {Rule.Zones[0]}";
}
