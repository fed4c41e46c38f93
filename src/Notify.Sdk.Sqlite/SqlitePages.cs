using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// The pages of the file as they lie on the disk, read and written through SQLite's own handle, for which it has no statement. A page of a
/// table or an index is a header, an array of where its rows lie, free room, and the rows (https://sqlite.org/fileformat2.html, 1.6).
/// </summary>
internal sealed class SqlitePages
{
    private const int FilePointer = 7; // SQLITE_FCNTL_FILE_POINTER
    private const int SyncNormal = 2; // SQLITE_SYNC_NORMAL
    private const int PagesAtOnce = 256;

    private readonly IntPtr _file;
    private readonly Transfer _read;
    private readonly Transfer _write;
    private readonly Sync _sync;
    private readonly int _size;

    /// <param name="session">A connection that holds the write lock, with nothing in the log.</param>
    /// <param name="size">Octets of a page.</param>
    public SqlitePages(SqliteSession session, int size)
    {
        _size = size;
        _file = SqliteFileCheck.Control(session, FilePointer);
        var methods = Marshal.ReadIntPtr(_file); // sqlite3_io_methods: version, close, read, write, truncate, sync
        _read = Method<Transfer>(methods, 2);
        _write = Method<Transfer>(methods, 3);
        _sync = Method<Sync>(methods, 5);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Transfer(IntPtr file, [In, Out] byte[] octets, int count, long at);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Sync(IntPtr file, int flags);

    /// <summary>Clears the free room of pages; answers whether anything lay there.</summary>
    /// <param name="from">The first page; pages are counted from 1.</param>
    /// <param name="end">Behind the last one.</param>
    public bool Clear(long from, long end)
    {
        var octets = new byte[PagesAtOnce * _size];
        var cleared = false;
        for (; from < end; from += PagesAtOnce)
        {
            var count = (int)Math.Min(end - from, PagesAtOnce);
            Check(_read(_file, octets, count * _size, (from - 1) * _size));
            for (var i = 0; i < count; i++)
                cleared |= ClearRoom(octets.AsSpan(i * _size, _size), (from + i - 1) * _size);
        }

        if (cleared)
            Check(_sync(_file, SyncNormal));
        return cleared;
    }

    private bool ClearRoom(ReadOnlySpan<byte> page, long at)
    {
        var (start, end) = FreeRoom(page);
        if (start >= end || !page[start..end].ContainsAnyExcept((byte)0))
            return false;
        Check(_write(_file, new byte[end - start], end - start, at + start));
        return true;
    }

    /// <summary>
    /// Between the array and the rows. Pages of other kinds begin with the number of another page, whose first octet is none of these in a
    /// file of less than 128 GB; they have no free room, and are overwritten when they are freed.
    /// </summary>
    private static (int Start, int End) FreeRoom(ReadOnlySpan<byte> page)
    {
        var header = page[0] switch
        {
            2 or 5 => 12, // an inner page of an index, of a table
            10 or 13 => 8, // a leaf of an index, of a table
            _ => 0,
        };
        if (header == 0)
            return default;
        var start = header + 2 * BinaryPrimitives.ReadUInt16BigEndian(page[3..]);
        int end = BinaryPrimitives.ReadUInt16BigEndian(page[5..]);
        return end > page.Length ? default : (start, end == 0 ? page.Length : end);
    }

    private static T Method<T>(IntPtr methods, int index) where T : Delegate =>
        Marshal.GetDelegateForFunctionPointer<T>(Marshal.ReadIntPtr(methods, index * IntPtr.Size));

    private static void Check(int code) => SqliteException.ThrowExceptionForRC(code, null);
}
