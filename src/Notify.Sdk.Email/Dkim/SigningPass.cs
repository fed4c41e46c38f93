using System.Buffers;

namespace Notify.Sdk.Email.Dkim;

/// <summary>Takes in a message, keeps its header and hashes its body; nothing of the body is kept. For one message.</summary>
internal sealed class SigningPass : IBufferWriter<byte>, IDisposable
{
    private readonly ArrayBufferWriter<byte> _header = new(1024);
    private readonly RelaxedBody _body = new();
    private byte[] _buffer = new byte[4096];
    private bool _inBody;

    /// <summary>The header, with the CRLF of its last field.</summary>
    public ReadOnlySpan<byte> Header => _header.WrittenSpan;

    /// <summary>The hash of the body; once.</summary>
    public byte[] BodyHash() => _body.Finish();

    public void Advance(int count) => Append(_buffer.AsSpan(0, count));

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > _buffer.Length)
            _buffer = new byte[sizeHint];
        return _buffer;
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Append(ReadOnlySpan<byte> octets)
    {
        if (_inBody)
        {
            _body.Append(octets);
            return;
        }

        // The empty line may be cut by the pieces: look again at the last three octets of the one before.
        var seen = Math.Max(0, _header.WrittenCount - 3);
        _header.Write(octets);
        var end = _header.WrittenSpan[seen..].IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return;
        var header = _header.WrittenSpan[..(seen + end + 2)].ToArray();
        var body = _header.WrittenSpan[(seen + end + 4)..].ToArray();
        _header.ResetWrittenCount();
        _header.Write(header);
        _inBody = true;
        _body.Append(body);
    }

    public void Dispose() => _body.Dispose();
}
