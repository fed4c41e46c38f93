using Notify.Sdk.Conformance;

namespace Notify.Sdk.Http.Tests.Client;

/// <summary>Servers that stay silent, or never end: what the base says of it when the time is over.</summary>
public sealed class StallTests
{
    private const string PartOfId = "{\"id\":";

    /// <summary>Long enough for a busy machine to come as far as the server lets it; all of them wait at once.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(8);

    [Fact]
    public Task Silence_after_the_request_is_unknown() => AllAsync(SendOutcomeKind.Unknown, null, new()
    {
        ["reads nothing and may read it later"] = connection => connection.StallAsync(),
        ["half a status"] = Answer("HTTP/1.1 20"),
        ["half a body"] = Answer($"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{PartOfId}"),
        ["half a chunked body"] = Answer($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{PartOfId}"),
        ["interim answers without end"] = async connection =>
        {
            await connection.ReadRequestAsync();
            while (true)
                await connection.WriteAsync("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
        },
    });

    [Fact]
    public Task Silence_after_the_request_over_HTTP_2_is_unknown() => AllAsync(SendOutcomeKind.Unknown, Http2Conversation.Configure, new()
    {
        ["a body without end"] = async connection =>
        {
            Http2Conversation server = new(connection);
            await server.BeginAsync();
            if (await server.ReadRequestAsync() is not { } stream)
                return;
            await server.AnswerAsync(stream, 200, new string('x', 16_000), isWhole: false);
            while (true)
                await server.ResetAsync(stream + 100, Http2Conversation.Cancel); // frames of nobody
        },
        ["lets no octet of the body come"] = async connection =>
        {
            Http2Conversation server = new(connection);
            await server.BeginAsync(isClosedWindow: true);
            await server.ReadRequestAsync();
        },
    });

    [Fact]
    public Task Silence_while_TLS_begins_sent_nothing() => AllAsync(SendOutcomeKind.Deferred, null, new()
    {
        ["silent"] = connection => connection.StallAsync(),
    }, "https");

    private static Func<LoopbackConnection, Task> Answer(string part) => async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.WriteAsync(part);
        await connection.StallAsync();
    };

    private static async Task AllAsync(
        SendOutcomeKind expected, Action<AcmeOptions>? configure, Dictionary<string, Func<LoopbackConnection, Task>> servers,
            string scheme = "http")
    {
        var outcomes = await Task.WhenAll(servers.Select(async server => (server.Key, await SendAsync(server.Value, configure, scheme))));
        outcomes.Should().OnlyContain(outcome => outcome.Item2 == expected);
    }

    private static async Task<SendOutcomeKind> SendAsync(
        Func<LoopbackConnection, Task> script, Action<AcmeOptions>? configure, string scheme)
    {
        await using LoopbackServer server = new(script);
        await using var services = TestHost.Acme(new($"{scheme}://127.0.0.1:{server.Port}/"), o =>
        {
            o.Timeout = s_timeout;
            configure?.Invoke(o);
        });
        return (await services.Transport().SendAsync(TestHost.Message(), default)).Kind;
    }
}
