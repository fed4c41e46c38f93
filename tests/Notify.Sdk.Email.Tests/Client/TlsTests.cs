using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Client;

public sealed class TlsTests
{
    [Fact]
    public async Task Implicit_tls_protects_from_the_first_octet()
    {
        await using var server = new ScriptedServer(new Script().Tls(Certificates.Good).Say("220 x").Hear("EHLO", Script.Everything)
            .Take().Quit());
        await using (var transport = Transports.To(server, o => o.Trust(SmtpSecurity.ImplicitTls, Certificates.Good)))
        {
            (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        }

        await server.EndAsync();
    }

    [Fact]
    public async Task After_starttls_the_server_is_greeted_again_and_only_the_second_announcement_counts()
    {
        await using var server = new ScriptedServer(Script.Open("250-x\r\n250-STARTTLS\r\n250-AUTH PLAIN\r\n250 SIZE 1")
            .Hear("STARTTLS", "220 go").Tls(Certificates.Good)
            .Hear("EHLO", Script.Everything).Take().Quit());
        await using (var transport = Transports.To(server, o => o.Trust(SmtpSecurity.StartTls, Certificates.Good)))
        {
            (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
            (await Task.FromResult(transport.RestingConnections)).Should().Be(1);
        }

        await server.EndAsync();
    }

    [Theory]
    [InlineData("250 x", null)]
    [InlineData("250-x\r\n250 XXXXXXXX", null)]
    [InlineData("250-x\r\n250 STARTTLS", "454 4.7.0 not now")]
    [InlineData("250-x\r\n250 STARTTLS", "502 5.5.1 no")]
    public async Task Without_starttls_nothing_is_sent(string capabilities, string? reply)
    {
        var script = Script.Open(capabilities);
        await using var server = new ScriptedServer((reply is null ? script : script.Hear("STARTTLS", reply)).Hang());
        var log = new LogSink();
        await using var transport = Transports.To(server, o => (o.Security, o.UserName, o.Password) = (SmtpSecurity.StartTls, "u", "p"),
            log);
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        outcome.Detail.Should().Contain("STARTTLS");
        server.Heard.Should().NotContain(line => line.StartsWith("MAIL", StringComparison.Ordinal)
            || line.StartsWith("AUTH", StringComparison.Ordinal));
        log.Entries.Should().ContainSingle(entry => entry.Level == Microsoft.Extensions.Logging.LogLevel.Error);
    }

    [Theory]
    [InlineData("220 go\r\n250-injected\r\n250 AUTH PLAIN\r\n")]
    [InlineData("220 go\r\n2")]
    public async Task Octets_that_come_with_the_answer_to_starttls_are_an_attack(string reply)
    {
        await using var server = new ScriptedServer(Script.Open("250-x\r\n250 STARTTLS").Hear("STARTTLS").SayRaw(reply).Hang());
        await using var transport = Transports.To(server, o => o.Trust(SmtpSecurity.StartTls, Certificates.Good));
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        outcome.Detail.Should().Contain("attack");
        server.Heard.Should().HaveCount(2);
    }

    public static TheoryData<string, SmtpSecurity> BadCertificates { get; } = new()
    {
        { "of another host", SmtpSecurity.ImplicitTls }, { "of another host", SmtpSecurity.StartTls },
        { "expired", SmtpSecurity.ImplicitTls }, { "expired", SmtpSecurity.StartTls },
        { "not valid yet", SmtpSecurity.ImplicitTls }, { "not valid yet", SmtpSecurity.StartTls },
        { "signed by itself", SmtpSecurity.ImplicitTls }, { "signed by itself", SmtpSecurity.StartTls },
    };

    [Theory]
    [MemberData(nameof(BadCertificates))]
    public async Task A_bad_certificate_is_refused_and_told_with_step_host_and_remedy(string fault, SmtpSecurity security)
    {
        var certificate = fault switch
        {
            "of another host" => Certificates.OtherHost,
            "expired" => Certificates.Expired,
            "not valid yet" => Certificates.NotYet,
            _ => Certificates.Good,
        };
        var script = security == SmtpSecurity.ImplicitTls ? new Script() : Script.Open("250-x\r\n250 STARTTLS").Hear("STARTTLS", "220 go");
        await using var server = new ScriptedServer(script.Tls(certificate).Say("220 x").Hear("EHLO", Script.Everything).Take());
        var log = new LogSink();
        await using var transport = Transports.To(server, o =>
        {
            (o.UserName, o.Password) = ("me@shop.example", "hunter2");
            if (fault == "signed by itself")
                o.Security = security; // nobody vouches for it
            else
                o.Trust(security, certificate);
        }, log);
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Should().BeEquivalentTo(new { Kind = SendOutcomeKind.Deferred, Scope = RejectionScope.Message });
        outcome.Detail.Should().StartWith($"the TLS handshake at 127.0.0.1:{server.Port}: ").And.Contain("certificate")
            .And.Contain("TrustedRoots").And.NotContain("hunter2").And.NotContain("me@shop");
        log.Entries.Should().ContainSingle().Which.Level.Should().Be(Microsoft.Extensions.Logging.LogLevel.Error);
        server.Heard.Should().NotContain(line => line.StartsWith("MAIL", StringComparison.Ordinal)
            || line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_speaks_no_tls_on_the_tls_port_defers()
    {
        await using var server = new ScriptedServer(Script.Open().Hang());
        await using var transport = Transports.To(server, o => o.Trust(SmtpSecurity.ImplicitTls, Certificates.Good));
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        outcome.Detail.Should().Contain("TLS handshake");
    }
}
