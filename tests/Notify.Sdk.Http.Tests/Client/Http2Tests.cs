using System.Net;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Http.Tests.Client;

/// <summary>How far a request got, step by step over HTTP/2, and what the base says of it.</summary>
public sealed class Http2Tests
{
    private const string Id = """{"id":"1"}""";

    [Fact]
    public async Task An_accepted_message_is_accepted() => (await SendAsync(async server =>
    {
        await server.BeginAsync();
        if (await server.ReadRequestAsync() is { } stream)
            await server.AnswerAsync(stream, 200, Id);
    })).Should().Be(SendOutcomeKind.Accepted);

    [Fact]
    public async Task A_server_that_takes_nothing_now_defers() => (await SendAsync(async server =>
    {
        await server.BeginAsync();
        if (await server.ReadRequestAsync() is { } stream)
            await server.AnswerAsync(stream, 503, null);
    })).Should().Be(SendOutcomeKind.Deferred);

    [Fact]
    public async Task A_connection_lost_after_the_request_is_unknown() => (await SendAsync(async server =>
    {
        await server.BeginAsync();
        await server.ReadRequestAsync();
    })).Should().Be(SendOutcomeKind.Unknown);

    [Fact]
    public async Task A_server_that_says_goodbye_after_it_read_the_request_is_unknown() => (await SendAsync(async server =>
    {
        await server.BeginAsync();
        var stream = (await server.ReadRequestAsync())!.Value;
        await server.GoAwayAsync(stream);
    })).Should().Be(SendOutcomeKind.Unknown);

    [Theory]
    [InlineData(Http2Conversation.Cancel)]
    [InlineData(Http2Conversation.InternalError)]
    public async Task A_stream_that_is_reset_after_the_request_is_unknown(int code) => (await SendAsync(async server =>
    {
        await server.BeginAsync();
        var stream = (await server.ReadRequestAsync())!.Value;
        await server.ResetAsync(stream, code);
    })).Should().Be(SendOutcomeKind.Unknown);

    [Fact]
    public async Task An_answer_cut_after_its_head_is_unknown() => (await SendAsync(async server =>
    {
        await server.BeginAsync();
        if (await server.ReadRequestAsync() is { } stream)
            await server.AnswerAsync(stream, 200, "{\"id\":", isWhole: false);
    })).Should().Be(SendOutcomeKind.Unknown);

    [Fact]
    public async Task Garbage_after_the_request_is_unknown() => (await SendAsync(async server =>
    {
        await server.BeginAsync();
        await server.ReadRequestAsync();
        await server.GarbageAsync();
    })).Should().Be(SendOutcomeKind.Unknown);

    /// <summary>
    /// RFC 9113 section 8.7: neither a refused stream nor one above the last of a goodbye was looked at, so it may be sent again, and
    /// HttpClient does. The server takes it once.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_server_promises_not_to_have_looked_at_is_sent_again_and_taken_once(bool isGoodbye)
    {
        var (connections, taken) = (0, 0);
        var kind = await SendAsync(async server =>
        {
            await server.BeginAsync();
            var isFirst = Interlocked.Increment(ref connections) == 1;
            while (await server.ReadRequestAsync() is { } stream)
            {
                if (isFirst && isGoodbye)
                {
                    await server.GoAwayAsync(0);
                    return;
                }

                if (isFirst && stream == 1)
                {
                    await server.ResetAsync(stream, Http2Conversation.RefusedStream);
                    continue;
                }

                Interlocked.Increment(ref taken);
                await server.AnswerAsync(stream, 200, Id);
            }
        });
        kind.Should().Be(SendOutcomeKind.Accepted);
        taken.Should().Be(1);
    }

    [Fact]
    public async Task A_server_that_does_not_speak_it_got_nothing_that_it_could_take()
    {
        await using LoopbackServer server = new(async connection =>
        {
            await connection.ReadAsync(24);
            await connection.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        });
        (await SendAsync(server.Address)).Should().BeOneOf(SendOutcomeKind.Deferred, SendOutcomeKind.Unknown);
    }

    /// <summary>
    /// In HTTP/2 a head can be a whole request; without content it goes over HTTP/1.1, where the base sees when it is written.
    /// </summary>
    [Fact]
    public async Task A_request_without_content_goes_over_the_older_version()
    {
        await using LoopbackServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.AnswerAsync(new(200, Id));
        });
        await using var services = TestHost.Acme(server.Address, o => o.Make = _ => new(HttpMethod.Get, "send")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        });
        (await services.Transport().SendAsync(TestHost.Message(), default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        server.Requests.Should().ContainSingle().Which.Should().Contain("HTTP/1.1").And.Contain("Content-Length: 0");
    }

    private static async Task<SendOutcomeKind> SendAsync(Func<Http2Conversation, Task> script)
    {
        await using LoopbackServer server = new(connection => script(new(connection)));
        return await SendAsync(server.Address);
    }

    private static async Task<SendOutcomeKind> SendAsync(Uri provider)
    {
        await using var services = TestHost.Acme(provider, Http2Conversation.Configure);
        return (await services.Transport().SendAsync(TestHost.Message(), default)).Kind;
    }
}
