using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Notify.Sdk.Email.Tests.Client;

/// <summary>How a scripted server's words travel.</summary>
public enum Delivery
{
    Whole,
    PerLine,
    PerByte,
}

/// <summary>What a scripted server says and expects on one connection, in order.</summary>
internal sealed class Script
{
    public const string Everything =
        "250-test.example\r\n250-PIPELINING\r\n250-SIZE 10000000\r\n250-8BITMIME\r\n250-DSN\r\n250-ENHANCEDSTATUSCODES\r\n250 SMTPUTF8";

    private readonly List<Func<ScriptedConnection, Task>> _steps = [];

    public IReadOnlyList<Func<ScriptedConnection, Task>> Steps => _steps;

    /// <summary>Greeting and EHLO.</summary>
    public static Script Open(string capabilities = Everything) => new Script().Say("220 test.example ESMTP").Hear("EHLO ", capabilities);

    /// <summary>A server that takes a message as it should.</summary>
    public Script Take(string reply = "250 2.0.0 Ok: queued as ABC123") =>
        Hear("MAIL FROM:", "250 2.1.0 Ok").Hear("RCPT TO:", "250 2.1.5 Ok").Hear("DATA", "354 Go").Message(reply);

    /// <summary>Says it, with CRLF at its end.</summary>
    public Script Say(string reply) => Then(c => c.SayAsync(reply + "\r\n"));

    /// <summary>Says octets as they are.</summary>
    public Script SayRaw(string octets) => Then(c => c.SayAsync(octets));

    /// <summary>Waits for a command, and answers.</summary>
    public Script Hear(string start, string? reply = null) => Then(async c =>
    {
        await c.HearAsync(start);
        if (reply is not null)
        {
            await c.SayAsync(reply + "\r\n");
        }
    });

    /// <summary>Takes a message to its final dot, and answers.</summary>
    public Script Message(string? reply) => Then(async c =>
    {
        await c.MessageAsync();
        if (reply is not null)
        {
            await c.SayAsync(reply + "\r\n");
        }
    });

    public Script Close() => Then(c =>
    {
        c.Close();
        return Task.CompletedTask;
    });

    /// <summary>Says nothing more until the client leaves, or wishes to.</summary>
    public Script Hang() => Then(c => c.HangAsync());

    /// <summary>Neither says nor reads anything more, until the test is over.</summary>
    public Script Wait() => Then(c => c.WaitAsync());

    public Script Tls(X509Certificate2 certificate) => Then(c => c.TlsAsync(certificate));

    public Script Quit() => Hear("QUIT", "221 2.0.0 Bye");

    public Script Then(Func<ScriptedConnection, Task> step)
    {
        _steps.Add(step);
        return this;
    }
}

/// <summary>One connection at a scripted server.</summary>
internal sealed class ScriptedConnection(NetworkStream stream, Delivery delivery, Action<string> heard, Action hangs,
    CancellationToken stop)
{
    private Stream _stream = stream;
    private readonly byte[] _one = new byte[1];

    public async Task SayAsync(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        var size = delivery == Delivery.PerByte ? 1 : octets.Length;
        for (var at = 0; at < octets.Length;)
        {
            var line = octets.AsSpan(at).IndexOf((byte)'\n') + 1;
            var count = delivery == Delivery.PerLine && line > 0 ? line : Math.Min(size, octets.Length - at);
            await _stream.WriteAsync(octets.AsMemory(at, count), stop);
            at += count;
            if (delivery != Delivery.Whole)
            {
                await Task.Yield();
            }
        }
    }

    public async Task HearAsync(string start)
    {
        var line = await LineAsync();
        heard(line);
        if (!line.StartsWith(start, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The script expected '{start}', but the client said '{line}'.");
        }
    }

    /// <summary>The next line, whatever it is.</summary>
    public async Task<string> NextAsync()
    {
        var line = await LineAsync();
        heard(line);
        return line;
    }

    public async Task MessageAsync()
    {
        var message = new StringBuilder();
        while (await LineAsync() is var line && line != ".")
        {
            message.Append(line).Append("\r\n");
        }

        heard($"MESSAGE {message}");
    }

    public void Close() => _stream.Dispose();

    /// <summary>Breaks the connection off (RST).</summary>
    public Task ResetAsync()
    {
        stream.Socket.LingerState = new(true, 0);
        stream.Socket.Close();
        return Task.CompletedTask;
    }

    public async Task HangAsync()
    {
        hangs();
        var buffer = new byte[4096];
        while (await _stream.ReadAsync(buffer, stop) is > 0 and var read && !buffer.AsSpan(0, read).StartsWith("QUIT"u8))
        {
        }
    }

    public Task WaitAsync()
    {
        hangs();
        return Task.Delay(Timeout.Infinite, stop);
    }

    public async Task TlsAsync(X509Certificate2 certificate)
    {
        var tls = new SslStream(_stream);
        _stream = tls;
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop);
    }

    // Octet by octet, so that nothing that follows is taken out of the stream; a line ends in CRLF only.
    private async Task<string> LineAsync()
    {
        var line = new List<byte>();
        while (line is not [.., (byte)'\r', (byte)'\n'])
        {
            if (await _stream.ReadAsync(_one, stop) == 0)
            {
                throw new EndOfStreamException($"The client left in '{Encoding.UTF8.GetString([.. line])}'.");
            }

            line.Add(_one[0]);
        }

        return Encoding.UTF8.GetString([.. line[..^2]]);
    }
}
