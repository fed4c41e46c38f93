using System.Buffers;
using System.Runtime.CompilerServices;

namespace Notify.Sdk.Audience;

/// <summary>
/// Reads a file in blocks and cuts each into rows. A block is given away with its rows; what is left of it, the beginning of
/// a row, moves to the next. Memory: a block for each piece that is being read, and the longest row.
/// </summary>
/// <param name="input">The bytes.</param>
/// <param name="options">How to read.</param>
/// <param name="locate">Makes a locator of the place and length of a row; null where rows cannot be read again.</param>
internal sealed class CsvPieces(CsvInput input, ContactCsvOptions options, Func<long, int, long>? locate = null) : IDisposable
{
    private const int BlockSize = 1 << 18;
    private const int RoomToRead = 1 << 12;
    private const int SampleSize = 1 << 16;
    private const int SampleRows = 200;

    private readonly CsvErrors _errors = new(options.OnError);
    private byte[] _block = [];
    private int _at;
    private int _end;
    private long _offset;
    private bool _final;
    private CsvCutter? _cutter;
    private NotifyException? _failure;

    /// <summary>What the header says; null until <see cref="OpenAsync"/>.</summary>
    public CsvLayout? Layout { get; private set; }

    /// <summary>Reads the header, unless that was done.</summary>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (Layout is null)
            await ReadHeaderAsync(cancellationToken);
    }

    /// <summary>The next rows; null at the end.</summary>
    /// <exception cref="NotifyException">
    /// The header is broken; or a row is, and nobody listens: then the rows before it are given out first.
    /// </exception>
    public async ValueTask<CsvPiece?> NextAsync(CancellationToken cancellationToken)
    {
        if (_failure is not null)
            throw _failure;
        await OpenAsync(cancellationToken);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Cut() is { } piece)
                return piece;
            if (_final)
                return null;
            await FillAsync(cancellationToken);
        }
    }

    /// <summary>Every contact, in the order of the file.</summary>
    public async IAsyncEnumerable<Contact> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken) is { } piece)
        {
            using var rows = piece;
            while (rows.Read() is { } contact)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return contact;
            }
        }
    }

    public void Dispose()
    {
        if (_block.Length > 0)
            ArrayPool<byte>.Shared.Return(_block);
        (_block, _at, _end, _final) = ([], 0, 0, true);
        input.Dispose();
    }

    private async ValueTask ReadHeaderAsync(CancellationToken cancellationToken)
    {
        _cutter = new(Checked(options), _errors);
        CsvCut cut;
        CsvPlace header;
        while ((cut = _cutter.Next(_block.AsSpan(0, _end), ref _at, _final, out header)) == CsvCut.More)
            await FillAsync(cancellationToken);
        if (cut == CsvCut.End)
            throw new NotifyException("The CSV file is empty. Expected a header line such as \"account_id,name,email,phone\".");

        var fields = new CsvFields(_cutter.Delimiter);
        fields.Read(_block.AsSpan(header.Start, header.Length));
        if (input.Seen is not null)
            _errors.Remark(_cutter.RowLine, null, $"The file is {CsvEncoding.NameOf(input.Seen)}.",
                "Nothing need be done; UTF-8 is read faster.");
        var columns = CsvHeader.Read(fields, _cutter.RowLine, options, _errors, input.File);
        var sample = await SampleAsync(columns, cancellationToken);
        sample.ForEach(columns.AskAbout);
        var dates = new CsvDates(CsvDates.Seen(sample.SelectMany(row => DatesOf(columns, row))));
        _cutter.JudgeBy(new(columns, _cutter.Delimiter, _errors, dates));
        Layout = new(
            _cutter.Delimiter, columns, dates, new(columns, options.Source, dates),
            new(columns, options.Source, dates, columns.HasIds
                ? null : new(options.IdKey.ToArray(), columns.Form?.IsNamedInIds != false), new(input.File, input.Written, 0)));
    }

    private static IEnumerable<string> DatesOf(CsvHeader header, string?[] row) =>
        header.Columns.Where(c => c.Field.Type.Check.Judge is not null).Select(c => row[c.Index]).OfType<string>();

    /// <summary>The first rows, where the order of dates or what a column is may show in them.</summary>
    private async ValueTask<List<string?[]>> SampleAsync(CsvHeader header, CancellationToken cancellationToken)
    {
        List<string?[]> rows = [];
        if (header.Unknown.Count == 0 && !header.Columns.Any(c => c.Field.Type.Check.Judge is not null))
            return rows;
        while (!_final && _end - _at < SampleSize)
            await FillAsync(cancellationToken);
        var (cutter, at, fields) = (_cutter!.Sampler(), _at, new CsvFields(_cutter.Delimiter));
        while (rows.Count < SampleRows && cutter.Next(_block.AsSpan(0, _end), ref at, _final, out var place) == CsvCut.Row)
        {
            fields.Read(_block.AsSpan(place.Start, place.Length));
            rows.Add([.. Enumerable.Range(0, fields.Count).Select(fields.Text)]);
        }

        return rows;
    }

    /// <summary>The rows of the block; null when there are none.</summary>
    private CsvPiece? Cut()
    {
        var rows = new CsvIndex(_cutter!.Fields, keepsLines: !Layout!.Header.IsPlain);
        try
        {
            _cutter.TakeAll(_block.AsSpan(0, _end), ref _at, _final, rows);
        }
        catch (NotifyException failure)
        {
            _failure = failure;
            if (rows.Count == 0)
                throw;
        }

        if (rows.Count > 0)
            return GiveAway(rows);
        rows.Dispose();
        return null;
    }

    private CsvPiece GiveAway(CsvIndex rows)
    {
        var piece = new CsvPiece(Layout!, _block, _offset, rows, locate);
        MoveTo(ArrayPool<byte>.Shared.Rent(Math.Max(BlockSize, _end - _at + RoomToRead)));
        return piece;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_block.Length - _end < RoomToRead)
        {
            var full = _block;
            MoveTo(ArrayPool<byte>.Shared.Rent(Math.Max(BlockSize, (_end - _at) * 2)));
            if (full.Length > 0)
                ArrayPool<byte>.Shared.Return(full);
        }

        var read = await input.Read(_block.AsMemory(_end), cancellationToken);
        _final = read == 0;
        _end += read;
    }

    /// <summary>What has not been cut goes to the beginning of another block.</summary>
    private void MoveTo(byte[] block)
    {
        _block.AsSpan(_at, _end - _at).CopyTo(block);
        _block = block;
        _offset += _at;
        (_at, _end) = (0, _end - _at);
    }

    private static ContactCsvOptions Checked(ContactCsvOptions options)
    {
        if (options.MaximumLineLength < 1_024)
            throw new NotifyException($"ContactCsvOptions.MaximumLineLength is {options.MaximumLineLength}; expected at least 1,024.");
        if (options.Delimiter is '"' or '\r' or '\n' or '\0')
            throw new NotifyException(
                $"ContactCsvOptions.Delimiter is U+{(int)options.Delimiter:X4}, which has another meaning in CSV. Expected a sign such as "
                + $"',', ';' or a tab.");
        return options;
    }
}
