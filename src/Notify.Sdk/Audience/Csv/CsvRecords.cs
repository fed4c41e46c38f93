namespace Notify.Sdk.Audience;

/// <summary>A whole row as text.</summary>
/// <param name="Line">The line on which it begins.</param>
/// <param name="Text">Its text, with line breaks inside quoted fields, without the last line end.</param>
internal readonly record struct CsvRecord(int Line, string Text);

/// <summary>
/// Puts lines together to rows and leaves out what is broken. After a broken row reading goes on with the line after its
/// first one: a quotation mark that is never closed costs one line.
/// </summary>
internal sealed class CsvRecords(CsvLines lines, int maximumLength, CsvErrors errors)
{
    // Every line of a broken row is looked at again, so this also bounds the work for a hostile file.
    private const int MaximumLinesPerRow = 64;

    private readonly LinkedList<CsvLine> _again = [];
    private readonly List<CsvLine> _row = [];
    private int? _fields;

    /// <summary>What stands between fields; set once the header is known.</summary>
    public char Delimiter { get; set; } = ',';

    /// <summary>The first line that is not empty; it is given out again as the first row.</summary>
    public async ValueTask<CsvLine?> PeekAsync(CancellationToken cancellationToken)
    {
        if (await NextLineAsync(cancellationToken) is not { } line)
            return null;
        line = line with { Text = line.Text.TrimStart('\uFEFF') };
        _again.AddFirst(line);
        return line;
    }

    /// <summary>The next whole row; the first one, the header, says how many fields the others have. Null at the end.</summary>
    public async ValueTask<CsvRecord?> NextAsync(CancellationToken cancellationToken)
    {
        while (await NextLineAsync(cancellationToken) is { } first)
        {
            if (first.TooLong)
                Refuse(first, $"The line is longer than {maximumLength} characters.", "Look for a missing line break, or raise MaximumLineLength.");
            else if (await WholeAsync(first, cancellationToken) is { } record)
                return record;
        }

        return null;
    }

    private async ValueTask<CsvRecord?> WholeAsync(CsvLine first, CancellationToken cancellationToken)
    {
        _row.Clear();
        _row.Add(first);
        var scan = new CsvScan(Delimiter);
        var length = first.Text.Length;
        var sound = scan.Take(first.Text);
        while (sound && scan.IsOpen)
        {
            if (_row.Count == MaximumLinesPerRow || await LineAsync(cancellationToken) is not { } next)
                return Unclosed();
            _row.Add(next);
            length += next.Text.Length + 1;
            if (next.TooLong || length > maximumLength)
                return Unclosed();
            sound = scan.Take(next.Text);
        }

        return sound ? Checked(first, scan.Fields) : _row.Count > 1 ? Unclosed() : Stray();
    }

    private CsvRecord? Checked(CsvLine first, int fields)
    {
        _fields ??= fields;
        if (fields != _fields)
        {
            return _row.Count > 1 ? Unclosed() : Again(
                $"Expected {_fields} columns as in the header, found {fields}.",
                fields > _fields ? "Put quotation marks around a value that holds the separator." : "Add the missing separators.");
        }

        var text = _row.Count == 1 ? first.Text : string.Join('\n', _row.Select(l => l.Text));
        if (text.Contains('\0', StringComparison.Ordinal))
            return Again("The line holds a NUL character.", "Save the file as UTF-8 text.");
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
            return Again("The line is not UTF-8.", "Save the file as UTF-8.");
        return new(first.Number, text);
    }

    private CsvRecord? Unclosed() => Again("A quotation mark is opened and not closed.", "Close it, or double a quotation mark that belongs to the value.");

    private CsvRecord? Stray() => Again(
        "A quotation mark stands where none can.", "Put quotation marks around the whole value, and double those that belong to it.");

    /// <summary>Refuses the first line of the row, and looks at the others again.</summary>
    private CsvRecord? Again(string problem, string remedy)
    {
        for (var i = _row.Count - 1; i > 0; i--)
            _again.AddFirst(_row[i]);
        Refuse(_row[0], problem, remedy);
        return null;
    }

    private void Refuse(CsvLine line, string problem, string remedy)
    {
        if (_fields is null)
            throw new NotifyException($"The header of the CSV file (line {line.Number}) cannot be read. {problem} {remedy}");
        errors.SkipRow(line.Number, null, problem, remedy);
    }

    private async ValueTask<CsvLine?> NextLineAsync(CancellationToken cancellationToken)
    {
        while (await LineAsync(cancellationToken) is { } line)
        {
            if (line.TooLong || !string.IsNullOrWhiteSpace(line.Text))
                return line;
        }

        return null;
    }

    private async ValueTask<CsvLine?> LineAsync(CancellationToken cancellationToken)
    {
        if (_again.First is not { } node)
            return await lines.NextAsync(cancellationToken);
        _again.RemoveFirst();
        return node.Value;
    }
}
