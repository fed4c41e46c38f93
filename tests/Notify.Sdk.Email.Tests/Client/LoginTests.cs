using System.Text;
using Microsoft.Extensions.Logging;
using Notify.Sdk.Email.Client;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Client;

public sealed class LoginTests
{
    private const string Secret = "s3cret-pässword";

    [Fact]
    public async Task Plain_sends_name_and_password_at_once()
    {
        var server = await LoginAsync("AUTH LOGIN PLAIN", s => s.Hear("AUTH PLAIN ", "235 2.7.0 welcome"));
        Decode(server[1]["AUTH PLAIN ".Length..]).Should().Be($"\0me@shop.example\0{Secret}");
    }

    [Fact]
    public async Task Login_waits_to_be_asked()
    {
        var server = await LoginAsync("AUTH LOGIN", s => s.Hear("AUTH LOGIN", "334 VXNlcm5hbWU6").Hear("", "334 UGFzc3dvcmQ6")
            .Hear("", "235 ok"));
        server[1].Should().Be("AUTH LOGIN");
        Decode(server[2]).Should().Be("me@shop.example");
        Decode(server[3]).Should().Be(Secret);
    }

    [Theory]
    [InlineData(
        "AUTH OAUTHBEARER PLAIN", "OAUTHBEARER",
        "n,a=me@shop.example,\u0001host=127.0.0.1\u0001port=-1\u0001auth=Bearer token-1\u0001\u0001")]
    [InlineData("AUTH XOAUTH2 OAUTHBEARER PLAIN", "XOAUTH2", "user=me@shop.example\u0001auth=Bearer token-1\u0001\u0001")]
    public async Task A_token_is_sent_in_the_form_that_the_server_offers(string offer, string mechanism, string expected)
    {
        await using var server = new ScriptedServer(Script.Open($"250-x\r\n250 {offer}").Hear($"AUTH {mechanism} ", "235 ok").Take());
        await using var transport = Transports.To(server, o => Token(o, "token-1"));
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        Decode(server.Heard[1].Split(' ')[2]).Should().Be(expected);
    }

    [Theory]
    [InlineData("OAUTHBEARER", "AQ==")]
    [InlineData("XOAUTH2", "")]
    public async Task A_refused_token_is_acknowledged_so_that_the_server_can_say_why(string mechanism, string answer)
    {
        await using var server = new ScriptedServer(Script.Open($"250-x\r\n250 AUTH {mechanism}")
            .Hear("AUTH", "334 eyJzdGF0dXMiOiI0MDEifQ==").Hear(answer, "535 5.7.8 expired").Hang());
        var log = new LogSink();
        await using var transport = Transports.To(server, o => Token(o, "token-1"), log);
        ShouldBeLoud(await transport.SendAsync(Outgoing.Marketing, default), log, server);
        server.Heard[2].Should().Be(answer);
    }

    [Fact]
    public async Task Every_connection_asks_for_a_fresh_token()
    {
        await using var server = new ScriptedServer(
            Script.Open("250-x\r\n250 AUTH XOAUTH2").Hear("AUTH XOAUTH2 ", "235 ok").Take().Quit(),
                Script.Open("250-x\r\n250 AUTH XOAUTH2").Hear("AUTH XOAUTH2 ", "235 ok").Take().Quit());
        var count = 0;
        await using (var transport = Transports.To(server, o =>
        {
            Token(o, "");
            o.AccessToken = _ => ValueTask.FromResult($"token-{++count}");
            o.MaxMessagesPerConnection = 1;
        }))
        {
            await transport.SendAsync(Outgoing.Marketing, default);
            await transport.SendAsync(Outgoing.Marketing, default);
        }

        await server.EndAsync();
        server.Heard.Where(line => line.StartsWith("AUTH", StringComparison.Ordinal)).Select(line => Decode(line.Split(' ')[2])).Should()
            .Equal(
            "user=me@shop.example\u0001auth=Bearer token-1\u0001\u0001", "user=me@shop.example\u0001auth=Bearer token-2\u0001\u0001");
    }

    [Theory]
    [InlineData("535 5.7.8 bad credentials")]
    [InlineData("454 4.7.0 try later")]
    [InlineData("534 5.7.9 too weak")]
    [InlineData("421 4.7.0 too many errors")]
    [InlineData("250 sure")]
    public async Task A_refused_login_is_never_followed_by_mail(string reply)
    {
        await using var server = new ScriptedServer(Script.Open("250-x\r\n250 AUTH PLAIN").Hear("AUTH", reply).Take());
        var log = new LogSink();
        await using var transport = Transports.To(server, Password, log);
        ShouldBeLoud(await transport.SendAsync(Outgoing.Marketing, default), log, server);
    }

