using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace Notify.Sdk.Audience;

/// <summary>
/// A CSV file that is open. A row is found again by its place and length in the file, which therefore must stay as it is until
/// the send ends: a change is noticed by length and time of the last write. A file that another one replaces under the
/// same name does no harm.
/// </summary>
internal sealed class CsvFileSource : IContactSource
{
    // A locator is the place of the row and, in its lowest bits, its length.
    private const int LengthBits = 20;
    private const int LongRow = (1 << LengthBits) - 1;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly SafeFileHandle? _handle; // asked for once: a FileStream seeks each time it gives it away
    private readonly CsvPieces _pieces;
    private readonly (long Length, DateTime LastWrite) _stamp;
    private readonly ConcurrentDictionary<long, int> _longRows = [];
    private readonly ConcurrentBag<CsvFields> _spare = []; // one for each thread that reads rows again
    private long _place;

    public CsvFileSource(string path, ContactCsvOptions options, bool mustSeek)
    {
        _path = path;
        _file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        _pieces = new(mustSeek ? ReadOnAsync : _file.ReadAsync, options, Locate);
        if (_file.CanSeek)
        {
            _handle = _file.SafeFileHandle;
            _stamp = Stamp(_handle);
        }
        else if (mustSeek)
        {
            _file.Dispose();
            throw new NotifyException($"The CSV file '{path}' cannot be read twice, as a pipe cannot. Open it as a stream and pass ContactCsv.ReadAsync(stream).");
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IContactRows?> NextAsync(CancellationToken cancellationToken)
    {
        var piece = await _pieces.NextAsync(cancellationToken);
        if (piece is null)
            EnsureUnchanged();
        return piece;
    }

    /// <summary>Every contact, once, in the order of the file.</summary>
    public IAsyncEnumerable<Contact> ReadAllAsync(CancellationToken cancellationToken) => _pieces.ReadAllAsync(cancellationToken);

    /// <inheritdoc/>
    public Contact Read(long locator) => Read(locator, static (layout, fields) => layout.Contacts.Read(fields));

    /// <inheritdoc/>
    public AccountRef ReadRef(long locator) => Read(locator, static (layout, fields) => layout.Rows.RefOf(fields));

    /// <inheritdoc/>
    public string ReadName(long locator) => Read(locator, static (layout, fields) => layout.Rows.NameOf(fields).ToString());

    /// <inheritdoc/>
    public void EnsureUnchanged()
    {
        if (IsChanged)
            throw Changed();
    }

    public async ValueTask DisposeAsync()
    {
        _pieces.Dispose();
        await _file.DisposeAsync();
    }

    /// <summary>
    /// Gives the caller its thread back once, then reads on the one that goes on: the engine computes on it anyway, and an
    /// asynchronous read of a file is another thread that waits.
    /// </summary>
    private async ValueTask<int> ReadOnAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = _place == 0 ? await RandomAccess.ReadAsync(_handle!, buffer, _place, cancellationToken) : RandomAccess.Read(_handle!, buffer.Span, _place);
        _place += read;
        return read;
    }

    private T Read<T>(long locator, Func<CsvLayout, CsvFields, T> make)
    {
        var length = (int)(locator & LongRow);
        if (length == LongRow)
            length = _longRows[locator];
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        var fields = _spare.TryTake(out var known) ? known : new(_pieces.Layout!.Delimiter);
        try
        {
            ReadExactly(bytes.AsSpan(0, length), locator >> LengthBits);
            fields.Read(bytes.AsSpan(0, length));
            return make(_pieces.Layout!, fields);
        }
        catch (Exception e) when (e is not NotifyException && IsChanged)
        {
            throw Changed(); // what stands there now may be no row at all
        }
        finally
        {
            _spare.Add(fields);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private long Locate(long place, int length)
    {
        var locator = (place << LengthBits) | (uint)Math.Min(length, LongRow);
        if (length >= LongRow)
            _longRows[locator] = length;
        return locator;
    }

    private void ReadExactly(Span<byte> bytes, long place)
    {
        while (bytes.Length > 0 && RandomAccess.Read(_handle!, bytes, place) is > 0 and var read)
        {
            bytes = bytes[read..];
            place += read;
        }
    }

    private bool IsChanged => _handle is not null && Stamp(_handle) != _stamp;

    private NotifyException Changed() =>
        new($"The CSV file '{_path}' was changed while it was being read. Leave it as it is until the call ends; write a new list beside it and move it into place.");

    private static (long Length, DateTime LastWrite) Stamp(SafeFileHandle file) => (RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));
}
