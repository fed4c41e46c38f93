using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Notify.Sdk.CrashWorker;

/// <summary>
/// Hands over to a recorder on this machine: one connection a message, one line with the account and the idempotency key, and an octet
/// as the answer. What the recorder has read to the end of the line has arrived.
/// </summary>
public sealed class RecorderTransport(int port, Victim victim) : ITransport
{
    public string Name => "recorder";

    public DeliveryChannel Channel => DeliveryChannel.Email;

    public ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return HandOverAsync(message.Account!.Value.Id, message.IdempotencyKey, cancellationToken);
    }

    /// <summary>Hands over.</summary>
    public async ValueTask<SendOutcome> HandOverAsync(string account, string key, CancellationToken cancellationToken)
    {
        await victim.ReachAsync(Step.HandingOver);
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        await using var stream = client.GetStream();
        ReadOnlyMemory<byte> line = Encoding.UTF8.GetBytes($"{account} {key}\n");
        await stream.WriteAsync(line[..(line.Length / 2)], cancellationToken);
        await victim.ReachAsync(Step.HalfHandedOver);
        await stream.WriteAsync(line[(line.Length / 2)..], cancellationToken);
        await victim.ReachAsync(Step.HandedOver);
        if (await stream.ReadAsync(new byte[1], cancellationToken) == 0)
            return SendOutcome.Unknown("the recorder went away");
        await victim.ReachAsync(Step.Answered);
        return SendOutcome.Accepted(key);
    }
}
