namespace Notify.Sdk.Tests.Audience;

/// <summary>A few rows, then one line of many characters, then the rest.</summary>
internal sealed class EndlessLine(string before, int length, string after) : TextReader
{
    private int _position;

    public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        var count = Math.Min(buffer.Length, before.Length + length + after.Length - _position);
        for (var i = 0; i < count; i++, _position++)
            buffer.Span[i] = _position < before.Length ? before[_position] : _position < before.Length + length
                ? 'x' : after[_position - before.Length - length];
        return new(count);
    }
}

/// <summary>Rows without end.</summary>
internal sealed class EndlessRows : TextReader
{
    private const string Header = "id\n";
    private const string Row = "a1\n";

    public long CharactersRead { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < buffer.Length; i++, CharactersRead++)
            buffer.Span[i] = CharactersRead < Header.Length ? Header[(int)CharactersRead] : Row[(int)(CharactersRead % Row.Length)];
        return new(buffer.Length);
    }
}
