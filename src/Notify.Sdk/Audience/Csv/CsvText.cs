using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>Offers text as the UTF-8 that it would be in a file. Half a surrogate pair becomes U+FFFD, which costs its line.</summary>
internal sealed class CsvText(TextReader reader)
{
    private readonly char[] _chars = new char[16_384];
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private int _start;
    private int _end;

    /// <inheritdoc cref="CsvBytes"/>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_start == _end)
                (_start, _end) = (0, await reader.ReadAsync(_chars, cancellationToken));
            var atEnd = _start == _end;
            _encoder.Convert(_chars.AsSpan(_start, _end - _start), buffer.Span, flush: atEnd, out var used, out var written, out _);
            _start += used;
            if (written > 0 || atEnd)
                return written;
        }
    }
}
