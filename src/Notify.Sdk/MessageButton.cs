namespace Notify.Sdk;

/// <summary>
/// A button below a message: it opens a link, or answers. Among the words of a topic its text and link are Handlebars source; in a message
/// they are what the person sees. Immutable.
/// </summary>
public sealed record MessageButton
{
    /// <summary>The most characters (UTF-16 units) that a button may show, 25: what the strictest messenger takes.</summary>
    public const int MaxLength = 25;

    private MessageButton(string text, string? link, string? answer) => (Text, Link, Answer) = (text, link, answer);

    /// <summary>What it shows: one line of at most <see cref="MaxLength"/> characters.</summary>
    public string Text { get; init; }

    /// <summary>What it opens, under the rules of <see cref="TopicTemplate.Link"/>; null for a button that answers.</summary>
    public string? Link { get; init; }

    /// <summary>
    /// What comes back as the text of the reply, 1 to 256 characters, the same for everybody; null for a button that opens a link. Digits
    /// are safe; a word such as STOP does what it says.
    /// </summary>
    public string? Answer { get; }

    /// <summary>A button that opens a link.</summary>
    /// <param name="text">What it shows.</param>
    /// <param name="link">What it opens.</param>
    public static MessageButton Open(string text, string link)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(link);
        return new(text, link, answer: null);
    }

    /// <summary>A button that answers.</summary>
    /// <param name="text">What it shows.</param>
    /// <param name="answer">What comes back.</param>
    /// <exception cref="ArgumentException">The answer is empty or too long.</exception>
    public static MessageButton Reply(string text, string answer)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrWhiteSpace(answer);
        return answer.Length <= 256 ? new(text, link: null, answer)
            : throw new ArgumentException("An answer has at most 256 characters.", nameof(answer));
    }

    /// <summary>Whether it opens or answers; no words, which may be personal.</summary>
    public override string ToString() => Link is null ? "button that answers" : "button that opens a link";
}
