using System.Security.Cryptography.X509Certificates;
using Notify.Sdk.Sending;
using Notify.Sdk.Smtp.Tests.Support;

namespace Notify.Sdk.Smtp.Tests.Client;

public sealed class TlsTests
{
    [Fact]
    public async Task Implicit_tls_protects_from_the_first_octet()
    {
        await using var server = new ScriptedServer(new Script().Tls(Certificates.Good).Say("220 x").Hear("EHLO", Script.Everything).Take().Quit());
        await using (var transport = Transports.To(server, o => o.Trust(SmtpSecurity.ImplicitTls, Certificates.Good)))
        {
            (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        }

        await server.EndAsync();
    }

    [Fact]
    public async Task After_starttls_the_server_is_greeted_again_and_only_the_second_announcement_counts()
    {
        await using var server = new ScriptedServer(Script.Open("250-x\r\n250-STARTTLS\r\n250-AUTH PLAIN\r\n250 SIZE 1").Hear("STARTTLS", "220 go").Tls(Certificates.Good)
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
        await using var transport = Transports.To(server, o => (o.Security, o.UserName, o.Password) = (SmtpSecurity.StartTls, "u", "p"), log);
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        outcome.Detail.Should().Contain("STARTTLS");
        server.Heard.Should().NotContain(line => line.StartsWith("MAIL", StringComparison.Ordinal) || line.StartsWith("AUTH", StringComparison.Ordinal));
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

    [Theory]
    [InlineData(SmtpSecurity.ImplicitTls)]
    [InlineData(SmtpSecurity.StartTls)]
    public async Task A_certificate_for_another_host_is_refused(SmtpSecurity security)
    {
        var outcome = await TryAsync(security, Certificates.OtherHost, o => o.Trust(security, Certificates.OtherHost));
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        outcome.Detail.Should().Contain("certificate");
    }

    [Theory]
    [InlineData(SmtpSecurity.ImplicitTls)]
    [InlineData(SmtpSecurity.StartTls)]
    public async Task A_certificate_of_nobody_is_refused(SmtpSecurity security)
    {
        var outcome = await TryAsync(security, Certificates.Good, o => o.Security = security);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        outcome.Detail.Should().Contain("certificate");
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

    private static async Task<SendOutcome> TryAsync(SmtpSecurity security, X509Certificate2 certificate, Action<SmtpOptions> configure)
    {
        var script = security == SmtpSecurity.ImplicitTls ? new Script() : Script.Open("250-x\r\n250 STARTTLS").Hear("STARTTLS", "220 go");
        await using var server = new ScriptedServer(script.Tls(certificate).Say("220 x").Hear("EHLO", Script.Everything).Take());
        await using var transport = Transports.To(server, configure);
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        server.Heard.Should().NotContain(line => line.StartsWith("MAIL", StringComparison.Ordinal));
        return outcome;
    }
}
