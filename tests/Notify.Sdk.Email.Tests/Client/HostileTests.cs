using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Client;

/// <summary>Addresses, words and servers that want something else than they say.</summary>
public sealed class HostileTests
{
    [Theory]
    [InlineData("\"a\r\nRCPT TO:<evil@example.org>\r\n\"@example.com")]
    [InlineData("ann@example.com>\r\nDATA")]
    [InlineData("\"a\nb\"@example.com")]
    [InlineData("a\0b@example.com")]
    [InlineData("ann@example.com\r")]
    public async Task A_line_break_in_an_address_opens_no_connection(string address)
    {
        await using var server = new ScriptedServer(Script.Open().Hang());
        await using var transport = Transports.To(server);
        var outcome = await transport.SendAsync(Outgoing.Marketing with { To = Outgoing.Marketing.To with { Deliverable = address } },
            default);
        outcome.Kind.Should().Be(SendOutcomeKind.Rejected);
        outcome.Detail.Should().NotContain("evil").And.NotContain("ann@");
        server.Connections.Should().Be(0);
    }

    [Fact]
    public async Task A_return_path_with_a_line_break_opens_no_connection()
    {
        await using var server = new ScriptedServer(Script.Open().Hang());
        await using var transport = Transports.To(server, o => o.ReturnPathFor = _ => "\"a\r\nDATA\"@shop.example");
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Rejected);
        server.Connections.Should().Be(0);
    }

    [Theory]
    [InlineData("\n.\nMAIL FROM:<evil@example.org>\n")]
    [InlineData("\r.\rMAIL FROM:<evil@example.org>\r")]
    [InlineData("\r\n.\r\nMAIL FROM:<evil@example.org>\r\n")]
    [InlineData("\n.\r\nMAIL FROM:<evil@example.org>\r\n")]
    public async Task A_dot_in_the_words_cannot_end_the_message(string text)
    {
        await using var server = new ScriptedServer(Script.Open().Take().Quit());
        await using (var transport = Transports.To(server))
        {
            (await transport.SendAsync(Outgoing.Marketing with { Content = new("en", "s", text, null) }, default)).Kind.Should()
                .Be(SendOutcomeKind.Accepted);
        }

        await server.EndAsync();
        server.Heard[^2].Should().StartWith("MESSAGE ").And.Contain("evil");
    }

    [Fact]
    public async Task A_line_of_five_thousand_characters_is_clean_on_the_wire()
    {
        await using var server = new ScriptedServer(Script.Open().Take());
        await using var transport = Transports.To(server);
        await transport.SendAsync(Outgoing.Marketing with { Content = new("en", "s", new string('.', 5000), null) }, default);
        server.Heard[^1]["MESSAGE ".Length..].Split("\r\n").Should().OnlyContain(line => line.Length <= 78);
    }

    [Theory]
    [InlineData("dot")]
    [InlineData("RCPT")]
    [InlineData("EHLO")]
    public async Task Ten_megabytes_of_reply_end_the_conversation_early(string step)
    {
        var flood = string.Concat(Enumerable.Repeat($"250-{new string('x', 996)}\r\n", 10_000));
        foreach (var reply in new[] { flood, new string('2', 10_000_000), flood.Replace("\r\n", "", StringComparison.Ordinal) })
        {
            var script = step == "EHLO" ? new Script().Say("220 x").Hear("EHLO").SayRaw(reply)
                : step == "RCPT" ? Script.Open("250-test.example\r\n250 SIZE").Hear("MAIL", "250 ok").Hear("RCPT").SayRaw(reply)
                : Script.Open("250-test.example\r\n250 SIZE").Hear("MAIL", "250 ok").Hear("RCPT", "250 ok").Hear("DATA", "354 go")
                    .Message(null).SayRaw(reply);
            await using var server = new ScriptedServer(script);
            await using var transport = Transports.To(server);
            var outcome = await transport.SendAsync(Outgoing.Marketing, default);
            outcome.Kind.Should().Be(step == "dot" ? SendOutcomeKind.Unknown : SendOutcomeKind.Deferred);
        }
    }
}
