using System.Collections.Concurrent;
using System.Net;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Twilio.Tests;

/// <summary>Twilio on the loopback: takes messages and calls, and answers each number as it was told to. Thread-safe.</summary>
internal sealed class TwilioServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _fates = new();
    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> _taken = new();
    private readonly LoopbackServer _server;

    public TwilioServer() => _server = new(async connection =>
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            var fields = FieldsOf(request);
            _taken.Enqueue(fields);
            var fate = _fates.GetValueOrDefault(fields["To"], request.Contains("/Calls.json", StringComparison.Ordinal)
                ? "a call that was made" : "a message that was made");
            if (fate == Lost)
            {
                connection.Reset();
                return;
            }

            await connection.AnswerAsync(char.IsAsciiDigit(fate[0]) ? Recorded.Answer(fate) : Recorded.Made(fate));
        }
    });

    /// <summary>It takes the message, and the connection ends before it says so.</summary>
    public const string Lost = "lost";

    public Uri Address => _server.Address;

    /// <summary>The fields of all requests to a number, in their order.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> TakenFor(string to) => [.. _taken.Where(fields => fields["To"] == to)];

    /// <summary>What becomes of what goes to a number: an error, or <see cref="Lost"/>.</summary>
    public void Answers(string number, string fate) => _fates[number] = fate;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Dictionary<string, string> FieldsOf(string request) =>
        request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Split('&').Select(f => f.Split('='))
            .ToDictionary(f => f[0], f => WebUtility.UrlDecode(f[1]));
}
