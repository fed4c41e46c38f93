using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Http.Tests.Client;

/// <summary>How far a request got, step by step over HTTP/1.1, and what the base says of it.</summary>
public sealed class StepTests
{
    private static readonly string Long = new('x', 8 * 1024 * 1024);

    [Fact]
    public async Task A_refused_connection_sent_nothing() =>
        (await SendAsync(new Uri($"http://127.0.0.1:{LoopbackServer.UnusedPort()}/"))).Should().Be(SendOutcomeKind.Deferred);

    [Fact]
    public async Task A_name_that_nobody_knows_sent_nothing() =>
        (await SendAsync(new Uri("https://provider.invalid/"))).Should().Be(SendOutcomeKind.Deferred);

    [Theory]
    [InlineData("HTTP/1.1 400 Speak plainly\r\n\r\n")]
    [InlineData("")]
    public async Task A_server_without_tls_sent_nothing(string answer)
    {
        await using LoopbackServer server = new(async connection =>
        {
            await connection.ReadAsync(5);
            await connection.WriteAsync(answer);
        });
        (await SendAsync(new Uri($"https://127.0.0.1:{server.Port}/"))).Should().Be(SendOutcomeKind.Deferred);
    }

    [Fact]
    public async Task A_connection_that_is_never_made_sent_nothing()
    {
        await using var services = TestHost.Acme(new("http://provider.example/"), o => o.Timeout = TimeSpan.FromMilliseconds(200), all =>
            all.AddHttpClient("notify/acme").UseSocketsHttpHandler((handler, _) => handler.ConnectCallback = async (_, stop) =>
            {
                await Task.Delay(Timeout.Infinite, stop);
                throw new SocketException();
            }));
        (await services.Transport().SendAsync(TestHost.Message(), default)).Kind.Should().Be(SendOutcomeKind.Deferred);
    }

    [Fact]
    public async Task A_long_request_cut_in_its_middle_is_unknown()
    {
        await using LoopbackServer server = new(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.ReadAsync(Long.Length / 2);
            connection.Reset();
        });
        (await SendAsync(server.Address, text: Long)).Should().Be(SendOutcomeKind.Unknown);
    }

    [Fact]
    public async Task An_answer_that_comes_before_the_request_was_read_counts()
    {
        await using LoopbackServer server = new(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.AnswerAsync(new(503, Headers: "Retry-After: 5\r\nConnection: close\r\n"));
            while (await connection.ReadAsync(65_536) == 65_536)
            {
            }
        });
        (await SendAsync(server.Address, text: Long)).Should().Be(SendOutcomeKind.Deferred);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_whole_request_without_an_answer_is_unknown(bool isReset)
    {
        await using LoopbackServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            if (isReset)
                connection.Reset();
        });
        (await SendAsync(server.Address)).Should().Be(SendOutcomeKind.Unknown);
        server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_deferral_whose_body_breaks_off_is_still_one()
    {
        await using LoopbackServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 20\r\n\r\nhalf");
        });
        (await SendAsync(server.Address)).Should().Be(SendOutcomeKind.Deferred);
    }

    /// <summary>A request without content: two sent, two read. HttpClient alone repeats the second (see the naive transport).</summary>
    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_request_without_content_is_sent_once_over_a_reused_connection(string method)
    {
        await using LoopbackServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.AnswerAsync(new(200, """{"id":"1"}"""));
            await connection.ReadRequestAsync();
        });
        await using var services = TestHost.Acme(server.Address, o => o.Make = _ => new(new HttpMethod(method), "send?text=x"));
        var transport = services.Transport();

        (await transport.SendAsync(TestHost.Message(), default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        (await transport.SendAsync(TestHost.Message(), default)).Kind.Should().Be(SendOutcomeKind.Unknown);

        server.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_at_rest_is_replaced_and_costs_no_doubt()
    {
        TaskCompletionSource closed = new();
        await using LoopbackServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.AnswerAsync(new(200, """{"id":"1"}"""));
            await connection.DisposeAsync();
            closed.TrySetResult();
        });
        await using var services = TestHost.Acme(server.Address);
        var transport = services.Transport();
        (await transport.SendAsync(TestHost.Message(), default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        await closed.Task;
        (await transport.SendAsync(TestHost.Message(), default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        server.Connections.Should().Be(2);
    }

    [Fact]
    public async Task A_request_that_cannot_be_made_sent_nothing()
    {
        await using LoopbackServer server = new(connection => connection.StallAsync());
        (await SendAsync(server.Address, o => o.Make = _ => throw new InvalidOperationException("+12025550107")))
            .Should().Be(SendOutcomeKind.Deferred);
        (await SendAsync(server.Address, o => o.Make = _ => new(HttpMethod.Post, "http://provider.example/")))
            .Should().Be(SendOutcomeKind.Deferred, "http to another machine is not allowed");
        (await SendAsync(server.Address, o => o.AccessToken = _ => throw new HttpRequestException("no token")))
            .Should().Be(SendOutcomeKind.Deferred);
        server.Connections.Should().Be(0);
    }

    private static async Task<SendOutcomeKind> SendAsync(Uri provider, Action<AcmeOptions>? configure = null, string text = "It is there")
    {
        await using var services = TestHost.Acme(provider, configure);
        var outcome = await services.Transport().SendAsync(TestHost.Message(text: text), default);
        outcome.Detail.Should().NotContain("2025550107");
        return outcome.Kind;
    }
}
