using NodaTime;

namespace Notify.Sdk;

/// <summary>Whether two persons at one address are told the same thing.</summary>
public enum TopicContent : byte
{
    /// <summary>The same news for everyone (an outage, an offer): an address receives it once, however many people share it.</summary>
    Shared,

    /// <summary>About one person (their bill, their appointment): two people at one address both receive theirs, spaced.</summary>
    Personal,
}

/// <summary>What to do when it is unknown whether the provider took a message (connection lost after the final byte).</summary>
public enum UnknownOutcomePolicy : byte
{
    /// <summary>Keep it in doubt; a receipt or a person settles it. Maybe never told, never told twice.</summary>
    HoldOnUnknown,

    /// <summary>Send it again with the same idempotency key. Maybe told twice, never silently lost.</summary>
    ResendOnUnknown,
}

/// <summary>What to do when the person's language is not known, or has no template.</summary>
public enum LanguageFallback : byte
{
    /// <summary>Advertising is not sent then; everything else in <see cref="Topic.DefaultLanguage"/>.</summary>
    ByClass,

    /// <summary>Use <see cref="Topic.DefaultLanguage"/>, for advertising too: people get it in a language that they may not read.</summary>
    DefaultLanguage,

    /// <summary>Do not send on that channel when the language has no template. Where it is not known, as <see cref="ByClass"/>.</summary>
    Suppress,
}

/// <summary>What a topic's messages are for, where some laws have hours of their own.</summary>
public enum TopicPurpose : byte
{
    /// <summary>Nothing special.</summary>
    General,

    /// <summary>Collecting a debt.</summary>
    DebtCollection,

    /// <summary>Opinion polling and market research.</summary>
    Research,
}

/// <summary>
/// A subject that people can be told about and can opt out of. Immutable; built with <see cref="TopicBuilder"/>
/// through <c>AddTopic</c>.
/// </summary>
public sealed record Topic
{
    /// <summary>Stable name, for example <c>bill-due</c>. Consents and opt-outs are recorded against it.</summary>
    public required string Name { get; init; }

    /// <summary>What the messages are to the person. Default <see cref="MessageClass.Marketing"/>, the strictest.</summary>
    public MessageClass Class { get; init; } = MessageClass.Marketing;

    /// <summary>What the messages are for, where the law has hours of its own for it. Default <see cref="TopicPurpose.General"/>.</summary>
    public TopicPurpose Purpose { get; init; } = TopicPurpose.General;

    /// <summary>
    /// Whether a human being speaks in this topic's voice calls. Default false: a text is read out, which the law counts as an
    /// automated call, with stricter hours in some places.
    /// </summary>
    public bool LiveVoice { get; init; }

    /// <summary>
    /// When somebody is there for the calls and replies that its messages invite; null, the default, where they invite none.
    /// </summary>
    public AnswerHours? Answered { get; init; }

    /// <summary>The channels in the order of preference, used where the person states none. At least one.</summary>
    public IReadOnlyList<DeliveryChannel> Channels { get; init; } = [DeliveryChannel.Email];

    /// <summary>The sender the person knows, shown as the sender name and used by per-sender caps.</summary>
    public string Brand { get; init; } = "";

    /// <summary>
    /// The names of the transports that are asked first, in this order, where a channel has several. The others that serve the brand are
    /// asked after them. Default: none, so they are asked as they were registered, those of the brand first.
    /// </summary>
    public IReadOnlyList<string> Transports { get; init; } = [];

    /// <summary>
    /// The sender ids of text messages by country (ISO 3166-1 alpha-2), where the law or the networks ask for one of their own; the
    /// transport
    /// is told by <see cref="OutgoingMessage.SenderId"/>. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> SenderIds { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// What advertising ends with in a country (ISO 3166-1 alpha-2), where the law asks for it, for example how to refuse. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Closings { get; init; } = new Dictionary<string, string>();

    /// <summary>The words, per channel and language.</summary>
    public IReadOnlyList<TopicTemplate> Templates { get; init; } = [];

    /// <summary>What goes with every email of this topic.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>Language used when the person's is unknown. Default <c>en</c>.</summary>
    public string DefaultLanguage { get; init; } = "en";

    /// <summary>
    /// What to do when the person's language is not known, or has no template. Default <see cref="LanguageFallback.ByClass"/>.
    /// </summary>
    public LanguageFallback LanguageFallback { get; init; }

    /// <summary>Whether the content is the same for everyone. Default <see cref="TopicContent.Shared"/>.</summary>
    public TopicContent Content { get; init; } = TopicContent.Shared;

    /// <summary>Who goes first where frequency caps leave too little room. Default <see cref="TopicPriority.Normal"/>.</summary>
    public TopicPriority Priority { get; init; } = TopicPriority.Normal;

    /// <summary>
    /// How long a message still makes sense after the first instant at which it may leave, which is planning or a later
    /// <see cref="Notification.NotBefore"/>, when the notification sets no expiry. Default 3 days, at most 366.
    /// </summary>
    public Duration Lifetime { get; init; } = Duration.FromDays(3);

    /// <summary>Distance between two messages of different content to one shared address. Default 10 minutes.</summary>
    public Duration AddressSpacing { get; init; } = Duration.FromMinutes(10);

    /// <summary>
    /// Who may declare an emergency, and what it may do. Required for, and allowed only with, <see cref="MessageClass.Emergency"/>.
    /// </summary>
    public EmergencyPolicy? EmergencyPolicy { get; init; }

    /// <summary>What happens when an outcome is unknown. Default <see cref="UnknownOutcomePolicy.HoldOnUnknown"/>.</summary>
    public UnknownOutcomePolicy OnUnknown { get; init; } = UnknownOutcomePolicy.HoldOnUnknown;

    /// <summary>How old a value of an attribute may be when it is used in a template; attributes not named have no limit.</summary>
    public IReadOnlyDictionary<string, Duration> MaximumAge { get; init; } = new Dictionary<string, Duration>();

    /// <summary>
    /// The value of <c>{{recipient.name}}</c> where several people share the address or the name is unknown, by language;
    /// the entry <c>*</c> is for all others. Default <c>customer</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> NeutralNames { get; init; } = new Dictionary<string, string> { ["*"] = "customer" };

    /// <summary>The topic's name and class.</summary>
    public override string ToString() => $"{Name} ({Class})";
}
