using System.Globalization;
using System.Net.Sockets;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Notify.Sdk.Benchmarks.Smtp;

/// <summary>
/// MailKit as an application would use it that cares for speed: one client for each connection, over a socket with <c>NoDelay</c>, and
/// the same message built anew from the same data each time.
/// </summary>
internal sealed class BareMailKit : IDisposable
{
    private readonly SmtpClient[] _clients;

    public BareMailKit(int port, int connections) => _clients = [.. Enumerable.Range(0, connections).Select(_ => Connected(port))];

    public async Task SendAsync(OutgoingMessage message, int count)
    {
        var next = 0;
        await Task.WhenAll(_clients.Select(client => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) <= count)
            {
                using var mail = Build(message);
                await client.SendAsync(mail);
            }
        })));
    }

    public void Dispose() => Array.ForEach(_clients, client => client.Dispose());

    private static SmtpClient Connected(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect("127.0.0.1", port);
        var client = new SmtpClient();
        client.Connect(socket, "127.0.0.1", port, SecureSocketOptions.None);
        return client;
    }

    private static MimeMessage Build(OutgoingMessage message)
    {
        var mail = new MimeMessage
        {
            Date = message.At.ToDateTimeOffset(),
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{message.IdempotencyKey}@shop.example"),
            Subject = message.Content.Subject!,
            Body = new MultipartAlternative { Text("plain", message.Content.Text), Text("html", message.Content.Html!) },
        };
        mail.From.Add(new MailboxAddress("Shop", "news@shop.example"));
        mail.To.Add(new MailboxAddress("", message.To.Deliverable));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        return mail;
    }

    private static TextPart Text(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        return part;
    }
}
