using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Client;

public sealed class PoolTests
{
    [Fact]
    public async Task One_connection_takes_message_after_message()
    {
        await using var server = new ScriptedServer(Script.Open().Take().Take().Take().Quit());
        await using (var transport = Transports.To(server))
        {
            for (var i = 0; i < 3; i++)
            {
                (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
            }
        }

        await server.EndAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("421 4.4.2 idle for too long")]
    [InlineData("250 unasked")]
    public async Task A_connection_that_died_at_rest_is_replaced_without_a_word(string? last)
    {
        var died = Script.Open().Take();
        died = last is null ? died : died.Say(last);
        await using var server = new ScriptedServer(died.Close(), Script.Open().Take());
        await using var transport = Transports.To(server);
        await transport.SendAsync(Outgoing.Marketing, default);
        await server.UntilAsync(s => s.Ended == 1);
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        await server.EndAsync();
        server.Connections.Should().Be(2);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("421 4.4.2 idle for too long")]
    public async Task A_connection_that_dies_at_the_next_message_is_replaced_once(string? last)
    {
        // It dies after MAIL was sent, so the poll could not see it.
        var dies = Script.Open("250 x").Take().Hear("MAIL", last).Close();
        await using var server = new ScriptedServer(dies, Script.Open("250 x").Hear("MAIL").Close());
        await using var transport = Transports.To(server);
        await transport.SendAsync(Outgoing.Marketing, default);
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred, "the second connection dies too, and there is no third");
        await server.EndAsync();
        server.Connections.Should().Be(2);
    }

    [Fact]
    public async Task A_connection_that_rested_without_having_sent_anything_is_replaced_too()
    {
        var international = Outgoing.Marketing with { To = Outgoing.Marketing.To with { Deliverable = "jörg@example.com" } };
        await using var server = new ScriptedServer(Script.Open("250 x").Hear("MAIL").Close(), Script.Open("250 x").Take());
        await using var transport = Transports.To(server);
        (await transport.SendAsync(international, default)).Kind.Should().Be(SendOutcomeKind.Rejected);
        transport.RestingConnections.Should().Be(1);
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        await server.EndAsync();
    }

    [Fact]
    public async Task A_new_connection_that_dies_is_not_replaced()
    {
        await using var server = new ScriptedServer(Script.Open().Hear("MAIL").Close(), Script.Open().Take());
        await using var transport = Transports.To(server);
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Deferred);
        server.Connections.Should().Be(1);
    }

    [Theory]
    [InlineData("rcpt")]
    [InlineData("data")]
    [InlineData("dot")]
    public async Task A_connection_that_has_answered_is_not_replaced(string stage)
    {
        var dies = Script.Open("250 x").Take().Hear("MAIL", "250 ok").Hear("RCPT");
        dies = stage == "rcpt" ? dies : dies.Say("250 ok").Hear("DATA");
        dies = stage is "rcpt" or "data" ? dies : dies.Say("354 go").Message(null);
        await using var server = new ScriptedServer(dies.Close(), Script.Open("250 x").Take());
        await using var transport = Transports.To(server);
        await transport.SendAsync(Outgoing.Marketing, default);
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(stage == "dot" ? SendOutcomeKind.Unknown : SendOutcomeKind.Deferred);
        server.Connections.Should().Be(1);
        server.Heard.Count(line => line.StartsWith("MESSAGE", StringComparison.Ordinal)).Should().Be(stage == "dot" ? 2 : 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_refusal_the_conversation_is_reset_before_the_next_message(bool pipelining)
    {
        var refusal = Script.Open(pipelining ? Script.Everything : "250 x").Hear("MAIL", "250 ok").Hear("RCPT", "550 5.1.1 no");
        await using var server = new ScriptedServer(refusal.Hear("RSET", "250 ok").Take().Take().Quit());
        await using (var transport = Transports.To(server))
        {
            (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Rejected);
            (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
            (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        }

        await server.EndAsync();
    }

    [Fact]
    public async Task A_server_that_does_not_reset_is_left_for_a_fresh_connection()
    {
        await using var server = new ScriptedServer(
            Script.Open().Hear("MAIL", "250 ok").Hear("RCPT", "550 5.1.1 no").Hear("RSET", "421 bye").Close(), Script.Open().Take());
        await using var transport = Transports.To(server);
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Rejected);
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
    }

    [Fact]
    public async Task A_connection_ends_after_its_share_of_messages()
    {
        await using var server = new ScriptedServer(Script.Open().Take().Take().Quit(), Script.Open().Take().Quit());
        await using (var transport = Transports.To(server, o => o.MaxMessagesPerConnection = 2))
        {
            for (var i = 0; i < 3; i++)
            {
                (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
            }
        }

        await server.EndAsync();
    }

    [Fact]
    public async Task A_connection_says_goodbye_when_it_has_rested_long_enough()
    {
        await using var server = new ScriptedServer(Script.Open().Take().Quit());
        await using var transport = Transports.To(server, o => o.IdleTimeout = TimeSpan.FromSeconds(3));
        await transport.SendAsync(Outgoing.Marketing, default);
        transport.RestingConnections.Should().Be(1);
        await server.EndAsync();
        transport.RestingConnections.Should().Be(0);
    }

    [Fact]
    public async Task No_more_connections_than_allowed_are_opened()
    {
        await using var server = new ScriptedServer(Endless(), Endless());
        await using var transport = Transports.To(server, o => o.MaxConnections = 2);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            Task.Run(() => transport.SendAsync(Outgoing.Marketing with { IdempotencyKey = $"d{i}.email" }, default).AsTask())));
        outcomes.Should().OnlyContain(outcome => outcome.Kind == SendOutcomeKind.Accepted);
        server.Connections.Should().BeLessThanOrEqualTo(2);
        server.Heard.Where(line => line.StartsWith("MESSAGE", StringComparison.Ordinal))
            .Select(raw => TinyDecoder.Header(raw["MESSAGE ".Length..], "Message-ID")).Should().OnlyHaveUniqueItems().And.HaveCount(40);
    }

    [Fact]
    public async Task A_failed_send_gives_its_place_back()
    {
        await using var server = new ScriptedServer(Script.Open().Hear("MAIL").Close(), new Script().Say("554 no").Close(), Script.Open()
            .Take());
        await using var transport = Transports.To(server, o => o.MaxConnections = 1);
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Deferred);
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Deferred);
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
    }

    [Fact]
    public async Task A_disposed_transport_defers()
    {
        await using var server = new ScriptedServer(Script.Open().Take());
        var transport = Transports.To(server);
        await transport.DisposeAsync();
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        outcome.Detail.Should().Contain("disposed");
        await transport.DisposeAsync();
    }

    private static Script Endless()
    {
        var script = Script.Open();
        for (var i = 0; i < 40; i++)
        {
            script.Take();
        }

        return script;
    }
}
