using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Client;

[Collection(nameof(Alone))]
public sealed class CancellationTests
{
    // No step may end by itself while a test runs: what ends it then is the cancellation.
    private static readonly Duration Never = Duration.FromMinutes(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static TheoryData<string, bool> Stages { get; } = new()
    {
        { "connect", true }, { "greeting", true }, { "ehlo", true }, { "mail", true }, { "rcpt", true }, { "data", true },
            { "go", true }, { "dot", true }, { "half", true },
        { "mail", false }, { "rcpt", false }, { "data", false }, { "go", false }, { "dot", false },
    };

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_cancellation_is_heeded_at_once_at_every_step(string stage, bool pipelining)
    {
        // More than what the buffers of two sockets hold, so that the client is still writing.
        var message = stage == "go"
            ? Outgoing.Marketing with { Attachments = [Attachment.Of("big.bin", "application/octet-stream", new byte[15_000_000])] }
            : Outgoing.Marketing;
        var capabilities = pipelining ? "250-x\r\n250 PIPELINING" : "250 x";
        await ShouldStopAtOnceAsync(
            () => stage == "go" ? OutcomeTests.Until(stage, capabilities).Wait() : OutcomeTests.Until(stage, capabilities).Hang(),
            _ => { }, message, stage is "dot" or "half" ? SendOutcomeKind.Unknown : SendOutcomeKind.Deferred);
    }

    [Fact]
    public async Task A_connect_that_nobody_answers_can_be_cancelled()
    {
        using var full = new FullPort();
        await using var transport =
            new SmtpTransport(Options.Create(Transports.Configured(full.Port, o => o.Timeouts = Transports.Short(Never))),
            TimeProvider.System, new LogSink());
        await ShouldStopAtOnceAsync(transport, Outgoing.Marketing, SendOutcomeKind.Deferred);
    }

    [Theory]
    [InlineData(SmtpSecurity.ImplicitTls)]
    [InlineData(SmtpSecurity.StartTls)]
    public Task A_tls_handshake_can_be_cancelled(SmtpSecurity security) => ShouldStopAtOnceAsync(
        () => security == SmtpSecurity.ImplicitTls ? new Script().Hang() : Script.Open("250-x\r\n250 STARTTLS").Hear("STARTTLS", "220 go")
            .Hang(),
        o => o.Trust(security, Certificates.Good), Outgoing.Marketing, SendOutcomeKind.Deferred);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Starttls_and_the_second_ehlo_can_be_cancelled(bool upgraded) => ShouldStopAtOnceAsync(
        () => Script.Open("250-x\r\n250 STARTTLS").Hear("STARTTLS", upgraded ? "220 go" : null)
            .Then(c => upgraded ? c.TlsAsync(Certificates.Good) : Task.CompletedTask).Hang(),
        o => o.Trust(SmtpSecurity.StartTls, Certificates.Good), Outgoing.Marketing, SendOutcomeKind.Deferred);

    [Theory]
    [InlineData("PLAIN", false)]
    [InlineData("LOGIN", false)]
    [InlineData("LOGIN", true)]
    [InlineData("SCRAM-SHA-256", false)]
    public Task A_login_can_be_cancelled(string mechanism, bool asked) => ShouldStopAtOnceAsync(
        () => (asked ? Script.Open($"250-x\r\n250 AUTH {mechanism}").Hear("AUTH", "334 VXNlcm5hbWU6").Hear("")
            : Script.Open($"250-x\r\n250 AUTH {mechanism}").Hear("AUTH")).Hang(),
        o => (o.UserName, o.Password, o.AllowAuthenticationWithoutTls) = ("u", "p", true), Outgoing.Marketing, SendOutcomeKind.Deferred);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_can_be_cancelled(bool pipelining)
    {
        var refused = Script.Open(pipelining ? "250-x\r\n250 PIPELINING" : "250 x").Hear("MAIL", "250 ok").Hear("RCPT", "451 4.3.0 later");
        await using var server = new ScriptedServer(refused.Hear("RSET").Hang());
        await using var transport = To(server);
        using var cancel = new CancellationTokenSource();
        var sending = transport.SendAsync(Outgoing.Marketing, cancel.Token).AsTask();
        await server.UntilAsync(s => s.Hanging == 1);
        sending.IsCompleted.Should().BeFalse();
        await cancel.CancelAsync();
        var outcome = await sending.WaitAsync(Patience);
        outcome.Should().BeEquivalentTo(new { Kind = SendOutcomeKind.Deferred, Scope = RejectionScope.Message });
        outcome.Detail.Should().Contain("451 4.3.0", "the refusal stands, whatever becomes of the reset");
        transport.RestingConnections.Should().Be(0, "nobody knows what that connection would answer next");
    }

    [Fact]
    public async Task A_goodbye_that_nobody_answers_ends_by_itself_after_two_seconds()
    {
        await using var server = new ScriptedServer(Script.Open().Take().Hear("QUIT").Wait());
        var transport = To(server);
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        await transport.DisposeAsync().AsTask().WaitAsync(Patience);
        server.Heard[^1].Should().Be("QUIT");
    }

    [Theory]
    [InlineData("greeting")]
    [InlineData("mail")]
    [InlineData("dot")]
    public async Task A_server_that_is_silent_for_too_long_is_left(string stage)
    {
        await using var server = new ScriptedServer(OutcomeTests.Until(stage, Script.Everything).Hang());
        await using var transport = Transports.To(server, o => o.Timeouts = Transports.Short(Duration.FromMilliseconds(300)));
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
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
        await server.UntilAsync(s => s.Hanging == 1);
        await cancel.CancelAsync();
        (await first).Kind.Should().Be(SendOutcomeKind.Deferred);
        (await second).Kind.Should().Be(SendOutcomeKind.Deferred);
    }

    [Fact]
    public async Task A_login_can_be_cancelled_although_the_token_source_does_not_listen()
    {
        var (never, asked) = (new TaskCompletionSource<string>(), new TaskCompletionSource());
        await using var server = new ScriptedServer(Script.Open("250-x\r\n250 AUTH XOAUTH2").Hang());
        await using var transport = To(server, o => (o.UserName, o.AccessToken, o.AllowAuthenticationWithoutTls) =
            ("u", _ => { asked.SetResult(); return new(never.Task); }, true));
        await ShouldStopAtOnceAsync(transport, Outgoing.Marketing, SendOutcomeKind.Deferred, asked.Task);
    }

    [Fact]
    public async Task Waiting_for_the_server_takes_no_thread()
    {
        const int Many = 120;
        await using var server = new ScriptedServer([.. Enumerable.Range(0, Many).Select(_ => OutcomeTests.Until("dot").Hang())]);
        await using var transport = To(server, o => o.MaxConnections = Many);
        using var cancel = new CancellationTokenSource();
        var sending = Enumerable.Range(0, Many).Select(_ => transport.SendAsync(Outgoing.Marketing, cancel.Token).AsTask()).ToArray();
        await server.UntilAsync(s => s.Hanging == Many);
        ThreadPool.ThreadCount.Should().BeLessThan(Many / 2, "so many waits must not hold as many threads");
        await cancel.CancelAsync();
        (await Task.WhenAll(sending)).Should().OnlyContain(outcome => outcome.Kind == SendOutcomeKind.Unknown);
    }

    private static async Task ShouldStopAtOnceAsync(Func<Script> script, Action<SmtpOptions> configure, OutgoingMessage message,
        SendOutcomeKind kind)
    {
        await using var server = new ScriptedServer(script());
        await using var transport = To(server, configure);
        await ShouldStopAtOnceAsync(transport, message, kind, server.UntilAsync(s => s.Hanging == 1));
    }

    private static async Task ShouldStopAtOnceAsync(SmtpTransport transport, OutgoingMessage message, SendOutcomeKind kind, Task? there =
        null)
    {
        using var cancel = new CancellationTokenSource();
        var sending = transport.SendAsync(message, cancel.Token).AsTask();
        await (there ?? Task.CompletedTask);
        sending.IsCompleted.Should().BeFalse();
        await cancel.CancelAsync();
        var outcome = await sending.WaitAsync(Patience);
        outcome.Kind.Should().Be(kind, outcome.Detail);
        outcome.Detail.Should().ContainEquivalentOf("cancelled");
    }

    private static SmtpTransport To(ScriptedServer server, Action<SmtpOptions>? configure = null) => Transports.To(server, o =>
    {
        o.Timeouts = Transports.Short(Never);
        configure?.Invoke(o);
    });
}
