using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Http.Tests.Client;

/// <summary>What whole answers mean.</summary>
public sealed class AnswerTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 15, 0);

    [Theory]
    [InlineData(200, SendOutcomeKind.Unknown)]
    [InlineData(202, SendOutcomeKind.Unknown)]
    [InlineData(302, SendOutcomeKind.Unknown)]
    [InlineData(400, SendOutcomeKind.Rejected)]
    [InlineData(401, SendOutcomeKind.Rejected)]
    [InlineData(403, SendOutcomeKind.Rejected)]
    [InlineData(404, SendOutcomeKind.Rejected)]
    [InlineData(408, SendOutcomeKind.Unknown)]
    [InlineData(409, SendOutcomeKind.Unknown)]
    [InlineData(410, SendOutcomeKind.Rejected)]
    [InlineData(429, SendOutcomeKind.Deferred)]
    [InlineData(500, SendOutcomeKind.Unknown)]
    [InlineData(501, SendOutcomeKind.Unknown)]
    [InlineData(502, SendOutcomeKind.Unknown)]
    [InlineData(503, SendOutcomeKind.Deferred)]
    [InlineData(504, SendOutcomeKind.Unknown)]
    [InlineData(599, SendOutcomeKind.Unknown)]
    public async Task What_the_provider_does_not_read_is_judged_by_its_status(int status, SendOutcomeKind expected)
    {
        var outcome = await AnswerAsync(new(status), o => o.Judge = _ => null);
        outcome.Kind.Should().Be(expected);
        outcome.Scope.Should().NotBe(RejectionScope.Address);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(409)]
    [InlineData(500)]
    [InlineData(504)]
    public async Task No_provider_can_call_an_open_answer_not_accepted(int status)
    {
        (await AnswerAsync(new(status), o => o.Judge = _ => SendOutcome.Deferred("later"))).Kind.Should().Be(SendOutcomeKind.Unknown);
        (await AnswerAsync(new(status), o => o.Judge = _ => SendOutcome.Rejected("never"))).Kind.Should().Be(SendOutcomeKind.Unknown);
        (await AnswerAsync(new(status), o => o.Judge = _ => SendOutcome.Accepted("1"))).Kind.Should().Be(SendOutcomeKind.Accepted);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"id\":{}}")]
    [InlineData("{\"id\":\"\"}")]
    [InlineData("{\"id\":null}")]
    [InlineData("null")]
    [InlineData("{\"id\":\"1\"")]
    [InlineData("<html>200</html>")]
    [InlineData("")]
    public async Task A_success_of_another_shape_is_unknown(string body) =>
        (await AnswerAsync(new(200, body))).Kind.Should().Be(SendOutcomeKind.Unknown);

    [Fact]
    public async Task A_success_with_an_error_inside_is_what_the_provider_reads_in_it() =>
        (await AnswerAsync(new(200, """{"code":"unknown-number"}"""))).Scope.Should().Be(RejectionScope.Address);

    [Theory]
    [InlineData(200, SendOutcomeKind.Unknown)]
    [InlineData(422, SendOutcomeKind.Rejected)]
    [InlineData(429, SendOutcomeKind.Deferred)]
    [InlineData(500, SendOutcomeKind.Unknown)]
    public async Task A_provider_that_fails_on_an_answer_leaves_it_to_the_status(int status, SendOutcomeKind expected) =>
        (await AnswerAsync(new(status), o => o.Judge = _ => throw new InvalidOperationException("x"))).Kind.Should().Be(expected);

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Mon, 02 Mar 2026 15:01:30 GMT", 90)]
    [InlineData("Mon, 02 Mar 2026 14:00:00 GMT", 0)]
    [InlineData("Thu, 02 Mar 2028 15:00:00 GMT", 86_400)]
    [InlineData("999999999", 86_400)]
    [InlineData("soon", null)]
    public async Task Retry_After_is_read_in_both_forms(string value, int? seconds)
    {
        var outcome = await AnswerAsync(new(503, Headers: $"Retry-After: {value}\r\n"));
        outcome.RetryAfter.Should().Be(seconds is { } wait ? Duration.FromSeconds(wait) : null);
    }

    [Fact]
    public async Task A_date_to_wait_for_is_read_by_the_clock_of_the_server() =>
        (await AnswerAsync(new(503, Headers: "Date: Tue, 03 Mar 2026 10:00:00 GMT\r\nRetry-After: Tue, 03 Mar 2026 10:00:40 GMT\r\n")))
            .RetryAfter.Should().Be(Duration.FromSeconds(40));

    [Fact]
    public async Task An_answer_longer_than_its_bound_is_one_that_broke_off()
    {
        var body = $$"""{"id":"1","rest":"{{new string('x', 100)}}"}""";
        (await AnswerAsync(new(200, body), o => o.MaxAnswerOctets = body.Length)).Kind.Should().Be(SendOutcomeKind.Accepted);
        (await AnswerAsync(new(200, body), o => o.MaxAnswerOctets = body.Length - 1)).Kind.Should().Be(SendOutcomeKind.Unknown);
        (await AnswerAsync(new(429, body), o => o.MaxAnswerOctets = 1)).Kind.Should().Be(SendOutcomeKind.Deferred);
    }

    [Fact]
    public async Task An_id_longer_than_any_is_none()
    {
        (await AnswerAsync(new(200, $$"""{"id":"{{new string('x', 255)}}"}"""))).ProviderId.Should().HaveLength(255);
        var outcome = await AnswerAsync(new(200, $$"""{"id":"{{new string('x', 256)}}"}"""));
        (outcome.Kind, outcome.ProviderId).Should().Be((SendOutcomeKind.Accepted, null));
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_is_not_taken_for_that_of_the_next_message()
    {
        await using LoopbackServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"{new HttpReply(200, """{"id":"1"}""")}{new HttpReply(200, """{"id":"2"}""")}");
            while (await connection.ReadRequestAsync() is not null)
                await connection.AnswerAsync(new(500));
        });
        await using var services = TestHost.Acme(server.Address);
        var transport = services.Transport();
        (await transport.SendAsync(TestHost.Message(), default)).ProviderId.Should().Be("1");
        (await transport.SendAsync(TestHost.Message(), default)).ProviderId.Should().Be("1", "it went over a connection of its own");
        server.Connections.Should().Be(2);
    }

    [Fact]
    public async Task A_field_is_found_by_its_path()
    {
        HttpAnswer? seen = null;
        await AnswerAsync(new(200, """{"messages":[{"id":7,"ok":true}]}""", Headers: "X-Request: r1\r\n"), o => o.Judge = answer =>
        {
            seen = answer;
            return null;
        });
        seen!.Field("messages", "0", "id").Should().Be("7");
        seen.Field("messages", "0", "ok").Should().Be("True");
        seen.Field("messages", "1", "id").Should().BeNull();
        seen.Field("messages", "id").Should().BeNull();
        seen.Header("x-request").Should().Be("r1");
        seen.Header("Content-Type").Should().Be("application/json");
        seen.Header("none").Should().BeNull();
    }

    private static async Task<SendOutcome> AnswerAsync(HttpReply reply, Action<AcmeOptions>? configure = null)
    {
        await using LoopbackServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.AnswerAsync(reply);
        });
        await using var services = TestHost.Acme(server.Address, configure, all => all.AddSingleton<IClock>(new FakeClock(Now)));
        return await services.Transport().SendAsync(TestHost.Message(), default);
    }
}
