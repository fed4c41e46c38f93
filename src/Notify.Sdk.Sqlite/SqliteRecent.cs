using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// Deliveries that this connection wrote and a worker holds, as they lie in the file: the next step is taken soon, and need not read them
/// again. When somebody else has written since, each is compared with its row first, octet for octet, which is a fraction of reading it
/// and its
/// plan: every change of a plan changes the row too. Forgotten when something is taken back. Used by one call at a time.
/// </summary>
internal sealed class SqliteRecent
{
    private const int Most = 4_096;
    private const int MostOctets = 1 << 20;

    private readonly Dictionary<DeliveryId, Held> _held = [];
    private byte[] _octets = new byte[1 << 14];
    private int _used;
    private long? _version;
    private int _era; // the times that somebody else has written

    /// <summary>The delivery as it lies in the file, or null where that is not known here.</summary>
    public SqliteDelivery? Find(SqliteSession session, DeliveryId id)
    {
        if (!_held.TryGetValue(id, out var held))
            return null;
        if (held.Era == _era)
            return held.Written;
        var isUnchanged = session.First("SELECT body FROM deliveries WHERE id = ?1", r => r.GetOctets(0).SequenceEqual(Octets(held)), id);
        if (isUnchanged)
            _held[id] = held with { Era = _era };
        else
            _held.Remove(id);
        return isUnchanged ? held.Written : null;
    }

    /// <summary>Takes note of what was written.</summary>
    /// <param name="written">The delivery.</param>
    /// <param name="body">Its row.</param>
    public void Saved(in SqliteDelivery written, ReadOnlySpan<byte> body)
    {
        var delivery = written.Stored.Delivery;
        if (_version is null || !OutboxRules.IsLeased(delivery.State))
        {
            _held.Remove(delivery.Id);
            return;
        }

        if (_held.Count >= Most || _used + body.Length > MostOctets)
            Forget();
        if (_used + body.Length > _octets.Length)
            Array.Resize(ref _octets, Math.Max(_octets.Length * 2, _used + body.Length));
        body.CopyTo(_octets.AsSpan(_used));
        _held[delivery.Id] = new(written, _used, body.Length, _era);
        _used += body.Length;
    }

    /// <summary>A transaction begins.</summary>
    /// <param name="version">The file's <c>data_version</c>, which the writes of others change and this connection's do not.</param>
    public void Begin(long version)
    {
        if (_version != version)
            _era++;
        _version = version;
    }

    /// <summary>Something was taken back.</summary>
    public void Forget()
    {
        _held.Clear();
        _used = 0;
    }

    private ReadOnlySpan<byte> Octets(in Held held) => _octets.AsSpan(held.At, held.Length);

    private readonly record struct Held(SqliteDelivery Written, int At, int Length, int Era);
}
