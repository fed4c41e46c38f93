using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using Notify.Sdk.Sending;
using SQLitePCL;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// A prepared statement, run through SQLite itself: a hand-over runs a dozen, and a command object costs more than most of them.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">The statement is wrong, or the file cannot be read.</exception>
    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>The row that it stands at.</summary>
    public SqliteRow Row => new(_statement);

    public void Bind(ReadOnlySpan<SqliteValue> values)
    {
        for (var i = 0; i < values.Length; i++)
            Check(Bind(i + 1, values[i]));
    }

    /// <summary>Goes to the next row; false when there is none.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
            return true;
        if (code != raw.SQLITE_DONE)
            Check(code);
        return false;
    }

    /// <summary>Ends it, so that it can be run again and holds no lock. What went wrong was said by <see cref="Step"/>.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private int Bind(int index, in SqliteValue value)
    {
        switch (value.Kind)
        {
            case SqliteKind.Number:
                return raw.sqlite3_bind_int64(_statement, index, value.Number);
            case SqliteKind.Text:
                return BindText(index, (string)value.Reference!);
            case SqliteKind.Id:
                return BindId(index, (string)value.Reference!);
            case SqliteKind.Fraction:
                return raw.sqlite3_bind_double(_statement, index, BitConverter.Int64BitsToDouble(value.Number));
            case SqliteKind.TextOctets:
                return raw.sqlite3_bind_text(_statement, index, value.Octets);
            case SqliteKind.Octets:
                return value.Number == 0 ? raw.sqlite3_bind_zeroblob(_statement, index, 0)
                    : raw.sqlite3_bind_blob(_statement, index, value.Octets);
            default:
                return raw.sqlite3_bind_null(_statement, index);
        }
    }

    private int BindId(int index, string id)
    {
        Span<byte> octets = stackalloc byte[ShortIds.MostOctets];
        var length = ShortIds.Pack(id, octets);
        return length > 0 ? raw.sqlite3_bind_blob(_statement, index, octets[..length])
            : raw.sqlite3_bind_null(_statement, index); // nothing has an id that is none
    }

    private int BindText(int index, string text)
    {
        const int OnStack = 256;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= OnStack)
        {
            Span<byte> octets = stackalloc byte[OnStack];
            return raw.sqlite3_bind_text(_statement, index, octets[..Encoding.UTF8.GetBytes(text, octets)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            return raw.sqlite3_bind_text(_statement, index, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
