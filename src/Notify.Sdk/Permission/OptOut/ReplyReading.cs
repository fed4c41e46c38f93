namespace Notify.Sdk.Permission;

/// <summary>What an answer of a person means for what we may send.</summary>
public enum ReplyKind : byte
{
    /// <summary>Nothing about permission: an answer for the business.</summary>
    Other,

    /// <summary>The person wants no more messages. Acted on at once.</summary>
    OptOut,

    /// <summary>The person wants messages again. Lifts a stop where it was given, nothing more.</summary>
    OptIn,

    /// <summary>The person asks who writes and how to stop.</summary>
    Help,

    /// <summary>A question for the business.</summary>
    Question,

    /// <summary>May be an opt-out: hold what is planned, and ask.</summary>
    Doubtful,

    /// <summary>
    /// Wants the messages otherwise: fewer, over another channel, at another time, about one topic only, in another language; see
    /// <see cref="ReplyReading.Wish"/>. Nothing is kept of it and nothing confirmed: the application's to act on.
    /// </summary>
    Wish,
}

/// <summary>How sure it is.</summary>
public enum ReplyConfidence : byte
{
    /// <summary>A guess: <see cref="ReplyKind.Doubtful"/>, or nothing was recognised.</summary>
    Low,

    /// <summary>A reasonable person would read it so: a phrase, a word with others around it, a word that no source confirms.</summary>
    Likely,

    /// <summary>The whole message is a word that a source names.</summary>
    Certain,
}

/// <summary>What an opt-out or opt-in is about.</summary>
public enum ReplyScope : byte
{
    /// <summary>The person did not say; the policy decides.</summary>
    Unstated,

    /// <summary>Everything from the sender ("STOP ALL").</summary>
    Everything,

    /// <summary>
    /// The channel that the person wrote on ("by mail instead"); what they would rather have is in <see cref="ReplyReading.Wish"/>.
    /// </summary>
    Channel,

    /// <summary>All advertising ("no more ads").</summary>
    Marketing,

    /// <summary>One topic ("STOP OFFERS"), see <see cref="ReplyReading.Topic"/>.</summary>
    Topic,
}

/// <summary>How a person would rather have the messages, or who they are.</summary>
public enum ReplyWishKind : byte
{
    /// <summary>Fewer, or less often.</summary>
    Fewer,

    /// <summary>Over another channel.</summary>
    OtherChannel,

    /// <summary>At another time.</summary>
    OtherTime,

    /// <summary>Only about something.</summary>
    OnlyTopic,

    /// <summary>In another language.</summary>
    OtherLanguage,

    /// <summary>Who is this? Comes with <see cref="ReplyKind.Help"/>.</summary>
    WhoIsThis,

    /// <summary>The number is another person's. Comes with <see cref="ReplyKind.Doubtful"/>: it is not known whose number it is.</summary>
    WrongPerson,
}

/// <summary>A wish for the messages to be otherwise. Personal data; its text shows no words.</summary>
/// <param name="Kind">What kind of wish.</param>
/// <param name="Words">The words of the person, at most 500 characters.</param>
/// <param name="Rule">The rule that matched.</param>
public sealed record ReplyWish(ReplyWishKind Kind, string Words, string Rule)
{
    /// <summary>Kind and rule; no words.</summary>
    public override string ToString() => $"wish: {Kind} ({Rule})";
}

/// <summary>What <see cref="OptOutParser"/> made of a message. Holds no word of it, but in <see cref="Wish"/>.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Rule">
/// The rule that matched, for example <c>word/en/STOP</c> or <c>rule/pl/not-want</c>; kept as evidence. Names our own words, never the
/// person's.
/// </param>
/// <param name="Confidence">How sure it is.</param>
/// <param name="Scope">What it is about.</param>
/// <param name="Topic">The topic, for <see cref="ReplyScope.Topic"/>.</param>
/// <param name="Language">BCP 47 tag of the word that matched, or null: the language to answer in when nothing better is known.</param>
public sealed record ReplyReading(
    ReplyKind Kind,
    string Rule,
    ReplyConfidence Confidence = ReplyConfidence.Low,
    ReplyScope Scope = ReplyScope.Unstated,
    string? Topic = null,
    string? Language = null)
{
    /// <summary>How the person would rather have the messages; null for none. May stand beside any <see cref="Kind"/>.</summary>
    public ReplyWish? Wish { get; init; }
}
