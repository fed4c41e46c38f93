using System.Runtime.CompilerServices;

namespace Notify.Sdk.Email.Client;

/// <summary>Reads whole replies from a stream. Not thread-safe.</summary>
internal sealed class ReplyReader
{
    private readonly ReplyParser _parser = new();
    private readonly byte[] _buffer = new byte[2 * ReplyParser.MaxLine];
    private int _start;
    private int _end;

    /// <summary>Whether octets have arrived that nobody has asked for yet.</summary>
    public bool HasUnread => _end > _start || _parser.IsInside;

    /// <summary>The next reply.</summary>
    /// <exception cref="EndOfStreamException">The server closed the connection.</exception>
    /// <exception cref="SmtpConversationException">What came is not a reply.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<SmtpReply> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reply = _parser.Read(_buffer.AsSpan(_start, _end - _start), out var consumed);
            _start += consumed;
            if (reply is not null)
            {
                return reply;
            }

            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
            {
                throw new EndOfStreamException("The server closed the connection.");
            }

            _end += read;
        }
    }

    // The parser consumes every finished line and refuses long ones, so half of the buffer is always free after this.
    private void MakeRoom()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
    }
}
