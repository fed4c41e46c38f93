using Notify.Sdk.Audience;

namespace Notify.Sdk.Stores;

/// <summary>
/// Names what is said, so that "the same thing" has one meaning everywhere. Accounts are marked by notification and
/// revision; addresses also by person where the content is personal, because then two people at one address are told
/// different things.
/// </summary>
public static class ContentKeys
{
    /// <summary>The content as far as one account is concerned.</summary>
    public static string ForAccounts(Notification notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return $"{notification.Key}#{notification.Revision}";
    }

    /// <summary>The content as far as one address is concerned.</summary>
    public static string ForAddress(Topic topic, Notification notification, Person person)
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(person);
        var shared = ForAccounts(notification);
        return topic.Content == TopicContent.Shared ? shared : $"{shared}/{person.Label}";
    }
}
