using System.Data.Common;
using Notify.Sdk.Audience;

namespace Notify.Sdk;

/// <summary>The same calls for one contact or a list in memory.</summary>
public static class NotifierExtensions
{
    /// <summary>Plans a notification for one contact.</summary>
    public static Task<SendReport> SendAsync(this INotifier notifier, Notification notification, Contact contact,
        CancellationToken cancellationToken = default) =>
        notifier.SendAsync(notification, new[] { contact }, progress: null, cancellationToken);

    /// <summary>Plans a notification for a list.</summary>
    public static Task<SendReport> SendAsync(this INotifier notifier, Notification notification, IEnumerable<Contact> contacts,
        IProgress<SendProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notifier);
        return notifier.SendAsync(notification, Stream(contacts), progress, cancellationToken);
    }

    /// <summary>Plans a notification for one contact within a transaction of the application.</summary>
    public static Task<SendReport> SendAsync(this INotifier notifier, Notification notification, Contact contact,
        DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notifier);
        return notifier.SendAsync(notification, Stream([contact]), transaction, progress: null, cancellationToken);
    }

    /// <summary>Plans a notification for a list within a transaction of the application.</summary>
    public static Task<SendReport> SendAsync(this INotifier notifier, Notification notification, IEnumerable<Contact> contacts,
        DbTransaction transaction, IProgress<SendProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notifier);
        return notifier.SendAsync(notification, Stream(contacts), transaction, progress, cancellationToken);
    }

    /// <summary>Previews a notification for one contact.</summary>
    public static Task<SendReport> PreviewAsync(this INotifier notifier, Notification notification, Contact contact,
        CancellationToken cancellationToken = default) =>
        notifier.PreviewAsync(notification, new[] { contact }, progress: null, cancellationToken);

    /// <summary>Previews a notification for a list.</summary>
    public static Task<SendReport> PreviewAsync(this INotifier notifier, Notification notification, IEnumerable<Contact> contacts,
        IProgress<SendProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notifier);
        return notifier.PreviewAsync(notification, Stream(contacts), progress, cancellationToken);
    }

    /// <summary>An array or a list can be read twice, and so need not be kept; anything else is a stream.</summary>
    private static IAsyncEnumerable<Contact> Stream(IEnumerable<Contact> contacts) =>
        contacts is Contact[] or List<Contact> ? new ContactList((IReadOnlyList<Contact>)contacts) : contacts.ToAsyncEnumerable();
}
