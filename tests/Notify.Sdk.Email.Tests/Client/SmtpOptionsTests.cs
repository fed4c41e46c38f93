using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Notify.Sdk.Email.Tests.Client;

public sealed class SmtpOptionsTests
{
    public static TheoryData<string, Action<SmtpOptions>> Mistakes { get; } = new()
    {
        { "Host", o => o.Host = "" },
        { "Host", o => o.Host = "smtp://mail.example" },
        { "Host", o => o.Host = "mail.example\r\n" },
        { "Host", o => o.Host = "mail.example:25" },
        { "Port", o => o.Port = 0 },
        { "Port", o => o.Port = 65536 },
        { "Security", o => o.Security = (SmtpSecurity)9 },
        { "LocalName", o => o.LocalName = "a b" },
        { "TrustedRoots", o => o.TrustedRoots = [] },
        { "Timeouts", o => o.Timeouts = null! },
        { "Timeouts.FinalDot", o => o.Timeouts.FinalDot = TimeSpan.Zero },
        { "Timeouts.Connect", o => o.Timeouts.Connect = TimeSpan.FromHours(2) },
        { "AccessToken", o => (o.UserName, o.Password, o.AccessToken) = ("u", "p", _ => ValueTask.FromResult("t")) },
        { "UserName", o => o.Password = "p" },
        { "UserName", o => o.UserName = "u" },
        { "Password", o => (o.UserName, o.Password) = ("u", "") },
        { "Password", o => (o.UserName, o.Password) = ("u", "hunter2\n") },
        { "From", o => o.From = "" },
        { "From", o => o.From = "Shop <news@shop.example>" },
        { "ReplyTo", o => o.ReplyTo = "nobody" },
        { "ReturnPath", o => o.ReturnPath = "a@b@c\r\n" },
        { "FromName", o => o.FromName = "a\nb" },
        { "Reports", o => o.Reports = (MailKit.DeliveryStatusNotification)8 },
        { "Verp", o => (o.Verp, o.ReturnPath) = (new("bounce@shop.example", new byte[16]), "bounce@shop.example") },
        { "MaxConnections", o => o.MaxConnections = 0 },
        { "MaxMessagesPerConnection", o => o.MaxMessagesPerConnection = 0 },
        { "IdleTimeout", o => o.IdleTimeout = TimeSpan.FromSeconds(-1) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_and_repeats_no_secret(string property, Action<SmtpOptions> mistake)
    {
        var result = new SmtpOptionsValidator().Validate(null, Transports.Configured(25, o =>
        {
            o.Security = SmtpSecurity.StartTls;
            mistake(o);
        }));
        result.Failures.Should().ContainSingle().Which.Should().Contain($"SmtpOptions.{property}").And.NotContain("hunter2")
            .And.NotContain("news@shop");
    }

    [Fact]
    public void A_signature_of_another_domain_or_without_key_is_a_mistake()
    {
        var result = new SmtpOptionsValidator().Validate(null, Transports.Configured(25, o =>
            o.Dkim = new() { Domain = "other.example", Selector = "s", PrivateKeyPem = "hunter2" }));
        result.Failures.Should().HaveCount(2).And.Contain(f => f.Contains("SmtpOptions.From", StringComparison.Ordinal))
            .And.Contain(f => f.Contains("PrivateKeyPem", StringComparison.Ordinal))
            .And.NotContain(f => f.Contains("hunter2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls, 587)]
    [InlineData(SmtpSecurity.ImplicitTls, 465)]
    [InlineData(SmtpSecurity.None, 25)]
    public void The_port_follows_the_security(SmtpSecurity security, int port)
    {
        var options = new SmtpOptions { Host = "smtp.example.com", Security = security };
        options.EffectivePort.Should().Be(port);
        options.ToString().Should().Be($"smtp.example.com:{port}");
        new SmtpOptions().Security.Should().Be(SmtpSecurity.StartTls, "protection is the default");
    }

    [Fact]
    public void AddSmtp_registers_the_transport_and_the_probe()
    {
        var services = new ServiceCollection();
        services.AddNotify().AddSmtp(o => (o.Host, o.From) = ("smtp.example.com", "news@shop.example"));
        services.Should().ContainSingle(s => s.ServiceType == typeof(ITransport) && s.ImplementationType == typeof(SmtpTransport));
        services.Should().ContainSingle(s => s.ServiceType == typeof(SmtpProbe));
    }

    [Fact]
    public void A_transport_without_a_host_is_not_made() =>
        FluentActions.Invoking(
            () => new SmtpTransport(Options.Create(new SmtpOptions { From = "news@shop.example" }), TimeProvider.System, new LogSink()))
            .Should().Throw<OptionsValidationException>();

    [Fact]
    public async Task The_probe_says_whether_mail_could_be_sent()
    {
        await using var server = new ScriptedServer(Script.Open().Hear("NOOP", "250 2.0.0 alive").Quit(), Script.Open()
            .Hear("NOOP", "421 4.3.2 bye").Hang(), Script.Open().Hear("NOOP").Close());
        var probe = new SmtpProbe(Options.Create(Transports.Configured(server.Port)));
        (await probe.CheckAsync()).Should().Be(new SmtpProbeResult(true, $"127.0.0.1:{server.Port}: the server answers"));
        (await probe.CheckAsync()).IsHealthy.Should().BeFalse();
        (await probe.CheckAsync()).IsHealthy.Should().BeFalse();
        var nobody = new SmtpProbe(Options.Create(Transports.Configured(Transports.ClosedPort())));
        (await nobody.CheckAsync()).Detail.Should().Contain("refused");
    }
}
