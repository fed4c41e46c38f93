using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// The inbox of hooks in the SQLite file: what was answered is worked, whatever becomes of the process meanwhile. Thread-safe, and safe for
/// several processes on one machine.
/// </summary>
/// <remarks>Every call throws <see cref="SqliteStoreException"/> when the file cannot be used; then nothing was written.</remarks>
public sealed class SqliteHookInbox(SqliteDatabase database) : IHookInbox
{
    private const string Columns = "SELECT provider, event_id, received, state, due, tries, fault, body FROM hook_inbox ";

    /// <inheritdoc/>
    public ValueTask<int> AddAsync(IReadOnlyList<HookEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var bodies = entries.Select(HookEntryJson.Write).ToArray(); // before the lock of the file
        return database.WriteAsync(
            s =>
            {
                var added = 0;
                for (var i = 0; i < bodies.Length; i++)
                {
                    var entry = entries[i];
                    added += s.Execute(
                        "INSERT INTO hook_inbox (provider, event_id, received, state, due, tries, fault, body) "
                            + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
                        entry.Provider, entry.EventId, SqliteText.Ticks(entry.ReceivedAt), (int)entry.State, SqliteText.Ticks(entry.Due),
                        entry.Tries, entry.Fault, bodies[i]);
                }

                return added;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<HookEntry>> FindDueAsync(Instant now, int limit, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<HookEntry>>(
            s => s.All(Columns + "WHERE state = 0 AND due <= ?1 ORDER BY due, no LIMIT ?2", Read, SqliteText.Ticks(now), limit),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<HookEntry>> FindSetAsideAsync(
        int limit, HookEntry? after = null, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<HookEntry>>(
            s => s.All(
                Columns + "WHERE state = 1 AND no > coalesce((SELECT no FROM hook_inbox WHERE provider = ?2 AND event_id = ?3), 0) "
                    + "ORDER BY no LIMIT ?1",
                Read, limit, after?.Provider, after?.EventId),
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SaveAsync(IReadOnlyList<HookEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        await database.WriteAsync(
            s =>
            {
                foreach (var entry in entries)
                    s.Execute(
                        "UPDATE hook_inbox SET state = ?3, due = ?4, tries = ?5, fault = ?6, body = iif(?3 = 2, NULL, body) "
                            + "WHERE provider = ?1 AND event_id = ?2",
                        entry.Provider, entry.EventId, (int)entry.State, SqliteText.Ticks(entry.Due), entry.Tries, entry.Fault);
                return 0;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> CountAsync(HookEntryState state, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            s => (int)s.Number(state switch
            {
                HookEntryState.Waiting => "SELECT count(*) FROM hook_inbox WHERE state = 0",
                HookEntryState.SetAside => "SELECT count(*) FROM hook_inbox WHERE state = 1",
                HookEntryState.Done => "SELECT count(*) FROM hook_inbox WHERE state = 2",
                _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
            })!.Value,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> PurgeAsync(HookEntryState state, Instant before, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            s => s.Execute("DELETE FROM hook_inbox WHERE state = ?1 AND received < ?2", (int)state, SqliteText.Ticks(before)),
            cancellationToken);

    private static HookEntry Read(SqliteRow row)
    {
        HookEntry entry = new()
        {
            Provider = row.GetString(0),
            EventId = row.GetString(1),
            ReceivedAt = SqliteText.Instant(row.GetInt64(2)),
            State = (HookEntryState)row.GetInt32(3),
            Due = SqliteText.Instant(row.GetInt64(4)),
            Tries = row.GetInt32(5),
            Fault = row.GetString(6),
        };
        return row.IsNull(7) ? entry : HookEntryJson.Read(entry, row.GetOctets(7));
    }
}
