using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Permission;

/// <summary>What a cap counts together. Flags: each one named separates the count further.</summary>
[Flags]
public enum CapScope : byte
{
    /// <summary>One count per person, over all topics and channels.</summary>
    Person = 0,

    /// <summary>Per address instead of per person.</summary>
    Address = 1,

    /// <summary>Per topic.</summary>
    Topic = 2,

    /// <summary>Per channel.</summary>
    Channel = 4,

    /// <summary>Per sender (<see cref="Topic.Brand"/>).</summary>
    Sender = 8,
}

/// <summary>
/// At most <see cref="Limit"/> messages in any span of length <see cref="Window"/>. Sends count, and open plans of the same or
/// a higher <see cref="Topic.Priority"/>; what is planned with a lower one waits instead.
/// </summary>
public sealed record FrequencyCap
{
    /// <summary>Stable id, for example <c>us-fl-24h</c>.</summary>
    public required string Id { get; init; }

    /// <summary>How many; 0 means none at all.</summary>
    public required int Limit { get; init; }

    /// <summary>How many of these places only topics of <see cref="TopicPriority.Urgent"/> may use; 0 (the default) to <see cref="Limit"/>.</summary>
    public int Reserved { get; init; }

    /// <summary>Length of the rolling window, over 0 and at most 366 days.</summary>
    public required Duration Window { get; init; }

    /// <summary>What is counted together. Default: per person.</summary>
    public CapScope Per { get; init; } = CapScope.Person;

    /// <summary>The classes that it counts and limits. Default: marketing only. Emergencies are never capped.</summary>
    public IReadOnlyList<MessageClass> Classes { get; init; } = [MessageClass.Marketing];

    /// <summary>The channels that it counts and limits; empty (the default) for all.</summary>
    public IReadOnlyList<Channel> Channels { get; init; } = [];

    /// <summary>The topics that it counts and limits; empty (the default) for all.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>The countries (ISO 3166-1 alpha-2) in which it holds; empty for all. A person is in every country that their country or the number that is called names.</summary>
    /// <exception cref="ArgumentException">A code that is no country.</exception>
    public IReadOnlyList<string> Countries { get; init => field = CountryCodes.Checked(value); } = [];

    /// <summary>
    /// Parts of countries (ISO 3166-2, such as <c>US-FL</c>) in which it holds; empty for all. Somebody in the country whose part
    /// is unknown is bound by the caps of every part.
    /// </summary>
    /// <exception cref="ArgumentException">Not a country, a hyphen, and 1 to 3 letters or digits.</exception>
    public IReadOnlyList<string> Regions { get; init => field = CountryCodes.CheckedParts(value); } = [];

    /// <summary>Whether only calls in which a text is read out are counted and limited. Default false.</summary>
    public bool AutomatedVoiceOnly { get; init; }

    /// <summary>Where the cap comes from: a statute, a code, a policy. Shown in reasons; empty, the default, for none.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether it has room for a topic of this priority when nothing else was sent.</summary>
    internal bool IsOpen(TopicPriority priority) => Limit > 0 && (priority == TopicPriority.Urgent || Reserved < Limit);

    /// <summary>
    /// The first instant at or after <paramref name="at"/> at which one more message keeps every rolling window within
    /// the limit, or null when there is none (a limit of 0, or all places reserved for others).
    /// </summary>
    /// <param name="at">The wanted instant.</param>
    /// <param name="others">The other messages, ascending by <see cref="CapUse.At"/>.</param>
    /// <param name="priority">The priority of the message's topic.</param>
    public Instant? FirstFree(Instant at, IReadOnlyList<CapUse> others, TopicPriority priority)
    {
        ArgumentNullException.ThrowIfNull(others);
        List<Instant> counted = new(others.Count);
        List<Instant> ordinary = new(others.Count);
        foreach (var other in others)
        {
            if (!other.Sent && other.Priority < priority)
                continue;
            counted.Add(other.At);
            if (other.Priority < TopicPriority.Urgent)
                ordinary.Add(other.At);
        }

        return priority == TopicPriority.Urgent || Reserved <= 0
            ? FirstFree(at, counted, Limit)
            : FirstFree(at, counted, ordinary);
    }

    /// <summary>Neither all messages together nor those that may not use the reserved places are too many.</summary>
    private Instant? FirstFree(Instant at, List<Instant> all, List<Instant> ordinary)
    {
        while (FirstFree(at, all, Limit) is { } free && FirstFree(free, ordinary, Limit - Reserved) is { } also)
        {
            if (also == at)
                return at;
            at = also;
        }

        return null;
    }

    private Instant? FirstFree(Instant at, List<Instant> others, int limit)
    {
        if (limit <= 0)
            return null;
        while (FullSpanEnd(at, others, limit) is { } free)
            at = free;
        return at;
    }

    /// <summary>The end of the span that is full around <paramref name="at"/>, or null when there is room.</summary>
    private Instant? FullSpanEnd(Instant at, List<Instant> others, int limit)
    {
        // A window that holds `at` and is full holds `limit` consecutive others less than Window apart from each other and from `at`.
        for (var first = others.Count - limit; first >= 0; first--)
        {
            var from = Instant.Min(others[first], at);
            var to = Instant.Max(others[first + limit - 1], at);
            if (to - from < Window)
                return others[first] + Window;
        }

        return null;
    }
}
