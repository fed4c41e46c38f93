using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>
/// All window rules, and which of them hold for a message to somebody at a place. The same question gives the same object,
/// so that thousands of people at one place share it. Thread-safe.
/// </summary>
internal sealed class WindowRules(IOptions<PlanningOptions> options, TimeZoneData zones)
{
    // Places times topics times channels; people with quiet hours of their own add to it, so it is emptied when it overflows.
    private const int Room = 100_000;

    private readonly SendWindowRule[] _rules = [.. options.Value.AllRules];
    private readonly ConcurrentDictionary<Question, OpenHours> _answers = new();
    private readonly Lazy<NationalHolidays> _holidays = new(() => new(options.Value.AllPacks.SelectMany(p => p.Calendars)));

    private readonly ConcurrentDictionary<Place, IReadOnlyList<Reason>> _notes = new();

    /// <summary>The version of the time zone data that windows are judged by.</summary>
    public string TimeZoneVersion { get; } = zones.Version;

    /// <summary>
    /// What a decision about somebody at a place says besides its reasons: what was not understood, and of which country no holidays
    /// are known.
    /// </summary>
    public IReadOnlyList<Reason> NotesOn(Place place, Topic topic)
    {
        if (topic.Class != MessageClass.Marketing)
            return place.Reasons;
        if (_notes.TryGetValue(place, out var known))
            return known;
        if (_notes.Count >= Room)
            _notes.Clear();
        return _notes.GetOrAdd(place, Notes(place));
    }

    private IReadOnlyList<Reason> Notes(Place place)
    {
        var without = place.Countries.Where(c => !_holidays.Value.AreKnownIn(c)).ToList();
        return without.Count == 0 ? place.Reasons : [.. place.Reasons, new(ReasonCodes.NoHolidayCalendar, "planning/holidays",
            $"No national calendar of public holidays is known for {string.Join(" and ", without)}, so beyond the days that a rule names "
                + $"itself they count as ordinary days there. "
                + $"Add one with AddLawPack.")];
    }

    /// <summary>The versions of all packs, the built-in one first.</summary>
    public string LawVersion { get; } = string.Join('+', options.Value.AllPacks.Select(p => p.Version));

    /// <param name="attempt">The message.</param>
    /// <param name="place">Where the person may be.</param>
    /// <param name="quiet">Their own quiet hours, or null.</param>
    /// <param name="consents">The kinds of consent that they gave.</param>
    public OpenHours For(in Attempt attempt, Place place, QuietHours? quiet, LiftingConsents consents)
    {
        var question = new Question(place, attempt.Topic, attempt.Channel, consents, quiet);
        if (_answers.TryGetValue(question, out var known))
            return known;
        if (_answers.Count >= Room)
            _answers.Clear();
        return _answers.GetOrAdd(question, Answer(question));
    }

    private OpenHours Answer(Question question)
    {
        var rules = _rules.Where(r => Matches(r, question));
        if (question.Topic.Answered is { } hours)
            rules = rules.Append(hours.Rule);
        List<SendWindowRule> matching = [.. rules.SelectMany(r => _holidays.Value.In(question.Place, r))];
        var holding = matching.Where(r => !question.Consents.Lifts(r.LiftedBy)).ToList();
        if (SendWindows.Around(question.Quiet) is { } own)
            holding.Add(own);
        return new(holding, [.. matching.Except(holding).Select(r => r.Id)], question.Place.Zones,
            question.Topic.Class == MessageClass.Marketing, zones.Zones, question.Channel);
    }

    private static bool Matches(SendWindowRule rule, in Question question) =>
        rule.Classes.Contains(question.Topic.Class)
        && (rule.Channels.Count == 0 || question.Channel.IsAmong(rule.Channels))
        && (rule.Topics.Count == 0 || rule.Topics.Contains(question.Topic.Name))
        && (rule.Purposes.Count == 0 || rule.Purposes.Contains(question.Topic.Purpose))
        && (rule.Automation == Automation.Any || (question.Channel == DeliveryChannel.Voice
            ? question.Topic.LiveVoice == (rule.Automation == Automation.Live) : question.Channel.IsOrMayBe(DeliveryChannel.Voice)))
        && question.Place.LiesIn(rule);

    /// <summary>Topics and places are shared objects: being the same object is enough, another one is only asked again.</summary>
    private readonly struct Question(Place place, Topic topic, DeliveryChannel channel, LiftingConsents consents, QuietHours? quiet)
        : IEquatable<Question>
    {
        public Place Place => place;

        public Topic Topic => topic;

        public DeliveryChannel Channel => channel;

        public LiftingConsents Consents => consents;

        public QuietHours? Quiet => quiet;

        public bool Equals(Question other) => ReferenceEquals(place, other.Place) && ReferenceEquals(topic, other.Topic)
            && channel == other.Channel && consents == other.Consents && quiet == other.Quiet;

        public override bool Equals(object? obj) => obj is Question other && Equals(other);

        public override int GetHashCode() =>
            (RuntimeHelpers.GetHashCode(place) * 31 + RuntimeHelpers.GetHashCode(topic)) * 31 + channel.GetHashCode() * 16 + (int)consents
                + (quiet?.GetHashCode() ?? 0);
    }
}
