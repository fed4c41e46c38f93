using CsvHelper;

namespace Notify.Sdk.Audience;

/// <summary>A row that was split into fields. Valid until the next one is asked for.</summary>
internal readonly struct CsvFields(int line, CsvReader reader)
{
    public int Line => line;

    public int Count => reader.FieldCount;

    /// <summary>Trimmed; null when empty.</summary>
    public string? this[int column] => reader.GetString(column).Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>Splits whole rows into fields with CsvHelper, and knows the line of each.</summary>
internal sealed class CsvTable : IAsyncDisposable
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private readonly CsvRecords _records;
    private readonly char? _delimiter;
    private readonly Queue<int> _lines = [];
    private CsvReader? _reader;

    public CsvTable(TextReader reader, ContactCsvOptions options, CsvErrors errors)
    {
        _records = new(new(reader, options.MaximumLineLength), options.MaximumLineLength, errors);
        _delimiter = options.Delimiter;
    }

    public async ValueTask<CsvFields> HeaderAsync(CancellationToken cancellationToken)
    {
        if (await _records.PeekAsync(cancellationToken) is not { } first)
            throw new NotifyException("The CSV file is empty. Expected a header line such as \"account_id,name,email,phone\".");
        if (first.Text.Contains('\0', StringComparison.Ordinal))
            throw new NotifyException("The CSV file is not UTF-8: its header holds NUL characters, as UTF-16 has. Save the file as UTF-8.");
        if (first.Text.Contains('\uFFFD', StringComparison.Ordinal))
            throw new NotifyException("The CSV file is not UTF-8: its header cannot be decoded. Save the file as UTF-8.");
        _records.Delimiter = _delimiter ?? Delimiters.MaxBy(d => first.Text.Count(c => c == d));
        _reader = CsvReader.Create(new CsvRecordText(_records, _lines), new()
        {
            Separator = _records.Delimiter,
            HasHeader = false,
            TrimWhitespace = true,
            PoolStrings = true, // languages, countries and zones repeat
        });
        return await NextAsync(cancellationToken) ?? throw new NotifyException("The CSV file has no header.");
    }

    public async ValueTask<CsvFields?> NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await _reader!.ReadAsync(cancellationToken) ? new CsvFields(_lines.Dequeue(), _reader) : null;
    }

    public ValueTask DisposeAsync() => _reader?.DisposeAsync() ?? ValueTask.CompletedTask;
}
