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
    private const int PurgePortion = 1_000;

    private static readonly Duration ClocksDiffer = Duration.FromHours(1);

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
    public ValueTask<IReadOnlyList<HookEntry>> FindDueAsync(
        HookEntryState state, Instant now, int limit, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<HookEntry>>(
            s => s.All(Columns + Of(state) + "AND due <= ?1 ORDER BY due, no LIMIT ?2", Read, SqliteText.Ticks(now), limit),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<HookEntry>> FindAsync(
        HookEntryState state, int limit, HookEntry? after = null, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<HookEntry>>(
            s => s.All(
                Columns + Of(state) + "AND no > coalesce((SELECT no FROM hook_inbox WHERE provider = ?2 AND event_id = ?3), 0) "
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
                            + "WHERE provider = ?1 AND event_id = ?2 AND state <> 2",
                        entry.Provider, entry.EventId, (int)entry.State, SqliteText.Ticks(entry.Due), entry.Tries, entry.Fault);
                return 0;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> CountAsync(HookEntryState state, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            s => (int)s.Number("SELECT count(*) FROM hook_inbox " + Of(state))!.Value,
            cancellationToken);

    /// <inheritdoc/>
    /// <remarks>
    /// In portions, between which others write: rows stand in the order in which they came, so that only the oldest are read. One that
    /// came an hour or more before others that stand in front of it, because a clock was set back, stays until those go.
    /// </remarks>
    public async ValueTask<int> PurgeAsync(HookEntryState state, Instant before, CancellationToken cancellationToken = default)
    {
        var (purged, limit, last) = (0, SqliteText.Ticks(before), SqliteText.Ticks(before + ClocksDiffer));
        IReadOnlyList<(long No, int State, long Received)> page = [];
        do
        {
            var after = page.Count > 0 ? page[^1].No : 0;
            page = await database.ReadAsync<IReadOnlyList<(long No, int State, long Received)>>(
                s => s.All("SELECT no, state, received FROM hook_inbox WHERE no > ?1 ORDER BY no LIMIT ?2",
                    r => (r.GetInt64(0), r.GetInt32(1), r.GetInt64(2)), after, PurgePortion),
                cancellationToken);
            var old = page.Where(r => r.State == (int)state && r.Received < limit).ToList();
            if (old.Count == 0)
                continue;
            purged += await database.WriteAsync(
                s => old.Sum(r => s.Execute("DELETE FROM hook_inbox WHERE no = ?1 AND state = ?2", r.No, (int)state)), cancellationToken);
        }
        while (page.Count == PurgePortion && page[^1].Received < last);
        return purged;
    }

    /// <summary>As the indices say it, so that they are used.</summary>
    private static string Of(HookEntryState state) => state switch
    {
        HookEntryState.Waiting => "WHERE state = 0 ",
        HookEntryState.SetAside => "WHERE state = 1 ",
        HookEntryState.Done => "WHERE state = 2 ",
        HookEntryState.ForPeople => "WHERE state = 3 ",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

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
