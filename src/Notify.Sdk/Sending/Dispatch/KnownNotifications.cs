using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>
/// The notifications of one lease, each read once, since a registered revision does not change. Used by one caller at a time.
/// </summary>
internal sealed class KnownNotifications
{
    private readonly Dictionary<(string Key, int Revision), NotificationRecord> _known = [];

    /// <summary>The notification, or null where the outbox has none that can be read.</summary>
    public async ValueTask<NotificationRecord?> FindAsync(IOutbox outbox, string key, int revision, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((key, revision), out var known))
            return known;
        try
        {
            var found = await outbox.FindNotificationAsync(key, revision, cancellationToken);
            if (found is not null)
                _known.Add((key, revision), found);
            return found;
        }
        catch (InvalidDataException)
        {
            return null; // the store has named it; messages of others do not wait for it
        }
    }
}
