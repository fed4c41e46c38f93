using Microsoft.Data.Sqlite;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// The database file cannot be used. Says what to do; names the file, never an address. What the failed call was to
/// write was not written.
/// </summary>
public sealed class SqliteStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SqliteStoreException()
    {
    }

    /// <summary>Creates the exception with what to do.</summary>
    public SqliteStoreException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with what to do and the cause.</summary>
    public SqliteStoreException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Whether the same call may succeed later: another process held the file for too long.</summary>
    public bool IsTransient { get; private init; }

    internal static SqliteStoreException From(SqliteException cause, string path) =>
        new($"The database '{path}' {Explain(cause.SqliteErrorCode)} (SQLite error "
            + $"{cause.SqliteErrorCode}/{cause.SqliteExtendedErrorCode}).", cause)
        {
            IsTransient = cause.SqliteErrorCode is Busy or Locked,
        };

    internal const int Busy = 5;
    internal const int Locked = 6;

    private static string Explain(int code) => code switch
    {
        Busy or Locked =>
            "was locked by another process for longer than SqliteOptions.BusyTimeout. Try again; if it lasts, look for a backup tool or a "
            + "second application that holds the file",
        8 => "cannot be written. Check the rights of the file, of its '-wal' and '-shm' companions and of its folder",
        10 => "could not be read or written by the operating system. Check the disk and its messages",
        11 or 26 =>
            "is damaged or is no SQLite database. Stop every process that uses it and restore a backup; do not delete it without one, or "
            + "people are told again",
        13 => "has no room left: the disk is full. Free some space; nothing was half-written",
        14 => "cannot be opened. Check that the path is a file, and that this process may read and write it and its folder",
        _ => "refused a call. If it repeats, check the file with 'PRAGMA integrity_check'",
    };
}
