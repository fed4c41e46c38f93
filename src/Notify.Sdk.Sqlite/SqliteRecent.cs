using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// Deliveries that this connection wrote and a worker holds, as they lie in the file: the next step is taken soon, and need not read them
/// again. Good while nobody else writes to the file, and nothing is taken back. Used by one call at a time.
/// </summary>
internal sealed class SqliteRecent
{
    private const int Most = 4_096;

    private readonly Dictionary<DeliveryId, SqliteDelivery> _held = [];
    private long? _version;

    /// <summary>The delivery as it lies in the file, or null where that is not known here.</summary>
    public SqliteDelivery? Find(DeliveryId id) => _held.TryGetValue(id, out var found) ? found : null;

    /// <summary>Takes note of what was written.</summary>
    public void Saved(in SqliteDelivery written)
    {
        var delivery = written.Stored.Delivery;
        if (_version is null || !OutboxRules.IsLeased(delivery.State))
        {
            _held.Remove(delivery.Id);
            return;
        }

        if (_held.Count >= Most)
            _held.Clear();
        _held[delivery.Id] = written;
    }

    /// <summary>A transaction begins; what was known is forgotten when another connection has written since.</summary>
    /// <param name="version">The file's <c>data_version</c>, which the writes of others change and this connection's do not.</param>
    public void Begin(long version)
    {
        if (_version != version)
            Forget();
        _version = version;
    }

    /// <summary>Something was taken back.</summary>
    public void Forget() => _held.Clear();
}
