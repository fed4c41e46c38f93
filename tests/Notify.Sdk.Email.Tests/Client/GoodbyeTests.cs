using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Client;

/// <summary>421 may come in answer to anything (RFC 5321 section 3.8), and one message's end says nothing about another's.</summary>
public sealed class GoodbyeTests
{
    private const string Goodbye = "421 4.3.2 shutting down";

    public static TheoryData<string> Steps { get; } = ["greeting", "EHLO", "STARTTLS", "second EHLO", "AUTH", "MAIL", "RCPT", "DATA",
        "the final dot"];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_goodbye_at_any_step_defers_with_its_step_and_the_connection_is_not_used_again(string step)
    {
        await using var server = new ScriptedServer(UntilGoodbye(step).Hang(), Open().Take());
        var log = new LogSink();
        await using var transport = Transports.To(server, Configure, log);
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Should().BeEquivalentTo(new { Kind = SendOutcomeKind.Deferred, Scope = RejectionScope.Message });
        outcome.Detail.Should().Contain($"{step.Replace("second ", "", StringComparison.Ordinal)} at 127.0.0.1:{server.Port}: ")
            .And.Contain(step switch
            {
                "second EHLO" => "took too long", // what follows STARTTLS cannot be read here, and MailKit tries HELO
                "AUTH" => "421", // a server may quote the login, so its words stay out
                _ => Goodbye,
            });
        transport.RestingConnections.Should().Be(0);
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        server.Connections.Should().Be(2);
        foreach (var text in log.Entries.Select(entry => entry.Text).Append(outcome.Detail))
            text.Should().NotContainAny("hunter2", "me@shop", "ann@");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refused_recipient_says_nothing_about_the_message_before_and_after(bool pipelining)
    {
        var script = Script.Open(pipelining ? Script.Everything : "250 x").Take("250 2.0.0 Ok: queued as ONE").Hear("MAIL", "250 ok")
            .Hear("RCPT", "452 4.2.2 full");
        await using var server = new ScriptedServer(script.Hear("RSET", "250 ok").Take("250 2.0.0 Ok: queued as THREE").Quit());
        await using (var transport = Transports.To(server))
        {
            var first = await transport.SendAsync(Outgoing.Marketing, default);
            var second = await transport.SendAsync(Outgoing.Marketing
                with
            { To = new() { Key = new(AddressKind.Email, "bob@example.com"), Deliverable = "bob@example.com" } }, default);
            var third = await transport.SendAsync(Outgoing.Marketing, default);
            first.Should().BeEquivalentTo(new { Kind = SendOutcomeKind.Accepted, ProviderId = "ONE" });
            second.Kind.Should().Be(SendOutcomeKind.Deferred);
            third.Should().BeEquivalentTo(new { Kind = SendOutcomeKind.Accepted, ProviderId = "THREE" });
        }

        await server.EndAsync();
        server.Connections.Should().Be(1);
    }

    private static Script Open() => Script.Open("250-x\r\n250 STARTTLS").Hear("STARTTLS", "220 go").Tls(Certificates.Good)
        .Hear("EHLO", "250-x\r\n250 AUTH PLAIN").Hear("AUTH", "235 ok");

    private static void Configure(SmtpOptions options)
    {
        (options.UserName, options.Password) = ("me@shop.example", "hunter2");
        options.Trust(SmtpSecurity.StartTls, Certificates.Good);
    }

    private static Script UntilGoodbye(string step) => step switch
    {
        "greeting" => new Script().Say(Goodbye),
        "EHLO" => new Script().Say("220 x").Hear("EHLO", Goodbye),
        "STARTTLS" => Script.Open("250-x\r\n250 STARTTLS").Hear("STARTTLS", Goodbye),
        "second EHLO" => Script.Open("250-x\r\n250 STARTTLS").Hear("STARTTLS", "220 go").Tls(Certificates.Good).Hear("EHLO", Goodbye),
        "AUTH" => Script.Open("250-x\r\n250 STARTTLS").Hear("STARTTLS", "220 go").Tls(Certificates.Good)
            .Hear("EHLO", "250-x\r\n250 AUTH PLAIN").Hear("AUTH", Goodbye),
        "MAIL" => Open().Hear("MAIL", Goodbye),
        "RCPT" => Open().Hear("MAIL", "250 ok").Hear("RCPT", Goodbye),
        "DATA" => Open().Hear("MAIL", "250 ok").Hear("RCPT", "250 ok").Hear("DATA", Goodbye),
        _ => Open().Take(Goodbye),
    };
}
