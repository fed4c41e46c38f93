using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// Overwrites what erased rows left: empties the write-ahead log, and clears the free room in pages, where SQLite leaves copies of rows
/// that it moved to another page although <c>secure_delete</c> is on. Some pages at a time; used by one call at a time.
/// </summary>
/// <param name="options">Of the file.</param>
internal sealed class SqliteOverwriting(SqliteOptions options)
{
    private const int PagesAtOnce = 2_048;
    private const int Attempts = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private long _next = 2; // the first page holds the tables' definitions

    /// <summary>Whether all is done.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Empties the log, unless somebody reads from it or writes to it; answers whether it is empty.</summary>
    public bool EmptyLog(SqliteSession session) => Briefly(session, static inside =>
        inside.First("PRAGMA wal_checkpoint(TRUNCATE)", static row => row.GetInt32(0) == 0 && row.GetInt64(1) <= 0));

    /// <summary>Goes on with the next pages; false where somebody stands in the way.</summary>
    /// <remarks>
    /// The log is empty while pages are looked at, so that no newer copy of them exists; the write lock keeps it so. The commit at the end
    /// lets other connections forget the pages that they remember, with what lay in their free room.
    /// </remarks>
    public bool Next(SqliteSession session)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (!EmptyLog(session))
                return false;
            if (Briefly(session, inside => inside.Transaction(Clear, CancellationToken.None)))
                return !IsOver || EmptyLog(session);
        }

        return false;
    }

    /// <summary>Clears some pages; false when another process has written meanwhile.</summary>
    private bool Clear(SqliteSession session)
    {
        FileInfo log = new(options.Path + "-wal");
        if (log.Exists && log.Length > 0)
            return false;
        session.Script("PRAGMA shrink_memory"); // forgets pages that were read before
        var (size, count) = (session.Number("PRAGMA page_size")!.Value, session.Number("PRAGMA page_count")!.Value);
        var end = Math.Min(_next + PagesAtOnce, count + 1);
        if (new SqlitePages(session, (int)size).Clear(_next, end))
            session.Script(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {SqliteSchema.Version}"));
        (_next, IsOver) = (end, end > count);
        return true;
    }

    /// <summary>Others hold the file for a moment when they write; who holds it for longer is not waited for.</summary>
    private bool Briefly(SqliteSession session, Func<SqliteSession, bool> work)
    {
        session.SetPatience(Patience);
        try
        {
            return work(session);
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is SqliteStoreException.Busy or SqliteStoreException.Locked)
        {
            return false;
        }
        finally
        {
            session.SetPatience(options.BusyTimeout);
        }
    }
}
