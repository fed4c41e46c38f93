using System.Globalization;
using System.Runtime.InteropServices;

namespace Notify.Sdk.Sqlite;

/// <summary>Makes the file, and tells whether it is ours, of this schema, and still the one that was opened.</summary>
internal static class SqliteFileCheck
{
    private const int HasMoved = 20; // SQLITE_FCNTL_HAS_MOVED

    /// <summary>It holds addresses: for this user alone. SQLite gives the files beside it the same rights.</summary>
    public static void Create(string path)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            if (Path.Exists(path))
                return;
            FileStreamOptions own = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                own.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using FileStream created = new(path, own);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new SqliteStoreException(
                $"The database '{path}' or its folder cannot be created. Create the folder, or check the rights of the folder "
                + $"above.", cause);
        }
    }

    /// <summary>Makes the tables of an empty file; any other is left as it is.</summary>
    /// <exception cref="SqliteStoreException">The file is of another schema, or belongs to another application.</exception>
    public static void Open(SqliteSession session, string path)
    {
        if (HasTables(session, path))
            return;
        // Looked at again inside the transaction: another process may make the tables at the same time.
        session.Transaction(
            inside =>
            {
                OpenWithin(inside, path);
                return 0;
            },
            CancellationToken.None);
    }

    /// <summary>As <see cref="Open"/>, inside a transaction that is open.</summary>
    public static void OpenWithin(SqliteSession session, string path)
    {
        if (!HasTables(session, path))
            session.Script(string.Create(CultureInfo.InvariantCulture,
                $"{SqliteSchema.Tables} PRAGMA application_id = {SqliteSchema.ApplicationId}; PRAGMA user_version = "
                    + $"{SqliteSchema.Version};"));
    }

    /// <summary>Whether the tables are there; false for an empty file.</summary>
    private static bool HasTables(SqliteSession session, string path)
    {
        // In this order: another process may make tables and version between the two questions, both at once.
        var tables = Number(session, "SELECT count(*) FROM sqlite_master");
        var version = Number(session, "PRAGMA user_version");
        if (version != 0)
        {
            Version(version, path);
            return true;
        }

        if (tables > 0)
            throw new SqliteStoreException(
                $"The database '{path}' belongs to another application: it has tables, but none of Notify.Sdk. Give Notify.Sdk a file of "
                    + $"its own; tables of the application that are to share its transactions are made in that file, after it. The file "
                    + $"was not changed.");
        return false;
    }

    /// <summary>
    /// Asked in each transaction, before anything is read: a newer version of the application may have opened the file since.
    /// </summary>
    /// <exception cref="SqliteStoreException">It is of another schema now.</exception>
    public static void Version(SqliteSession session, string path) => Version(Number(session, "PRAGMA user_version"), path);

    /// <summary>Asked before each transaction. On Windows a file that is open cannot be replaced.</summary>
    /// <exception cref="SqliteStoreException">Another file stands in its place, or none.</exception>
    public static void Identity(SqliteSession session, string path)
    {
        IntPtr moved = default; // a number of 32 bits is written to it
        if (sqlite3_file_control(session.Handle, "main", HasMoved, ref moved) == 0 && moved != 0)
            throw new SqliteStoreException(
                $"The database '{path}' was replaced or removed while it was open, so nothing is read from it or written to it any more. "
                    + $"Stop the application, put the right file in place, and start it again.");
    }

    private static void Version(long version, string path)
    {
        if (version == SqliteSchema.Version)
            return;
        var remedy = version > SqliteSchema.Version
            ? "Use a newer version of Notify.Sdk.Sqlite, or another file."
            : "Schemas before the first release are not brought up to date: move the file away and begin with a new one.";
        throw new SqliteStoreException(
            $"The database '{path}' has schema {version}; this version of Notify.Sdk.Sqlite knows schema {SqliteSchema.Version}. {remedy} "
                + $"The file was not changed.");
    }

    /// <summary>Asks SQLite for something about the main file.</summary>
    public static IntPtr Control(SqliteSession session, int operation)
    {
        IntPtr answer = default;
        return sqlite3_file_control(session.Handle, "main", operation, ref answer) == 0 ? answer
            : throw new SqliteStoreException("SQLite does not answer about its own file. Use the version that Notify.Sdk.Sqlite asks for.");
    }

    private static long Number(SqliteSession session, string sql) => session.Number(sql) ?? 0;

    [DllImport("e_sqlite3", CallingConvention = CallingConvention.Cdecl, CharSet = CharSet.Ansi, BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sqlite3_file_control(IntPtr database, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int operation,
        ref IntPtr answer);
}
