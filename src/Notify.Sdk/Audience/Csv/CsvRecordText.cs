namespace Notify.Sdk.Audience;

/// <summary>Whole rows as text for a parser that reads ahead; the line of each row waits in a queue until the parser gives it out.</summary>
internal sealed class CsvRecordText(CsvRecords records, Queue<int> lines) : TextReader
{
    private string _row = "";
    private int _position;
    private bool _lineEnd = true;

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;
        if (_lineEnd && !await NextAsync(cancellationToken))
            return 0;
        return Copy(buffer.Span);
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count), default).AsTask();

    public override int Read(char[] buffer, int index, int count) =>
        throw new NotSupportedException("The rows are read asynchronously only.");

    private async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (await records.NextAsync(cancellationToken) is not { } record)
            return false;
        lines.Enqueue(record.Line);
        (_row, _position, _lineEnd) = (record.Text, 0, false);
        return true;
    }

    private int Copy(Span<char> buffer)
    {
        var part = _row.AsSpan(_position);
        if (part.Length >= buffer.Length)
        {
            part[..buffer.Length].CopyTo(buffer);
            _position += buffer.Length;
            return buffer.Length;
        }

        part.CopyTo(buffer);
        buffer[part.Length] = '\n';
        _lineEnd = true;
        return part.Length + 1;
    }
}
