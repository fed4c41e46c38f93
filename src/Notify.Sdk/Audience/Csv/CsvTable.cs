namespace Notify.Sdk.Audience;

/// <summary>The rows of a CSV file whose columns are not those of contacts, one after the other, the header first. One thread.</summary>
internal sealed class CsvTable(CsvBytes read, ContactCsvOptions options, CsvErrors errors)
{
    private readonly CsvCutter _cutter = new(options, errors);
    private byte[] _bytes = new byte[65_536];
    private CsvFields? _fields;
    private int _start;
    private int _end;
    private bool _final;

    /// <summary>The line on which the row just read begins; the first is 1.</summary>
    public int Line => _cutter.RowLine;

    /// <summary>The next row, valid until the one after it is asked for; null at the end.</summary>
    public async ValueTask<CsvFields?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (Cut())
            {
                case CsvCut.Row:
                    return _fields;
                case CsvCut.End:
                    return null;
                default:
                    await FillAsync(cancellationToken);
                    break;
            }
        }
    }

    private CsvCut Cut()
    {
        var bytes = _bytes.AsSpan(0, _end);
        var cut = _cutter.Next(bytes, ref _start, _final, out var place);
        if (cut == CsvCut.Row)
            (_fields ??= new(_cutter.Delimiter)).Read(bytes.Slice(place.Start, place.Length));
        return cut;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        var rest = _bytes.AsSpan(_start, _end - _start);
        if (rest.Length > _bytes.Length / 2)
        {
            var larger = new byte[_bytes.Length * 2];
            rest.CopyTo(larger);
            _bytes = larger;
        }
        else
        {
            rest.CopyTo(_bytes);
        }

        (_start, _end) = (0, rest.Length);
        var more = await read(_bytes.AsMemory(_end), cancellationToken);
        _final = more == 0;
        _end += more;
    }
}
