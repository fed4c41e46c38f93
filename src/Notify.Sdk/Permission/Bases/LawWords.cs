namespace Notify.Sdk.Permission;

/// <summary>The words of law packs for channels, classes and purposes.</summary>
internal static class LawWords
{
    public static string Of(DeliveryChannel channel) => channel.Name;

    /// <summary>Whether messages of a topic are among the classes and purposes that are named.</summary>
    public static bool Names(IReadOnlyList<string> classes, Topic topic) =>
        (topic.Class == MessageClass.Marketing && classes.Contains("marketing"))
        || (topic.Class == MessageClass.Transactional && classes.Contains("transactional"))
        || (topic.Purpose == TopicPurpose.DebtCollection && classes.Contains("debt-collection"))
        || (topic.Purpose == TopicPurpose.Research && classes.Contains("research"));
}
