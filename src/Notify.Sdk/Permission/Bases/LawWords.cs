namespace Notify.Sdk.Permission;

/// <summary>The words of law packs for channels, classes and purposes.</summary>
internal static class LawWords
{
    public static string Of(Channel channel) => channel switch
    {
        Channel.Email => "email",
        Channel.Sms => "sms",
        Channel.Voice => "voice",
        Channel.Social => "social",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "Law packs have no word for this channel."),
    };

    /// <summary>Whether messages of a topic are among the classes and purposes that are named.</summary>
    public static bool Names(IReadOnlyList<string> classes, Topic topic) =>
        (topic.Class == MessageClass.Marketing && classes.Contains("marketing"))
        || (topic.Class == MessageClass.Transactional && classes.Contains("transactional"))
        || (topic.Purpose == TopicPurpose.DebtCollection && classes.Contains("debt-collection"))
        || (topic.Purpose == TopicPurpose.Research && classes.Contains("research"));
}
