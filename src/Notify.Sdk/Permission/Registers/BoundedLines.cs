using System.Text;

namespace Notify.Sdk.Permission;

/// <summary>One physical line.</summary>
/// <param name="Number">Its number; the first is 1.</param>
/// <param name="Text">Without its line end; empty when <paramref name="TooLong"/>.</param>
/// <param name="TooLong">Whether it was longer than allowed; then it was read past, not kept.</param>
internal readonly record struct BoundedLine(int Number, string Text, bool TooLong);

/// <summary>Reads lines of bounded length: a line without end costs time, not memory.</summary>
internal sealed class BoundedLines(TextReader reader, int maximumLength)
{
    private readonly char[] _buffer = new char[16_384];
    private readonly StringBuilder _line = new();
    private int _start;
    private int _end;
    private int _number;
    private bool _skipLineFeed;

    public async ValueTask<BoundedLine?> NextAsync(CancellationToken cancellationToken)
    {
        _line.Clear();
        var (begun, tooLong) = (false, false);
        while (true)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
                return begun ? new(++_number, tooLong ? "" : _line.ToString(), tooLong) : null;
            if (_skipLineFeed && TakeLineFeed())
                continue;

            begun = true;
            var rest = _buffer.AsSpan(_start, _end - _start);
            var end = rest.IndexOfAny('\r', '\n');
            var part = end < 0 ? rest : rest[..end];
            tooLong |= _line.Length + part.Length > maximumLength;
            if (end < 0)
            {
                Keep(part, tooLong);
                _start = _end;
                continue;
            }

            _skipLineFeed = rest[end] == '\r';
            _start += end + 1;
            return new(++_number, tooLong ? "" : Text(part), tooLong);
        }
    }

    private bool TakeLineFeed()
    {
        _skipLineFeed = false;
        if (_buffer[_start] != '\n')
            return false;
        _start++;
        return true;
    }

    private void Keep(ReadOnlySpan<char> part, bool tooLong)
    {
        if (tooLong)
            _line.Clear();
        else
            _line.Append(part);
    }

    private string Text(ReadOnlySpan<char> last) => _line.Length == 0 ? last.ToString() : _line.Append(last).ToString();

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _start = 0;
        _end = await reader.ReadAsync(_buffer, cancellationToken);
        return _end > 0;
    }
}
