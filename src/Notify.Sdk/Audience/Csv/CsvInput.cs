using System.Buffers;
using System.Text;
using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>
/// The bytes of a list as UTF-8, whatever they are in. The first block is looked at before any is given out: for its encoding, and for
/// files that are no CSV at all. One thread.
/// </summary>
internal sealed class CsvInput : IDisposable
{
    private readonly Encoding? _declared;
    private Stream? _stream;
    private byte[]? _first;
    private int _firstAt;

    /// <summary>Bytes that are UTF-8 already.</summary>
    public CsvInput(CsvBytes read) => Read = read;

    /// <summary>A stream in any encoding; left open.</summary>
    public CsvInput(Stream stream, Encoding? encoding)
    {
        (_stream, _declared) = (stream, encoding);
        Read = ReadStreamAsync;
    }

    /// <summary>Reads on.</summary>
    public CsvBytes Read { get; private set; }

    /// <summary>The name of the file; empty for a stream.</summary>
    public string File { get; init; } = "";

    /// <summary>When the file was written; null for a stream.</summary>
    public Instant? Written { get; init; }

    /// <summary>What the bytes are in; null for UTF-8. Known with the first bytes.</summary>
    public Encoding? Encoding { get; init; }

    public void Dispose()
    {
        if (_first is not null)
            ArrayPool<byte>.Shared.Return(_first);
        _first = null;
    }

    private Encoding? _seen;

    /// <summary>What the bytes were found to be in; null for UTF-8.</summary>
    public Encoding? Seen => Encoding ?? _seen;

    private async ValueTask<int> ReadStreamAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = 0;
        int more;
        do
        {
            more = await _stream!.ReadAsync(buffer[read..], cancellationToken);
            read += more;
        }
        while (more > 0 && read < CsvEncoding.FewestBytes && read < buffer.Length);
        _seen = CsvEncoding.Of(buffer.Span[..read], _declared);
        Read = _stream.ReadAsync;
        if (_seen is null)
            return read;
        _first = ArrayPool<byte>.Shared.Rent(Math.Max(read, 1));
        buffer[..read].CopyTo(_first);
        _firstAt = 0;
        _stream = System.Text.Encoding.CreateTranscodingStream(new Rest(this, _stream, read), _seen, System.Text.Encoding.UTF8);
        Read = _stream.ReadAsync;
        return await Read(buffer, cancellationToken);
    }

    /// <summary>What was read to look at it, and then the stream.</summary>
    private sealed class Rest(CsvInput input, Stream stream, int length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var left = Math.Min(length - input._firstAt, buffer.Length);
            if (left == 0)
                return await stream.ReadAsync(buffer, cancellationToken);
            input._first.AsMemory(input._firstAt, left).CopyTo(buffer);
            input._firstAt += left;
            return left;
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