    [Theory]
    [InlineData("250 x")]
    [InlineData("250-x\r\n250 AUTH CRAM-MD5 GSSAPI XOAUTH2")]
    public async Task No_common_mechanism_is_a_fault_and_not_a_way_around(string capabilities)
    {
        await using var server = new ScriptedServer(Script.Open(capabilities).Take());
        var log = new LogSink();
        await using var transport = Transports.To(server, Password, log);
        ShouldBeLoud(await transport.SendAsync(Outgoing.Marketing, default), log, server);
        server.Heard.Should().NotContain(line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public void A_login_without_tls_must_be_said_aloud()
    {
        var options = Transports.Configured(25, o => (o.UserName, o.Password) = ("u", "p"));
        new SmtpOptionsValidator().Validate(null, options).FailureMessage.Should().Contain("AllowAuthenticationWithoutTls");
    }

    [Fact]
    public async Task Without_tls_no_password_is_sent_even_if_the_options_were_never_checked()
    {
        await using var server = new ScriptedServer(Script.Open("250-x\r\n250 AUTH PLAIN LOGIN").Hang());
        var options = Transports.Configured(server.Port, o => (o.UserName, o.Password) = ("u", Secret));
        var fault = (await FluentActions.Awaiting(() => new SmtpOpening(options).OpenAsync(international: false, default)).Should()
            .ThrowAsync<SmtpConversationException>()).Which;
        fault.NeedsOperator.Should().BeTrue();
        server.Heard.Should().Equal("EHLO [127.0.0.1]");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nb")]
    public async Task A_token_that_cannot_be_one_is_not_sent(string? token)
    {
        await using var server = new ScriptedServer(Script.Open("250-x\r\n250 AUTH XOAUTH2").Hang());
        var log = new LogSink();
        await using var transport = Transports.To(server, o => Token(o, token!), log);
        ShouldBeLoud(await transport.SendAsync(Outgoing.Marketing, default), log, server);
    }

    [Fact]
    public async Task A_token_source_that_fails_is_told_by_its_type()
    {
        await using var server = new ScriptedServer(Script.Open("250-x\r\n250 AUTH XOAUTH2").Hang());
        var log = new LogSink();
        await using var transport = Transports.To(server, o =>
        {
            Token(o, "");
            o.AccessToken = _ => throw new InvalidOperationException(Secret);
        }, log);
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        ShouldBeLoud(outcome, log, server);
        outcome.Detail.Should().Contain("InvalidOperationException");
    }

    [Theory]
    [InlineData("v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")]
    [InlineData("e=invalid-proof")]
    [InlineData("")]
    public async Task Scram_believes_no_server_without_proof(string last)
    {
        await using var server = new ScriptedServer(Script.Open("250-x\r\n250 AUTH SCRAM-SHA-256").Then(async c =>
        {
            var first = Decode((await c.NextAsync()).Split(' ')[2]);
            var nonce = first[(first.IndexOf("r=", StringComparison.Ordinal) + 2)..];
            await c.SayAsync(
                $"334 {Convert.ToBase64String(Encoding.ASCII.GetBytes($"r={nonce}server,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"))}\r\n");
            await c.NextAsync();
            await c.SayAsync($"334 {Convert.ToBase64String(Encoding.ASCII.GetBytes(last))}\r\n");
            await c.NextAsync();
            await c.SayAsync("235 2.7.0 trust me\r\n");
        }).Take());
        var log = new LogSink();
        await using var transport = Transports.To(server, Password, log);
        ShouldBeLoud(await transport.SendAsync(Outgoing.Marketing, default), log, server);
    }

    [Fact]
    public async Task Scram_comes_first_and_a_success_without_proof_is_a_fault()
    {
        await using var server = new ScriptedServer(Script.Open("250-x\r\n250 AUTH PLAIN LOGIN SCRAM-SHA-256")
            .Hear("AUTH SCRAM-SHA-256 ", "235 2.7.0 trust me").Take());
        var log = new LogSink();
        await using var transport = Transports.To(server, Password, log);
        ShouldBeLoud(await transport.SendAsync(Outgoing.Marketing, default), log, server);
        Decode(server.Heard[1].Split(' ')[2]).Should().StartWith("n,,n=me@shop.example,r=");
    }

    private static void Password(SmtpOptions options) =>
        (options.UserName, options.Password, options.AllowAuthenticationWithoutTls) = ("me@shop.example", Secret, true);

    private static void Token(SmtpOptions options, string token) =>
        (options.UserName, options.AccessToken, options.AllowAuthenticationWithoutTls) =
            ("me@shop.example", _ => ValueTask.FromResult(token), true);

    private static async Task<IReadOnlyList<string>> LoginAsync(string offer, Func<Script, Script> login)
    {
        await using var server = new ScriptedServer(login(Script.Open($"250-x\r\n250 {offer}")).Take());
        await using var transport = Transports.To(server, Password);
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        return server.Heard;
    }

    private static void ShouldBeLoud(SendOutcome outcome, LogSink log, ScriptedServer server)
    {
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred, outcome.Detail);
        log.Entries.Should().ContainSingle().Which.Level.Should().Be(LogLevel.Error);
        foreach (var text in new[] { outcome.Detail, log.Entries[0].Text })
        {
            text.Should().NotContain(Secret).And.NotContain("token-1").And.NotContain("me@shop").And.NotContain("ann");
        }

        server.Heard.Should().NotContain(line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
