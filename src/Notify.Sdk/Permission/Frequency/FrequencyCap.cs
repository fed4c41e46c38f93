using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;

namespace Notify.Sdk;

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

    /// <summary>
    /// Per beginning of numbers (<see cref="FrequencyCap.Prefixes"/>), all people together, instead of per person; without prefixes one
    /// count for all that the cap holds for.
    /// </summary>
    Destination = 16,
}

/// <summary>
/// At most <see cref="Limit"/> messages in any span of length <see cref="Window"/>. What may have arrived counts: accepted,
/// delivered, in doubt, and what is just being sent; where <see cref="CountsAttempts"/> says so, every attempt. Of what is due at the
/// same time the higher <see cref="Topic.Priority"/> goes first,
/// then what was due first; plans that are not due take no room.
/// </summary>
public sealed record FrequencyCap
{
    /// <summary>Stable id, for example <c>us-fl-24h</c>.</summary>
    public required string Id { get; init; }

    /// <summary>How many; 0 means none at all.</summary>
    public required int Limit { get; init; }

    /// <summary>
    /// How many of these slots only topics of <see cref="TopicPriority.Urgent"/> may use; 0 (the default) to <see cref="Limit"/>.
    /// </summary>
    public int Reserved { get; init; }

    /// <summary>Length of the rolling window, over 0 and at most 366 days.</summary>
    public required Duration Window { get; init; }

    /// <summary>What is counted together. Default: per person.</summary>
    public CapScope Per { get; init; } = CapScope.Person;

    /// <summary>The classes that it counts and limits. Default: marketing only. Emergencies are never capped.</summary>
    public IReadOnlyList<MessageClass> Classes { get; init; } = [MessageClass.Marketing];

    /// <summary>The channels that it counts and limits, and those that resemble them; empty (the default) for all.</summary>
    public IReadOnlyList<DeliveryChannel> Channels { get; init => (field, Reach) = (value, ChannelSet.Of(value)); } = [];

    /// <summary>The channels as bits.</summary>
    internal ChannelSet Reach { get; private init; }

    /// <summary>The topics that it counts and limits; empty (the default) for all.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>
    /// The countries (ISO 3166-1 alpha-2) in which it holds; empty for all. A person is in every country that their country or the
    /// number that is called names.
    /// </summary>
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

    /// <summary>
    /// How the phone numbers begin for which it holds: <c>+</c> and digits of E.164, such as <c>+881</c>; of several the longest counts.
    /// Empty, the default, for all numbers and all other addresses.
    /// </summary>
    /// <exception cref="ArgumentException">Not <c>+</c> and 1 to 15 digits, the first of them not 0.</exception>
    public IReadOnlyList<string> Prefixes { get; init => field = CheckedPrefixes(value); } = [];

    /// <summary>
    /// Whether every attempt counts, those too that were refused, failed, or are tried again. Default false: what may have arrived counts.
    /// Where the law of the person's slot says so, attempts count under every cap (<see cref="ConsentRule.CountsAttempts"/>).
    /// </summary>
    public bool CountsAttempts { get; init; }

    /// <summary>Where the cap comes from: a statute, a code, a policy. Shown in reasons; empty, the default, for none.</summary>
    public string Source { get; init; } = "";

    /// <summary>
    /// Default of the library: advertising reaches a person once a day at most, over all topics, channels and senders together.
    /// </summary>
    public static FrequencyCap MarketingPerDay { get; } = new()
    {
        Id = NotifyDefaults.MarketingPerDay,
        Limit = 1,
        Window = Duration.FromHours(24),
        Source = "default of this library",
    };

    /// <summary>Default of the library: advertising reaches a person three times a week at most, so not every day.</summary>
    public static FrequencyCap MarketingPerWeek { get; } = new()
    {
        Id = NotifyDefaults.MarketingPerWeek,
        Limit = 3,
        Window = Duration.FromDays(7),
        Source = "default of this library",
    };

    /// <summary>
    /// Default of the library: no text and no call to numbers that cost a multiple wherever the caller is, satellites, networks of no
    /// country, shared cost, universal and international premium rate (ITU-T E.164, list of assigned country codes: 808, 870, 878, 881,
    /// 882, 883, 888, 979). Whoever types such numbers into a form may be paid for each message. Premium rate numbers of a country are not
    /// texted and not called in any case.
    /// </summary>
    public static FrequencyCap ExpensiveNumbers { get; } = To(NotifyDefaults.ExpensiveNumbers, limit: 0, Duration.FromDays(1),
        "+808", "+870", "+878", "+881", "+882", "+883", "+888", "+979") with
    { Source = "default of this library" };

