using System.Text.Json.Serialization;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Consents;

/// <summary>
/// What a decision is about: one topic, all marketing, or everything from the sender. Immutable; two are equal when they
/// mean the same. A narrower yes lifts a wider no for what it names; a wider yes never lifts a narrower no.
/// </summary>
[JsonConverter(typeof(ConsentScopeConverter))]
public sealed record ConsentScope
{
    private const string TopicPrefix = "topic:";

    private ConsentScope(ConsentBreadth breadth, string? topic) => (Breadth, Topic) = (breadth, topic);

    /// <summary>Every message that is not an emergency: marketing, and what the person has or ordered.</summary>
    public static ConsentScope Everything { get; } = new(ConsentBreadth.Everything, null);

    /// <summary>
    /// Every topic of class <see cref="MessageClass.Marketing"/>, those that are added later too. Order mails and password resets are
    /// not touched.
    /// </summary>
    public static ConsentScope AllMarketing { get; } = new(ConsentBreadth.AllMarketing, null);

    /// <summary>One topic.</summary>
    /// <param name="topic">
    /// Its name. A ledger of the container compares it with the registered topics, without case, and refuses others.
    /// </param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static ConsentScope Of(string topic)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        return new(ConsentBreadth.Topic, topic);
    }

    /// <summary>The topic's name, or null for the two wider scopes.</summary>
    public string? Topic { get; }

    internal ConsentBreadth Breadth { get; }

    /// <summary>Whether messages of the topic are meant.</summary>
    public bool Covers(Topic topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return Breadth switch
        {
            ConsentBreadth.Everything => true,
            ConsentBreadth.AllMarketing => topic.Class == MessageClass.Marketing,
            ConsentBreadth.Topic => Topic == topic.Name,
            _ => throw new InvalidOperationException($"Nobody says what breadth {Breadth} covers."),
        };
    }

    /// <summary>Whether the decision may concern a topic of which only the name is known. For authors of stores.</summary>
    public bool MayConcern(string topic) => Topic is null || Topic == topic;

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is none of the three.</exception>
    public static ConsentScope Parse(string text) => text switch
    {
        "everything" => Everything,
        "all-marketing" => AllMarketing,
        not null when text.StartsWith(TopicPrefix, StringComparison.Ordinal) && text.Length > TopicPrefix.Length =>
            Of(text[TopicPrefix.Length..]),
        _ => throw new FormatException("A scope is 'everything', 'all-marketing' or 'topic:' and a name."),
    };

    /// <summary><c>everything</c>, <c>all-marketing</c>, or <c>topic:</c> and the name: as it is stored.</summary>
    public override string ToString() => Breadth switch
    {
        ConsentBreadth.Everything => "everything",
        ConsentBreadth.AllMarketing => "all-marketing",
        _ => TopicPrefix + Topic,
    };
}

/// <summary>From narrow to wide, so that scopes over one topic can be compared.</summary>
internal enum ConsentBreadth : byte
{
    Topic,
    AllMarketing,
    Everything,
}
