using System.Buffers;
using System.Net.Sockets;

namespace Notify.Sdk.Email.Client;

/// <summary>
/// What MailKit talks through. It bounds what a server may say, gives every step its time, sends what belongs together at once, and
/// hands replies on line by line, so that octets which nobody has asked for are still here to be noticed. After STARTTLS it carries
/// what it cannot read; then only the bound on octets holds. For one conversation, not thread-safe.
/// </summary>
internal sealed class ServerStream(Stream inner, StepDeadline deadline, bool becomesTls) : Stream
{
    /// <summary>Longest line of a reply; RFC 5321 promises 512.</summary>
    public const int MaxLine = 2048;

    /// <summary>Most octets that may come in answer to what was sent at once: a reply, or a group of them, or a TLS handshake.</summary>
    public const int MaxAnswer = 96 * 1024;

    private const int FlushAt = 32 * 1024;

    private readonly byte[] _in = new byte[2 * MaxLine];
    private readonly ArrayBufferWriter<byte> _out = new(1024);
    private Task<int>? _reading;
    private int _start;
    private int _end;
    private int _answered;
    private bool _carriesTls;
    private SmtpReply? _goodbye;

    /// <summary>Whether the server has closed the connection.</summary>
    public bool Ended { get; private set; }

    /// <summary>Whether the server has said something that nobody asked for. Never waits; what comes while it looks is kept.</summary>
    public bool Speaks
    {
        get
        {
            if (_carriesTls || _end > _start)
                return _end > _start;

            // In TLS there may be octets that are no words; only a read tells.
            if (inner is NetworkStream { Socket: var socket })
                return socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);

            _reading ??= inner.ReadAsync(_in.AsMemory(), deadline.Token).AsTask();
            return _reading.IsCompleted;
        }
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_carriesTls)
            return Count(await inner.ReadAsync(buffer, cancellationToken));

        int line;
        while ((line = _in.AsSpan(_start, _end - _start).IndexOf((byte)'\n') + 1) == 0)
            await ReadMoreAsync(cancellationToken);

        var count = Math.Min(line, buffer.Length);
        _goodbye ??= _in.AsSpan(_start).StartsWith("421"u8)
            ? new(421, Encoding.UTF8.GetString(_in.AsSpan(_start, line)[4..]).TrimEnd()) : null;
        _in.AsMemory(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        BeginTls(buffer.Span);
        if (_carriesTls)
        {
            _answered = 0;
            deadline.Restart();
            await inner.WriteAsync(buffer, cancellationToken);
            return;
        }

        _out.Write(buffer.Span);
        if (_out.WrittenCount >= FlushAt)
            await SendAsync(cancellationToken);
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_out.WrittenCount > 0)
            await SendAsync(cancellationToken);

        await inner.FlushAsync(cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // A read that was begun ends with the stream; how does not matter to anybody.
            _reading?.ContinueWith(static read => _ = read.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // After 421 the server listens to nothing any more: a command would wait for an answer that never comes.
    private async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        if (_goodbye is not null)
            throw new SmtpConversationException(deadline.Step, "the server refused", reply: _goodbye);

        NoteVerb(_out.WrittenSpan);
        _answered = 0;
        deadline.Restart();
        await inner.WriteAsync(_out.WrittenMemory, cancellationToken);
        _out.Clear(); // and overwritten: a password may have stood in it
    }

    private async ValueTask ReadMoreAsync(CancellationToken cancellationToken)
    {
        if (_end - _start > MaxLine)
            throw Fault($"a reply line has more than {MaxLine} octets");

        if (_reading is { } begun)
        {
            // It was begun at the start of the empty buffer.
            (_start, _end) = (0, Count(await begun.WaitAsync(cancellationToken)));
            _reading = null;
        }
        else
        {
            _in.AsSpan(_start, _end - _start).CopyTo(_in);
            (_start, _end) = (0, _end - _start);
            _end += Count(await inner.ReadAsync(_in.AsMemory(_end), cancellationToken));
        }

        if (Ended)
            throw new EndOfStreamException("The server closed the connection.");
    }

    private int Count(int read)
    {
        Ended |= read == 0;
        _answered += read;
        return _answered <= MaxAnswer ? read : throw Fault($"the server answered with more than {MaxAnswer} octets");
    }

    // The first octet of a TLS handshake is no letter of a command. Whatever was said in the clear may come from somebody in between,
    // who wants it to be taken for protected.
    private void BeginTls(ReadOnlySpan<byte> octets)
    {
        const byte Handshake = 22;
        const byte ApplicationData = 23;
        if (_carriesTls && deadline.Step == SmtpStep.Tls && octets is [ApplicationData, ..])
            deadline.Begin(SmtpStep.Ehlo);

        if (_carriesTls || !becomesTls || octets is not [Handshake, ..])
            return;

        _carriesTls = _end == _start ? true : throw new SmtpConversationException(deadline.Step,
            "the server sent octets before TLS began, which is an attack on STARTTLS or a broken server", needsOperator: true);
        deadline.Begin(SmtpStep.Tls);
    }

    // While a connection is opened, the commands tell how far it got.
    private void NoteVerb(ReadOnlySpan<byte> octets)
    {
        if (deadline.Step < SmtpStep.Auth)
            deadline.Begin(octets.StartsWith("STARTTLS"u8) ? SmtpStep.StartTls : SmtpStep.Ehlo);
    }

    private SmtpConversationException Fault(string problem) => new(deadline.Step, problem);
}