    /// <summary>
    /// A bound for what texts and calls to some numbers may cost, against those who have codes sent to numbers that earn by them: all
    /// people at numbers that begin so together, advertising or not, and every attempt.
    /// </summary>
    /// <param name="id">Stable id.</param>
    /// <param name="limit">How many in any span of the window, of each prefix; 0 for none at all.</param>
    /// <param name="window">Length of the window.</param>
    /// <param name="prefixes">How the numbers begin, such as <c>+92</c> or <c>+92345</c>.</param>
    /// <exception cref="ArgumentException">A prefix is none, or there are none.</exception>
    public static FrequencyCap To(string id, int limit, Duration window, params IReadOnlyList<string> prefixes)
    {
        ArgumentNullException.ThrowIfNull(prefixes);
        if (prefixes.Count == 0)
            throw new ArgumentException($"Cap '{id}' names no prefix, so it would bound nothing. Name at least one, such as \"+92\".",
                nameof(prefixes));
        return new()
        {
            Id = id,
            Limit = limit,
            Window = window,
            Per = CapScope.Destination,
            Prefixes = prefixes,
            Classes = [MessageClass.Marketing, MessageClass.Transactional],
            Channels = [DeliveryChannel.Sms, DeliveryChannel.Voice],
            CountsAttempts = true,
        };
    }

    /// <summary>The longest of its prefixes with which a number begins; null where none is, or the address is no number.</summary>
    internal string? PrefixOf(AddressKey address)
    {
        string? longest = null;
        for (var i = 0; i < Prefixes.Count; i++)
        {
            if (Prefixes[i].Length > (longest?.Length ?? 0) && address.Value.StartsWith(Prefixes[i], StringComparison.Ordinal))
                longest = Prefixes[i];
        }

        return longest;
    }

    private static IReadOnlyList<string> CheckedPrefixes(IReadOnlyList<string> prefixes)
    {
        ArgumentNullException.ThrowIfNull(prefixes);
        foreach (var prefix in prefixes)
        {
            if (prefix is not ['+', >= '1' and <= '9', ..] || prefix.Length > 16 || prefix.AsSpan(1).ContainsAnyExceptInRange('0', '9'))
                throw new ArgumentException($"'{prefix}' is no beginning of a number. Write + and digits with the country code, such as "
                    + $"\"+92\" or \"+92345\".", nameof(prefixes));
        }

        return [.. prefixes];
    }

    /// <summary>How it is called in reasons.</summary>
    internal string Name => Source.Length == 0 ? $"Cap '{Id}'" : $"Cap '{Id}' ({Source})";

    /// <summary>Whether it has room for a topic of this priority when nothing else was sent.</summary>
    internal bool IsOpen(TopicPriority priority) => Limit > 0 && (priority == TopicPriority.Urgent || Reserved < Limit);

    /// <summary>
    /// The first instant at or after <paramref name="at"/> at which one more message keeps the cap, or null when there is none (a
    /// limit of 0, or all slots reserved for others). Only what may have arrived counts (<see cref="CapUse.Sent"/>): a plan takes no
    /// room before it leaves, so that a worker that is late pushes nothing behind a later plan.
    /// </summary>
    /// <remarks>
    /// What bears a later instant than <paramref name="at"/> counts as well, however far away it is: then somebody has set the clock
    /// back, and it may have left a moment ago.
    /// </remarks>
    /// <param name="at">The wanted instant.</param>
    /// <param name="others">The other messages, ascending by <see cref="CapUse.At"/>; plans among them are passed over.</param>
    /// <param name="priority">The priority of the message's topic.</param>
    public Instant? FirstFree(Instant at, IReadOnlyList<CapUse> others, TopicPriority priority)
    {
        ArgumentNullException.ThrowIfNull(others);
        if (!IsOpen(priority))
            return null;
        var free = Instant.Max(at, EndOfFull(others, Limit, urgentToo: true));
        return priority == TopicPriority.Urgent || Reserved <= 0
            ? free
            : Instant.Max(free, EndOfFull(others, Limit - Reserved, urgentToo: false));
    }

    /// <summary>When the window that the last messages fill has passed: one window after the oldest of as many as the limit.</summary>
    private Instant EndOfFull(IReadOnlyList<CapUse> others, int limit, bool urgentToo)
    {
        for (var i = others.Count - 1; i >= 0; i--)
        {
            if (others[i].Sent && (urgentToo || others[i].Priority != TopicPriority.Urgent) && --limit == 0)
                return others[i].At + Window;
        }

        return Instant.MinValue;
    }
}
