using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Microsoft.Win32.SafeHandles;
using NodaTime;

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
    private readonly Func<ContactArena>? _arena;
    private ContactStream? _copied; // the contacts of a file whose rows cannot be read again one by one
    private readonly (long Length, DateTime LastWrite) _stamp;
    private readonly ConcurrentDictionary<long, int> _longRows = [];
    private readonly ConcurrentBag<CsvFields> _spare = []; // one for each thread that reads rows again
    private long _place;

    /// <param name="path">The file.</param>
    /// <param name="options">How to read.</param>
    /// <param name="arena">Makes room for contacts of a list that is read twice; null where it is read once.</param>
    public CsvFileSource(string path, ContactCsvOptions options, Func<ContactArena>? arena)
    {
        (_path, _arena) = (path, arena);
        _file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        try
        {
            if (_file.CanSeek)
            {
                _handle = _file.SafeFileHandle;
                _stamp = Stamp(_handle);
            }

            _pieces = new(Open(options.Encoding), options, Locate);
        }
        catch
        {
            _file.Dispose();
            throw;
        }

        if (arena is not null && !_file.CanSeek)
        {
            _file.Dispose();
            throw new NotifyException(
                $"The CSV file '{path}' cannot be read twice, as a pipe cannot. Open it as a stream and pass "
                    + $"ContactCsv.ReadAsync(stream).");
        }
    }

    /// <summary>What the header says; null before the first row is read.</summary>
    public CsvLayout? Layout => _pieces.Layout;

    /// <summary>What the file is in; null for UTF-8.</summary>
    public Encoding? Encoding { get; private set; }

    /// <summary>The name of the file, without its folder.</summary>
    public string Name => Path.GetFileName(_path);

    /// <summary>The next rows as they stand in the file; null at the end.</summary>
    public ValueTask<CsvPiece?> NextPieceAsync(CancellationToken cancellationToken) => _pieces.NextAsync(cancellationToken);

    /// <summary>Reads the header.</summary>
    public ValueTask OpenAsync(CancellationToken cancellationToken) => _pieces.OpenAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IContactRows?> NextAsync(CancellationToken cancellationToken)
    {
        await _pieces.OpenAsync(cancellationToken);
        if (_arena is not null && _copied is null && !(_pieces.Layout!.Header.IsPlain && Encoding is null))
            _copied = new(_pieces.ReadAllAsync(CancellationToken.None), _arena(), CancellationToken.None);
        IContactRows? piece = _copied is null ? await _pieces.NextAsync(cancellationToken) : await _copied.NextAsync(cancellationToken);
        if (piece is null)
            EnsureUnchanged();
        return piece;
    }

    /// <summary>Every contact, once, in the order of the file.</summary>
    public IAsyncEnumerable<Contact> ReadAllAsync(CancellationToken cancellationToken) => _pieces.ReadAllAsync(cancellationToken);

    /// <inheritdoc/>
    public Contact? Read(long locator) =>
        _copied is null ? Read(locator, static (layout, fields) => layout.Contacts.Read(fields, 0)) : _copied.Read(locator);

    /// <inheritdoc/>
    public AccountRef ReadRef(long locator) =>
        _copied is not null ? _copied.ReadRef(locator) : Read(locator, static (layout, fields) => layout.Rows.RefOf(fields));

    /// <inheritdoc/>
    public string ReadName(long locator) =>
        _copied is not null ? _copied.ReadName(locator) : Read(locator, static (layout, fields) => layout.Rows.NameOf(fields).ToString());

    /// <inheritdoc/>
    public void EnsureUnchanged()
    {
        if (IsChanged)
            throw Changed();
    }

    public async ValueTask DisposeAsync()
    {
        if (_copied is not null)
            await _copied.DisposeAsync();
        _pieces.Dispose();
        await _file.DisposeAsync();
    }

    /// <summary>Looks at the beginning of the file; what is not UTF-8 is made so.</summary>
    private CsvInput Open(Encoding? declared)
    {
        if (_handle is null)
            return new(_file, declared) { File = Name };
        Encoding = SniffEncoding(_handle, declared);
        var read = Encoding is not null ? System.Text.Encoding.CreateTranscodingStream(
            _file, Encoding, System.Text.Encoding.UTF8, leaveOpen: true).ReadAsync
            : _arena is not null ? ReadOnAsync
            : (CsvBytes)_file.ReadAsync;
        return new(read) { File = Name, Written = Instant.FromDateTimeUtc(_stamp.LastWrite), Encoding = Encoding };
    }

    private static Encoding? SniffEncoding(SafeFileHandle file, Encoding? declared)
    {
        var bytes = ArrayPool<byte>.Shared.Rent((int)Math.Min(CsvEncoding.MostBytes, RandomAccess.GetLength(file)) + 1);
        try
        {
            return CsvEncoding.Of(
                bytes.AsSpan(0, RandomAccess.Read(file, bytes.AsSpan(0, Math.Min(bytes.Length, CsvEncoding.MostBytes)), 0)), declared);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>
    /// Gives the caller its thread back once, then reads on the one that goes on: the engine computes on it anyway, and an
    /// asynchronous read of a file is another thread that waits.
    /// </summary>
    private async ValueTask<int> ReadOnAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = _place == 0 ? await RandomAccess.ReadAsync(_handle!, buffer, _place, cancellationToken)
            : RandomAccess.Read(_handle!, buffer.Span, _place);
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
        new($"The CSV file '{_path}' was changed while it was being read. Leave it as it is until the call ends; write a new list beside "
            + $"it and move it into place.");

    private static (long Length, DateTime LastWrite) Stamp(SafeFileHandle file) =>
        (RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));
}
