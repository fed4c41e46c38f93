namespace Notify.Sdk.Permission;

/// <summary>The words of law packs for channels, classes and purposes.</summary>
internal static class LawWords
{
    /// <summary>The channels as a law names them: groups by their word, others by their name.</summary>
    public static string Of(IReadOnlyList<DeliveryChannel> channels)
    {
        List<string> words = [];
        foreach (var channel in channels)
        {
            var group = DeliveryChannel.Groups.FirstOrDefault(g => g.Channels.Contains(channel) && g.Channels.All(channels.Contains)).Word;
            if (!words.Contains(group ?? channel.Name))
                words.Add(group ?? channel.Name);
        }

        return string.Join(", ", words);
    }

    /// <summary>Whether messages of a topic are among the classes and purposes that are named.</summary>
    public static bool Names(IReadOnlyList<string> classes, Topic topic) =>
        (topic.Class == MessageClass.Marketing && classes.Contains("marketing"))
        || (topic.Class == MessageClass.Transactional && classes.Contains("transactional"))
        || (topic.Purpose == TopicPurpose.DebtCollection && classes.Contains("debt-collection"))
        || (topic.Purpose == TopicPurpose.Research && classes.Contains("research"));
}
