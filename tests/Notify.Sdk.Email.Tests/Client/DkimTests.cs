using System.Text;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Client;

/// <summary>Messages that the transport signs, as they arrive.</summary>
public sealed class DkimTests
{
    private static readonly Uri Link = new("https://shop.example/u/t");

    [SkippableFact]
    public async Task What_arrives_is_signed_with_its_unsubscribe_headers_and_a_changed_one_does_not_verify()
    {
        await using var server = new ScriptedServer(Script.Open().Take().Take().Take());
        await using var transport = Transports.To(server, Signed);
        foreach (var text in new[] { "Hello Ann", ".\r\n..\r\n.dot\r\n\r\n\r\n", string.Concat(Enumerable.Repeat("Grüße, 日本語\n", 3_000)) })
        {
            (await transport.SendAsync(Outgoing.Marketing with { Content = new RenderedMessage("en", "Grüße", text, null) }, default))
                .Kind.Should().Be(SendOutcomeKind.Accepted);
        }

        var messages = Messages(server);
        var covered = messages[0][..messages[0].IndexOf("bh=", StringComparison.Ordinal)].Replace("\r\n", "", StringComparison.Ordinal)
            .Replace("\t", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        covered.Should().StartWith("DKIM-Signature:").And.Contain(":list-unsubscribe:list-unsubscribe-post");
        var forged = messages[0].Replace("shop.example/u/t", "evil.example/u", StringComparison.Ordinal);
        (await PythonDkim.VerifyAsync([.. messages.Append(forged).Select(Encoding.UTF8.GetBytes)])).Should().Equal(true, true, true, false);
    }

    [Fact]
    public async Task Every_attempt_of_a_message_carries_the_same_signature()
    {
        await using var server = new ScriptedServer(Script.Open().Take("451 4.3.0 later").Hear("RSET", "250 ok").Take());
        await using var transport = Transports.To(server, Signed);
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Deferred);
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        Messages(server).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task The_size_that_is_compared_with_the_servers_counts_the_signature()
    {
        int plain;
        await using (var server = new ScriptedServer(Script.Open().Take()))
        await using (var transport = Transports.To(server))
        {
            await transport.SendAsync(Outgoing.Marketing, default);
            plain = Messages(server)[0].Length;
        }

        await using var small = new ScriptedServer(Script.Open($"250-x\r\n250 SIZE {plain + 10}").Take());
        await using var signing = Transports.To(small, Signed);
        (await signing.SendAsync(Outgoing.Marketing, default)).Should()
            .BeEquivalentTo(new { Kind = SendOutcomeKind.Rejected, Scope = RejectionScope.Message });
        small.Heard.Should().ContainSingle();
    }

    private static void Signed(SmtpOptions options) => (options.Dkim, options.UnsubscribeUri) = (Keys.Dkim, _ => Link);

    private static string[] Messages(ScriptedServer server) =>
        [.. server.Heard.Where(line => line.StartsWith("MESSAGE ", StringComparison.Ordinal))
        .Select(line => line["MESSAGE ".Length..].Replace("\r\n..", "\r\n.", StringComparison.Ordinal))];
}
