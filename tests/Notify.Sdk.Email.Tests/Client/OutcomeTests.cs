using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Client;

public sealed class OutcomeTests
{
    private const string Stepwise = "250-test.example\r\n250 SIZE";

    public static TheoryData<Delivery, bool> Ways { get; } = new()
    {
        { Delivery.Whole, true }, { Delivery.PerLine, true }, { Delivery.PerByte, true },
        { Delivery.Whole, false }, { Delivery.PerLine, false }, { Delivery.PerByte, false },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_message_that_the_server_takes_is_accepted_with_its_words(Delivery delivery, bool pipelining)
    {
        await using var server = new ScriptedServer(delivery, Script.Open(pipelining ? Script.Everything : Stepwise)
            .Take("250-2.0.0 thanks\r\n250 2.0.0 Ok: queued as ABC123").Quit());
        await using (var transport = Transports.To(server))
        {
            var outcome = await transport.SendAsync(Outgoing.Marketing, default);
            outcome.Kind.Should().Be(SendOutcomeKind.Accepted);
            outcome.Detail.Should().Be("250 2.0.0 thanks 2.0.0 Ok: queued as ABC123");
            outcome.ProviderId.Should().Be("ABC123");
        }

        await server.EndAsync();
        server.Heard.Single(line => line.StartsWith("MESSAGE", StringComparison.Ordinal)).Should().Contain("Subject: Your order\r\n")
            .And.Contain("Message-ID: <d1.email@shop.example>\r\n");
    }

    [Fact]
    public async Task The_envelope_tells_size_id_and_reports()
    {
        await using var server = new ScriptedServer(Script.Open().Take());
        await using var transport = Transports.To(server, o => o.ReturnPathFor = m => $"bounce+{m.Delivery}@shop.example");
        await transport.SendAsync(Outgoing.Marketing, default);
        server.Heard[0].Should().Be("EHLO [127.0.0.1]");
        server.Heard[1].Should().MatchRegex("^MAIL FROM:<bounce\\+d1@shop\\.example> SIZE=[0-9]+ ENVID=d1\\.email RET=HDRS$");
        server.Heard[2].Should().Be("RCPT TO:<ann@example.com> NOTIFY=FAILURE,DELAY ORCPT=rfc822;ann@example.com");
        server.Heard[4].Should().NotContain("bounce");
    }

    [Theory]
    [InlineData("MAIL", true)]
    [InlineData("RCPT", true)]
    [InlineData("MAIL", false)]
    [InlineData("RCPT", false)]
    public async Task A_354_that_nobody_asked_for_never_begins_a_message(string step, bool pipelining)
    {
        var script = Script.Open(pipelining ? Script.Everything : Stepwise).Hear("MAIL", step == "MAIL" ? "354 go" : "250 ok");
        script = step == "MAIL" && !pipelining ? script : script.Hear("RCPT", step == "RCPT" ? "354 go" : "250 ok");
        await using var server = new ScriptedServer(script.Hear("RSET", "250 ok").Quit());
        await using (var transport = Transports.To(server))
        {
            (await transport.SendAsync(Outgoing.Marketing, default)).Should()
                .BeEquivalentTo(new { Kind = SendOutcomeKind.Deferred, Scope = RejectionScope.Message });
        }

        await server.EndAsync();
    }

    [Fact]
    public async Task The_null_sender_is_possible()
    {
        await using var server = new ScriptedServer(Script.Open(Stepwise).Take());
        await using var transport = Transports.To(server, o => (o.ReturnPath, o.LocalName) = ("", "app.shop.example"));
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        server.Heard[0].Should().Be("EHLO app.shop.example");
        server.Heard[1].Should().Be("MAIL FROM:<>");
    }

    [Theory]
    [InlineData("550 5.1.1 <ann@example.com>: no such user", SendOutcomeKind.Rejected, true)]
    [InlineData("550-5.1.1 The account does not exist.\r\n550 5.1.1 gsmtp", SendOutcomeKind.Rejected, true)]
    [InlineData("550 5.2.1 disabled", SendOutcomeKind.Rejected, true)]
    [InlineData("556 5.1.10 null MX", SendOutcomeKind.Rejected, true)]
    [InlineData("552 5.2.2 mailbox full", SendOutcomeKind.Rejected, false)]
    [InlineData("550 5.7.1 you are on a blocklist", SendOutcomeKind.Rejected, false)]
    [InlineData("550 no such user", SendOutcomeKind.Rejected, false)]
    [InlineData("450 4.2.0 greylisted", SendOutcomeKind.Deferred, false)]
    [InlineData("421 4.3.2 going down", SendOutcomeKind.Deferred, false)]
    [InlineData("530 5.7.0 log in first", SendOutcomeKind.Deferred, false)]
    public async Task A_refused_recipient_is_told_apart(string reply, SendOutcomeKind kind, bool suppress)
    {
        foreach (var script in new[]
        {
            Script.Open(Stepwise).Hear("MAIL", "250 ok").Hear("RCPT", reply).Hear("RSET", "250 ok").Hang(),
            Script.Open().Hear("MAIL", "250 ok").Hear("RCPT", reply).Hear("RSET", "250 ok").Hang(),
        })
        {
            await using var server = new ScriptedServer(script);
            await using var transport = Transports.To(server);
            var outcome = await transport.SendAsync(Outgoing.Marketing, default);
            outcome.Kind.Should().Be(kind);
            (outcome.Scope == RejectionScope.Address).Should().Be(suppress);
            outcome.Detail.Should().StartWith($"RCPT at 127.0.0.1:{server.Port}: {reply[..3]}").And.NotContain("ann");
        }
    }

    [Theory]
    [InlineData("MAIL", "550 5.1.1 bad sender", SendOutcomeKind.Rejected)]
    [InlineData("MAIL", "451 4.3.0 later", SendOutcomeKind.Deferred)]
    [InlineData("MAIL", "535 5.7.8 who are you", SendOutcomeKind.Deferred)]
    [InlineData("DATA", "554 5.1.1 no", SendOutcomeKind.Rejected)]
    [InlineData("DATA", "451 4.3.0 later", SendOutcomeKind.Deferred)]
    [InlineData("DATA", "250 what", SendOutcomeKind.Deferred)]
    [InlineData("dot", "554 5.7.1 spam", SendOutcomeKind.Rejected)]
    [InlineData("dot", "550 5.1.1 too late to know", SendOutcomeKind.Rejected)]
    [InlineData("dot", "452 4.3.1 disk full", SendOutcomeKind.Deferred)]
    [InlineData("dot", "421 4.3.0 closing", SendOutcomeKind.Deferred)]
    [InlineData("dot", "354 again", SendOutcomeKind.Unknown)]
    [InlineData("dot", "garbage", SendOutcomeKind.Unknown)]
    public async Task A_refusal_at_another_step_never_condemns_the_address(string step, string reply, SendOutcomeKind kind)
    {
        var script = Script.Open(Stepwise).Hear("MAIL", step == "MAIL" ? reply : "250 ok");
        script = step == "MAIL" ? script : script.Hear("RCPT", "250 ok").Hear("DATA", step == "DATA" ? reply : "354 go");
        script = step == "dot" ? script.Message(reply) : script;
        await using var server = new ScriptedServer(script.Hear("RSET", "250 ok").Hang());
        await using var transport = Transports.To(server);
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(kind);
        outcome.Scope.Should().Be(RejectionScope.Message);
    }

    public static TheoryData<string, SendOutcomeKind> Disconnects { get; } = new()
    {
        { "connect", SendOutcomeKind.Deferred }, { "greeting", SendOutcomeKind.Deferred }, { "ehlo", SendOutcomeKind.Deferred },
        { "mail", SendOutcomeKind.Deferred }, { "rcpt", SendOutcomeKind.Deferred }, { "data", SendOutcomeKind.Deferred },
            { "go", SendOutcomeKind.Deferred },
        { "dot", SendOutcomeKind.Unknown }, { "half", SendOutcomeKind.Unknown },
    };

    [Theory]
    [MemberData(nameof(Disconnects))]
    public async Task A_lost_connection_is_unknown_after_the_dot_and_deferred_before(string when, SendOutcomeKind kind)
    {
        foreach (var capabilities in new[] { Script.Everything, Stepwise })
        {
            await using var server = new ScriptedServer(Until(when, capabilities).Close());
            await using var transport = Transports.To(server);
            var large = Outgoing.Marketing with { Content = new RenderedMessage("en", "s", new string('x', 8_000_000), null) };
            var outcome = await transport.SendAsync(when == "go" ? large : Outgoing.Marketing, default);
            outcome.Kind.Should().Be(kind, outcome.Detail);
            outcome.Detail.Should().Contain($"127.0.0.1:{server.Port}").And.NotContain("ann");
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_defers()
    {
        var options = Transports.Configured(Transports.ClosedPort());
        await using var transport = new SmtpTransport(Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System,
            new LogSink());
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        outcome.Detail.Should().Contain("refused");
    }

    [Theory]
    [InlineData("554 5.3.2 no service here")]
    [InlineData("550 5.7.1 your address is blocked")]
    [InlineData("421 4.7.0 too many connections")]
    [InlineData("garbage")]
    public async Task A_refusal_of_the_connection_is_not_held_against_the_person(string greeting)
    {
        await using var server = new ScriptedServer(new Script().Say(greeting).Hang());
        await using var transport = Transports.To(server);
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Deferred);
    }

    [Fact]
    public async Task A_server_without_ehlo_is_spoken_to_in_old_words()
    {
        await using var server = new ScriptedServer(new Script().Say("220 old").Hear("EHLO", "502 what").Hear("HELO", "250 old").Take());
        await using var transport = Transports.To(server);
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        server.Heard[2].Should().Be("MAIL FROM:<news@shop.example>");
    }

    [Fact]
    public async Task A_message_beyond_the_servers_size_is_refused_before_a_command()
    {
        await using var server = new ScriptedServer(Script.Open("250-x\r\n250 SIZE 600").Take());
        await using var transport = Transports.To(server);
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Rejected);
        outcome.Detail.Should().Contain("600").And.Contain("SIZE");
        outcome.Scope.Should().Be(RejectionScope.Message);
        server.Heard.Should().Equal("EHLO [127.0.0.1]");
    }

    [Fact]
    public async Task A_message_of_five_kilobytes_passes_a_server_that_takes_ten()
    {
        await using var server = new ScriptedServer(Script.Open("250-x\r\n250 SIZE 10000").Take());
        await using var transport = Transports.To(server);
        var message = Outgoing.Marketing with { Content = new("en", "s", new string('x', 2200), $"<p>{new string('y', 2200)}</p>") };
        (await transport.SendAsync(message, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        var declared = server.Heard.Single(line => line.StartsWith("MAIL", StringComparison.Ordinal)).Split("SIZE=")[1];
        declared.Should().Be((server.Heard[^1].Length - "MESSAGE ".Length).ToString(System.Globalization.CultureInfo.InvariantCulture),
            "no dot begins a line in it");
    }

    [Fact]
    public async Task An_international_address_needs_a_server_for_it()
    {
        var message = Outgoing.Marketing
            with
        { To = new() { Key = new(AddressKind.Email, "jörg@example.com"), Deliverable = "jörg@bücher.example" } };
        await using var server = new ScriptedServer(Script.Open(Stepwise).Hang(), Script.Open().Take());
        await using (var transport = Transports.To(server))
        {
            var outcome = await transport.SendAsync(message, default);
            outcome.Kind.Should().Be(SendOutcomeKind.Rejected);
            outcome.Detail.Should().Contain("SMTPUTF8").And.NotContain("jörg");
        }

        await using var second = Transports.To(server);
        (await second.SendAsync(message, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        server.Heard.Should().Contain(line => line.StartsWith("MAIL", StringComparison.Ordinal)
            && line.Contains(" SMTPUTF8", StringComparison.Ordinal));
        server.Heard.Should().Contain("RCPT TO:<jörg@bücher.example>");
    }

    [Fact]
    public async Task A_servers_words_are_shown_without_addresses()
    {
        await using var server = new ScriptedServer(Script.Open(Stepwise).Hear("MAIL", "250 ok")
            .Hear("RCPT", "550 5.1.1 <Ann@Example.com> ann unknown; ann+40example.com mailto:x@y.example \u202eevil").Hang());
        await using var transport = Transports.To(server);
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Detail.Should().EndWith("550 5.1.1 <[address]> [address] unknown; [address] mailto:[address] ?evil");
    }

    [Fact]
    public async Task Another_channel_is_rejected()
    {
        await using var server = new ScriptedServer();
        await using var transport = Transports.To(server);
        (await transport.SendAsync(Outgoing.Marketing with { Channel = DeliveryChannel.Sms }, default)).Kind.Should()
            .Be(SendOutcomeKind.Rejected);
        transport.Name.Should().Be("smtp");
    }

    [Fact]
    public async Task A_failing_function_of_the_options_defers()
    {
        await using var server = new ScriptedServer();
        await using var transport = Transports.To(server, o => o.ReturnPathFor = _ =>
            throw new InvalidOperationException("ann@example.com"));
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        outcome.Detail.Should().Contain("InvalidOperationException").And.NotContain("ann");
    }

    internal static Script Until(string when, string capabilities = Stepwise)
    {
        var pipelining = capabilities.Contains("PIPELINING", StringComparison.Ordinal);
        var script = new Script();
        if (when == "connect") return script;
        script.Say("220 x");
        if (when == "greeting") return script;
        script.Hear("EHLO");
        if (when == "ehlo") return script;
        script.Say(capabilities).Hear("MAIL");
        if (when == "mail") return script;
        script.Say("250 ok").Hear("RCPT");
        if (when == "rcpt") return script;
        script.Say("250 ok").Hear("DATA");
        if (when == "data") return script;
        script.Say("354 go");
        if (when == "go") return script;
        script.Message(null);
        return when == "half" ? script.SayRaw("250-half a rep") : script;
    }
}
