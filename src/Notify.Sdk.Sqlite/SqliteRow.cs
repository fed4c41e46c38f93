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

    /// <summary>The id of a delivery.</summary>
    public DeliveryId GetId(int column) => new(ShortIds.Unpack(GetOctets(column)));

    /// <summary>The text, or null where there is none.</summary>
    public string? GetText(int column) => IsNull(column) ? null : Encoding.UTF8.GetString(Utf8(column));

    /// <summary>The octets; none where there are none.</summary>
    public ReadOnlySpan<byte> GetOctets(int column) => raw.sqlite3_column_blob(_statement, column);

    private ReadOnlySpan<byte> Utf8(int column)
    {
        // As a text, whatever it is; its length is asked afterwards, for asking for the text may change it.
        _ = raw.sqlite3_column_text(_statement, column);
        return raw.sqlite3_column_blob(_statement, column);
    }
}

/// <summary>Reads a row.</summary>
internal delegate T SqliteRead<out T>(SqliteRow row);
