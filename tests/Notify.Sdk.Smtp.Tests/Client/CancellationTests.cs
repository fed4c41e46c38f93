using System.Diagnostics;
using NodaTime;
using Notify.Sdk.Sending;
using Notify.Sdk.Smtp.Tests.Support;

namespace Notify.Sdk.Smtp.Tests.Client;

[Collection(nameof(Alone))]
public sealed class CancellationTests
{
    // What is measured is whether it stops by the cancellation, and not by a time-out of a minute; a busy machine may take its time.
    private const long AtOnce = 2_000;

    public static TheoryData<string, bool> Stages { get; } = new()
    {
        { "connect", true }, { "greeting", true }, { "ehlo", true }, { "mail", true }, { "rcpt", true }, { "data", true }, { "go", true }, { "dot", true }, { "half", true },
        { "mail", false }, { "rcpt", false }, { "data", false }, { "go", false }, { "dot", false },
    };

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_cancellation_is_heeded_at_once_at_every_step(string stage, bool pipelining)
    {
        var script = () => OutcomeTests.Until(stage, pipelining ? "250-x\r\n250 PIPELINING" : "250 x");
        var message = stage == "go" ? Outgoing.Marketing with { Content = new("en", "s", new string('x', 20_000_000), null) } : Outgoing.Marketing;
        await ShouldStopAtOnceAsync(
            () => stage == "go" ? script().Then(_ => Task.Delay(TimeSpan.FromSeconds(3))) : script().Hang(),
            _ => { }, message, stage is "dot" or "half" ? SendOutcomeKind.Unknown : SendOutcomeKind.Deferred);
    }

    [Fact]
    public Task A_tls_handshake_can_be_cancelled() => ShouldStopAtOnceAsync(
        () => new Script().Hang(), o => o.Trust(SmtpSecurity.ImplicitTls, Certificates.Good), Outgoing.Marketing, SendOutcomeKind.Deferred);

    [Fact]
    public Task A_login_can_be_cancelled() => ShouldStopAtOnceAsync(
        () => Script.Open("250-x\r\n250 AUTH PLAIN").Hear("AUTH").Hang(),
        o => (o.UserName, o.Password, o.AllowAuthenticationWithoutTls) = ("u", "p", true), Outgoing.Marketing, SendOutcomeKind.Deferred);

    [Theory]
    [InlineData("greeting")]
    [InlineData("mail")]
    [InlineData("dot")]
    public async Task A_server_that_is_silent_for_too_long_is_left(string stage)
    {
        await using var server = new ScriptedServer(OutcomeTests.Until(stage, Script.Everything).Hang());
        await using var transport = Transports.To(server, o => o.Timeouts = Transports.Short(Duration.FromMilliseconds(300)));
        var clock = Stopwatch.StartNew();
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        clock.ElapsedMilliseconds.Should().BeInRange(250, 10_000);
        outcome.Kind.Should().Be(stage == "dot" ? SendOutcomeKind.Unknown : SendOutcomeKind.Deferred);
        outcome.Detail.Should().Contain("too long");
    }

    [Fact]
    public async Task A_wait_for_a_free_connection_can_be_cancelled()
    {
        await using var server = new ScriptedServer(OutcomeTests.Until("mail").Hang());
        await using var transport = Transports.To(server, o => o.MaxConnections = 1);
        using var cancel = new CancellationTokenSource();
        var first = transport.SendAsync(Outgoing.Marketing, cancel.Token).AsTask();
        var second = transport.SendAsync(Outgoing.Marketing, cancel.Token).AsTask();
        await Task.Delay(100);
        await cancel.CancelAsync();
        (await first).Kind.Should().Be(SendOutcomeKind.Deferred);
        (await second).Kind.Should().Be(SendOutcomeKind.Deferred);
    }

    [Fact]
    public async Task A_login_can_be_cancelled_although_the_token_source_does_not_listen()
    {
        await using var server = new ScriptedServer(Script.Open("250-x\r\n250 AUTH XOAUTH2").Hang());
        await using var transport = Transports.To(server, o => (o.UserName, o.AccessToken, o.AllowAuthenticationWithoutTls) =
            ("u", async _ => { await Task.Delay(3000, CancellationToken.None); return "t"; }, true));
        using var cancel = new CancellationTokenSource(200);
        var clock = Stopwatch.StartNew();
        (await transport.SendAsync(Outgoing.Marketing, cancel.Token)).Kind.Should().Be(SendOutcomeKind.Deferred);
        clock.ElapsedMilliseconds.Should().BeLessThan(10_000);
    }

    [Fact]
    public async Task Waiting_for_the_server_takes_no_thread()
    {
        const int Many = 120;
        await using var server = new ScriptedServer([.. Enumerable.Range(0, Many).Select(_ => OutcomeTests.Until("dot").Hang())]);
        await using var transport = Transports.To(server, o => o.MaxConnections = Many);
        using var cancel = new CancellationTokenSource();
        var sending = Enumerable.Range(0, Many).Select(_ => transport.SendAsync(Outgoing.Marketing, cancel.Token).AsTask()).ToArray();
        await Task.Delay(500);
        var before = ThreadPool.ThreadCount;
        before.Should().BeLessThan(Many / 2, "so many waits must not hold as many threads");
        await cancel.CancelAsync();
        (await Task.WhenAll(sending)).Should().OnlyContain(outcome => outcome.Kind == SendOutcomeKind.Unknown);
    }

    // On a busy machine a single wait may be long for reasons of its own, so the fastest of three counts.
    private static async Task ShouldStopAtOnceAsync(Func<Script> script, Action<SmtpOptions> configure, OutgoingMessage message, SendOutcomeKind kind)
    {
        var fastest = long.MaxValue;
        for (var attempt = 0; attempt < 3 && fastest >= AtOnce; attempt++)
        {
            await using var server = new ScriptedServer(script());
            await using var transport = Transports.To(server, configure);
            using var cancel = new CancellationTokenSource();
            var sending = transport.SendAsync(message, cancel.Token).AsTask();
            await Task.Delay(400);
            sending.IsCompleted.Should().BeFalse();

            var clock = Stopwatch.StartNew();
            await cancel.CancelAsync();
            var outcome = await sending;
            fastest = Math.Min(fastest, clock.ElapsedMilliseconds);
            outcome.Kind.Should().Be(kind, outcome.Detail);
            outcome.Detail.Should().ContainEquivalentOf("cancelled");
        }

        fastest.Should().BeLessThan(AtOnce);
    }
}
