namespace Notify.Sdk.Sqlite;

/// <summary>
/// By which ids providers know deliveries. An id that begins with the delivery's own leads there by itself, and takes a row only when
/// another takes its slot.
/// </summary>
internal static class SqliteProviderIds
{
    public static SqliteDelivery? Find(SqliteSession session, string provider, string providerId)
    {
        if (session.Number("SELECT delivery FROM provider_ids WHERE id = ?1", session.Keys.OfProvider(provider, providerId))
            is { } no)
            return SqliteDeliveries.Find(session, no);
        return SqliteDeliveries.Find(session, new DeliveryId(providerId[..OwnLength(providerId)])) is { } own
            && own.Stored.Delivery.Provider == provider && own.Stored.Delivery.ProviderId == providerId ? own : null;
    }

    /// <summary>Takes note of an id that is new.</summary>
    public static void Know(SqliteSession session, long no, Delivery? before, Delivery delivery)
    {
        if (before?.ProviderId == delivery.ProviderId && before?.Provider == delivery.Provider)
            return;
        if (before is not null && IsOwn(before))
            Insert(session, no, before);
        if (!IsOwn(delivery))
            Insert(session, no, delivery);
    }

    private static void Insert(SqliteSession session, long no, Delivery delivery)
    {
        if (delivery is not { Provider: { } provider, ProviderId: { } providerId })
            return;
        session.Execute(
            "INSERT INTO provider_ids (id, delivery) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET delivery = excluded.delivery",
            session.Keys.OfProvider(provider, providerId), no);
    }

    private static bool IsOwn(Delivery delivery) => delivery.ProviderId is { } id && OwnLength(id) == delivery.Id.Value.Length
        && id.StartsWith(delivery.Id.Value, StringComparison.Ordinal);

    /// <summary>How many letters and digits stand at the beginning.</summary>
    private static int OwnLength(string providerId)
    {
        var length = 0;
        while (length < providerId.Length && char.IsAsciiLetterOrDigit(providerId[length]))
            length++;
        return length;
    }
}
