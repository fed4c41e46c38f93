using System.Text;
using Notify.Sdk.Sending;
using SQLitePCL;

namespace Notify.Sdk.Sqlite;

/// <summary>The row that a statement stands at; good until its next step.</summary>
internal readonly ref struct SqliteRow(sqlite3_stmt statement)
{
    private readonly sqlite3_stmt _statement = statement;

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(_statement, column);

    public int GetInt32(int column) => raw.sqlite3_column_int(_statement, column);

    public bool GetBoolean(int column) => GetInt32(column) != 0;

    public string GetString(int column) => GetText(column) ?? "";

    /// <summary>What stands there, whatever it is, so that the row can be found again by it.</summary>
    public SqliteValue GetValue(int column) => raw.sqlite3_column_type(_statement, column) switch
    {
        raw.SQLITE_INTEGER => GetInt64(column),
        raw.SQLITE_FLOAT => SqliteValue.Of(raw.sqlite3_column_double(_statement, column)),
        raw.SQLITE_TEXT => SqliteValue.OfText(Utf8(column).ToArray()),
        raw.SQLITE_BLOB => raw.sqlite3_column_blob(_statement, column).ToArray(),
        _ => default,
    };

    /// <summary>The id of a delivery.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public DeliveryId GetId(int column) => new(ShortIds.Unpack(GetOctets(column)));

    /// <summary>The id of a delivery, or null where none can be read.</summary>
    public DeliveryId? FindId(int column)
    {
        try
        {
            return GetId(column);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The text, or null where there is none.</summary>
    /// <exception cref="ArgumentException">It is no text.</exception>
    public string? GetText(int column) => raw.sqlite3_column_type(_statement, column) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_TEXT => Strict.GetString(Utf8(column)),
        _ => throw new ArgumentException("A stored text is none: its row was damaged."),
    };

    /// <summary>The octets; none where there are none.</summary>
    /// <exception cref="InvalidDataException">There is something else.</exception>
    public ReadOnlySpan<byte> GetOctets(int column) => raw.sqlite3_column_type(_statement, column) is raw.SQLITE_BLOB or raw.SQLITE_NULL
        ? raw.sqlite3_column_blob(_statement, column)
        : throw new InvalidDataException("Stored octets are none: their row was damaged.");

    private static UTF8Encoding Strict { get; } = new(false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> Utf8(int column)
    {
        // As a text, whatever it is; its length is asked afterwards, for asking for the text may change it.
        _ = raw.sqlite3_column_text(_statement, column);
        return raw.sqlite3_column_blob(_statement, column);
    }
}

/// <summary>Reads a row.</summary>
internal delegate T SqliteRead<out T>(SqliteRow row);
