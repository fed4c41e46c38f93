namespace Notify.Sdk.Permission;

/// <summary>What an <see cref="OptOutParser"/> accepts beyond its word lists.</summary>
public sealed class OptOutParserOptions
{
    /// <summary>
    /// Words for topics, so that "STOP OFFERS" stops one: word to topic name, any case. A plural <c>s</c> may be missing or
    /// added. Default: none; <c>AddReplies</c> adds the name of every topic.
    /// </summary>
    public IDictionary<string, string> TopicWords { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Further words that opt out when they are the whole message, for example <c>NO</c> in South Africa. Do not add a word
    /// that a business reply uses. Default: none.
    /// </summary>
    public IList<string> OptOutWords { get; } = [];

    /// <summary>
    /// Further words that opt in when they are the whole message, for example <c>JOIN</c>. <c>YES</c> belongs here only where
    /// no message ever asks to confirm something with it. Default: none.
    /// </summary>
    public IList<string> OptInWords { get; } = [];
}
