using System.Net;
using System.Net.Sockets;
using System.Text;
using Notify.Sdk.Http.Hooks;

namespace CustomTransport;

/// <summary>An SMS provider on the loopback interface. What it does depends on the last digit of the number.</summary>
internal sealed class PretendProvider : IAsyncDisposable
{
    /// <summary>By which it signs its hooks.</summary>
    public const string HookSecret = "only-for-this-sample";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _taken = [];
    private readonly Task _serving;

    public PretendProvider()
    {
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>Different idempotency keys that were taken: messages that would reach a phone.</summary>
    public int Taken => _taken.Count;

    /// <summary>The request that it makes to our hook when the first message has arrived.</summary>
    public static HookRequest DeliveryHook(NodaTime.Instant now)
    {
        var body = """{"event":"e-1","id":"sms-1","state":"delivered"}"""u8.ToArray();
        return new()
        {
            Method = "POST",
            Address = new("https://bikes.example.com/hooks/acme"),
            Headers = [new("X-Acme-Signature", Convert.ToHexString(HookSignature.HmacSha256(HookSecret, body)))],
            Body = body,
            ReceivedAt = now,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var request = await ReadRequestAsync(stream);
        var answer = LastDigit(request) switch
        {
            '1' => Reply("201 Created", $$"""{"id":"sms-{{Take(request)}}"}"""),
            '2' => Reply("422 Unprocessable Content", """{"code":"too-long"}"""),
            '3' => Reply("422 Unprocessable Content", """{"code":"no-such-number"}"""),
            '4' => Reply("429 Too Many Requests", "{}", "Retry-After: 120\r\n"),
            '5' => Reply("302 Found", "", "Location: /elsewhere\r\n"),
            _ => Lost(request),
        };
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), _stop.Token);
    }

    /// <summary>The provider takes the message, and the connection breaks before the answer.</summary>
    private string Lost(string request)
    {
        Take(request);
        return "";
    }

    private int Take(string request)
    {
        _taken.Add(request.Split('\n').First(l => l.StartsWith("Idempotency-Key:", StringComparison.OrdinalIgnoreCase)));
        return _taken.Count;
    }

    private static string Reply(string status, string body, string headers = "") =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}Connection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private static char LastDigit(string request)
    {
        var start = request.IndexOf("\"to\":\"", StringComparison.Ordinal) + 6;
        return request[request.IndexOf('"', start) - 1];
    }

    private async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().EndsWith('}')) // the body is one JSON object, sent with its length
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
                break;
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return text.ToString();
    }
}
