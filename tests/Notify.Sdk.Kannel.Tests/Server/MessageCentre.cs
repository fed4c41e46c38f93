using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Kannel.Tests.Server;

/// <summary>
/// A message centre that speaks SMPP 3.4 with the gateway. What becomes of a message is told by the last two digits of its number: 66 is
/// throttled at first, 77 is no number, 88 is refused, 00 is never answered, 44 is not delivered; every other is answered, then reported as
/// delivered.
/// </summary>
internal sealed class MessageCentre : IAsyncDisposable
{
    private const uint Throttled = 0x58, InvalidDestination = 0x0B, SubmitFailed = 0x45;

    private readonly LoopbackServer _server;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ConcurrentQueue<Submission> _submitted = new();
    private Stream? _gateway;
    private int _ids;

    public MessageCentre() => _server = new(ServeAsync);

    /// <summary>What tells the fate of a message to a number; a test may choose another.</summary>
    public Func<string, string> Fate { get; set; } = number => number[^2..];

    public int Port => _server.Port;

    /// <summary>The gateway has logged in.</summary>
    public bool IsBound => Volatile.Read(ref _gateway) is not null;

    public IReadOnlyList<Submission> SubmittedTo(string number) =>
        [.. _submitted.Where(s => s.To.TrimStart('+') == number.TrimStart('+'))];

    /// <summary>Somebody writes to us.</summary>
    public Task WriteBackAsync(string from, string to, string text)
    {
        var isPlain = text.All(char.IsAscii);
        return SendAsync(SmppPdu.Deliver(Next(), from.TrimStart('+'), to, 0, (byte)(isPlain ? 0 : 8),
            (isPlain ? Encoding.ASCII : Encoding.BigEndianUnicode).GetBytes(text)));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _writing.Dispose();
    }

    private async Task ServeAsync(LoopbackConnection connection)
    {
        while (await SmppPdu.ReadAsync(connection.Stream, connection.Stopping) is { } pdu)
        {
            switch (pdu.Command)
            {
                case SmppPdu.BindTransceiver or SmppPdu.BindReceiver or SmppPdu.BindTransmitter:
                    await connection.Stream.WriteAsync(pdu.Answer(text: "CENTRE").Write(), connection.Stopping);
                    Volatile.Write(ref _gateway, connection.Stream);
                    break;
                case SmppPdu.SubmitSm:
                    await TakeAsync(pdu, Submission.Read(pdu.Body));
                    break;
                case SmppPdu.EnquireLink or SmppPdu.Unbind:
                    await SendAsync(pdu.Answer());
                    break;
            }
        }
    }

    private async Task TakeAsync(SmppPdu pdu, Submission message)
    {
        _submitted.Enqueue(message);
        var id = string.Create(CultureInfo.InvariantCulture, $"a{Next():x}");
        var fate = Fate(message.To);
        switch (fate)
        {
            case "00":
                return;
            case "66" when SubmittedTo(message.To).Count == 1: // room for it the next time
                await SendAsync(pdu.Answer(Throttled));
                return;
            case "77":
                await SendAsync(pdu.Answer(InvalidDestination));
                return;
            case "88":
                await SendAsync(pdu.Answer(SubmitFailed));
                return;
            default:
                await SendAsync(pdu.Answer(text: id));
                await ReportAsync(message, id, fate == "44" ? "UNDELIV" : "DELIVRD");
                return;
        }
    }

    private Task ReportAsync(Submission message, string id, string state) => message.WantsReceipt
        ? SendAsync(SmppPdu.Deliver(Next(), message.To, message.From, esmClass: 4, coding: 0, Encoding.ASCII.GetBytes(
            $"id:{id} sub:001 dlvrd:001 submit date:2611261200 done date:2611261201 stat:{state} err:000 text:x")))
        : Task.CompletedTask;

    private async Task SendAsync(SmppPdu pdu)
    {
        await _writing.WaitAsync();
        try
        {
            await _gateway!.WriteAsync(pdu.Write());
        }
        finally
        {
            _writing.Release();
        }
    }

    private uint Next() => (uint)Interlocked.Increment(ref _ids);
}
