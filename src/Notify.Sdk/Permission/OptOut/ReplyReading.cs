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

    /// <summary>One topic ("STOP OFFERS"), see <see cref="ReplyReading.Topic"/>.</summary>
    Topic,
}

/// <summary>What <see cref="OptOutParser"/> made of a message. Holds no word of it.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Rule">The rule that matched, for example <c>word/en/STOP</c>; kept as evidence. Names our own words, never the person's.</param>
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
    string? Language = null);
