using System.Net;
using System.Net.Sockets;
using System.Text;
using Notify.Sdk.Smtp.Mime;

namespace Notify.Sdk.Smtp.Tests.Postfix;

/// <summary>
/// Hands a message to a server, one command at a time and without TLS: the least that a real server takes. The one place to
/// change when something better hands it over.
/// </summary>
internal static class Submitter
{
    /// <param name="port">On loopback.</param>
    /// <param name="returnPath">The sender of the envelope.</param>
    /// <param name="message">Its one recipient is that of the envelope too.</param>
    /// <param name="octets">The message as written.</param>
    /// <param name="dsn">Parameters of MAIL and RCPT (RFC 3461), each with a space before it.</param>
    public static async Task SendAsync(int port, string returnPath, EmailMessage message, byte[] octets, (string Mail, string Rcpt) dsn = default)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port, timeout.Token);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await ExpectAsync("220");
        await SayAsync("EHLO client.test", "250");
        await SayAsync($"MAIL FROM:<{returnPath}>{(message.RequiresSmtpUtf8 ? " BODY=8BITMIME SMTPUTF8" : "")}{dsn.Mail}", "250");
        await SayAsync($"RCPT TO:<{AddressSyntax.HeaderForm(message.To.Address)}>{dsn.Rcpt}", "250");
        await SayAsync("DATA", "354");
        await stream.WriteAsync(DotStuffed(octets), timeout.Token);
        await SayAsync(".", "250");
        await SayAsync("QUIT", "221");

        async Task SayAsync(string command, string expected)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), timeout.Token);
            await ExpectAsync(expected);
        }

        async Task ExpectAsync(string expected)
        {
            string? line;
            do
            {
                line = await reader.ReadLineAsync(timeout.Token);
                line.Should().StartWith(expected);
            }
            while (line!.Length > 3 && line[3] == '-');
        }
    }

    private static byte[] DotStuffed(byte[] octets)
    {
        List<byte> stuffed = new(octets.Length + 64);
        for (var i = 0; i < octets.Length; i++)
        {
            if (octets[i] == '.' && (i == 0 || octets[i - 1] == '\n'))
                stuffed.Add((byte)'.');
            stuffed.Add(octets[i]);
        }

        return [.. stuffed];
    }
}
