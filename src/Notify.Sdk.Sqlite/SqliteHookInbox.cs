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
    private const string Table = "hook_inbox";

    private const int PurgePortion = 1_000;

    private static readonly Duration ClocksDiffer = Duration.FromHours(1);

    private const string Columns = "SELECT no, provider, event_id, received, state, due, tries, fault, body FROM hook_inbox ";

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
    /// <remarks>An event that cannot be found by its name any more is set aside, as it stands in the file.</remarks>
    public async ValueTask<IReadOnlyList<HookEntry>> FindDueAsync(
        HookEntryState state, Instant now, int limit, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var found = await database.ReadAsync(
                s => s.Sound(Table, Columns + Of(state) + "AND due <= ?1 ORDER BY due, no LIMIT ?2", Read, Damaged,
                    SqliteText.Ticks(now), limit),
                cancellationToken);
            long[] damaged = [.. found.Where(f => f.Entry is null).Select(f => f.No)];
            await SetAsideAsync(damaged, now, cancellationToken);
            if (damaged.Length == 0 || damaged.Length < found.Count)
                return [.. found.Select(f => f.Entry).OfType<HookEntry>()];
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<HookEntry>> FindAsync(
        HookEntryState state, int limit, HookEntry? after = null, CancellationToken cancellationToken = default)
    {
        List<HookEntry> found = [];
        var last = after is null ? 0 : await database.ReadAsync(
            s => s.Number("SELECT no FROM hook_inbox WHERE provider = ?1 AND event_id = ?2", after.Provider, after.EventId) ?? 0,
            cancellationToken);
        while (true)
        {
            var (from, wanted) = (last, limit - found.Count);
            var rows = await database.ReadAsync(
                s => s.Sound(Table, Columns + Of(state) + "AND no > ?2 ORDER BY no LIMIT ?1", Read, Damaged, wanted, from),
                cancellationToken);
            found.AddRange(rows.Select(r => r.Entry).OfType<HookEntry>());
            if (rows.Count < wanted || found.Count == limit)
                return found;
            last = rows[^1].No;
        }
    }

    private async ValueTask SetAsideAsync(long[] damaged, Instant now, CancellationToken cancellationToken)
    {
        if (damaged.Length > 0)
            await database.WriteAsync(
                s => damaged.Sum(no => s.Execute(
                    "UPDATE hook_inbox SET state = 1, received = min(received, ?2) WHERE no = ?1", no, SqliteText.Ticks(now))),
                cancellationToken);
    }

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
        var (purged, limit) = (0, SqliteText.Ticks(before));
        var last = Instant.MaxValue - before > ClocksDiffer ? SqliteText.Ticks(before + ClocksDiffer) : long.MaxValue;
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
        while (page.Count == PurgePortion && page.Any(r => r.Received < last)); // one instant may be damaged
        return purged;
    }

    /// <summary>As the indices say it, so that they are used.</summary>
    private static string Of(HookEntryState state) => state switch
    {
        HookEntryState.Waiting => "WHERE state NOT IN (1, 2, 3) ", // whatever a damaged row says
        HookEntryState.SetAside => "WHERE state = 1 ",
        HookEntryState.Done => "WHERE state = 2 ",
        HookEntryState.ForPeople => "WHERE state = 3 ",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    private static (long No, HookEntry? Entry) Read(SqliteRow row)
    {
        HookEntry entry = new()
        {
            Provider = row.GetString(1),
            EventId = row.GetString(2),
            ReceivedAt = SqliteText.Instant(row.GetInt64(3)),
            State = (HookEntryState)row.GetInt32(4) is var state && Enum.IsDefined(state) ? state : HookEntryState.Waiting,
            Due = SqliteText.Instant(row.GetInt64(5)),
            Tries = row.GetInt32(6),
            Fault = row.GetString(7),
        };
        return (row.GetInt64(0), row.IsNull(8) ? entry : HookEntryJson.Read(entry, row.GetOctets(8)));
    }

    private static (long No, HookEntry? Entry) Damaged(SqliteRow row) => (row.GetInt64(0), null);
}
