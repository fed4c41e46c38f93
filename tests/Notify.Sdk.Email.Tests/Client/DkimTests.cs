using System.Text;
using Notify.Sdk.Rendering;
using Notify.Sdk.Sending;
using Notify.Sdk.Email.Client;
using Notify.Sdk.Email.Dkim;
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
        foreach (var text in new[] { "Hello Ann", ".\r\n..\r\n.dot\r\n\r\n\r\n", string.Concat(Enumerable.Repeat("Grüße, 日本語\n", 20_000)) })
        {
            (await transport.SendAsync(Outgoing.Marketing with { Content = new RenderedMessage("en", "Grüße", text, null) }, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        }

        var messages = Messages(server);
        var covered = messages[0][..messages[0].IndexOf(" bh=", StringComparison.Ordinal)].Replace("\r\n ", "", StringComparison.Ordinal);
        covered.Should().StartWith("DKIM-Signature: ").And.Contain(":List-Unsubscribe:List-Unsubscribe-Post");
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
    public async Task The_declared_size_counts_the_signature()
    {
        var email = Emails.Rich;
        var signer = new DkimSigner(Keys.Dkim);
        var size = Emails.Octets(email).Length + signer.Sign(email).Length;
        MessageSize.Count(email, signer).Should().Be(size);
        signer.Sign(email).Length.Should().BeLessThanOrEqualTo(signer.LongestField);

        int plain;
        await using (var server = new ScriptedServer(Script.Open().Take()))
        await using (var transport = Transports.To(server))
        {
            await transport.SendAsync(Outgoing.Marketing, default);
            plain = Messages(server)[0].Length;
        }

        await using var small = new ScriptedServer(Script.Open($"250-x\r\n250 SIZE {plain + 10}").Take());
        await using var signing = Transports.To(small, Signed);
        (await signing.SendAsync(Outgoing.Marketing, default)).Should().BeEquivalentTo(new { Kind = SendOutcomeKind.Rejected, SuppressAddress = false });
        small.Heard.Should().ContainSingle();
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2048)]
    [InlineData(4096)]
    public void The_longest_signature_is_not_longer_than_said(int bits)
    {
        using var key = System.Security.Cryptography.RSA.Create(bits);
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 60), 3)) + ".example";
        var signer = new DkimSigner(new() { Domain = domain, Selector = new string('s', 60), PrivateKeyPem = key.ExportPkcs8PrivateKeyPem() });
        var everything = Emails.Rich with
        {
            InReplyTo = "a@b.example", ReplyTo = new("help@shop.example"), ListId = "offers.shop.example", FeedbackId = "a:b:c:d",
            Unsubscribe = new(Link, new("mailto:u@shop.example")),
        };
        signer.Sign(everything).Length.Should().BeInRange(signer.LongestField / 3, signer.LongestField);
    }

    [Fact]
    public void A_large_signed_message_is_never_whole_in_memory()
    {
        using var buffer = new SendBuffer();
        using var body = new MessageBody(Emails.Plain with { TextBody = new string('x', 8_000_000) }, buffer, new DkimSigner(Keys.Dkim));
        var (before, largest) = (GC.GetAllocatedBytesForCurrentThread(), 0);
        while (!body.IsLast)
        {
            buffer.Clear();
            body.Next();
            largest = Math.Max(largest, buffer.Length);
        }

        largest.Should().BeLessThan(64 * 1024);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000_000, "the message has eight million octets");
    }

    [Fact]
    public void Signing_a_large_message_heeds_a_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        FluentActions.Invoking(() => new DkimSigner(Keys.Dkim).Sign(Emails.Plain with { TextBody = new string('x', 100_000) }, cancel.Token)).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public async Task Many_messages_at_a_time_are_signed_by_one_signer()
    {
        var signer = new DkimSigner(Keys.Dkim);
        var expected = signer.Sign(Emails.Rich);
        var signatures = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => signer.Sign(Emails.Rich))));
        signatures.Should().OnlyContain(signature => signature.SequenceEqual(expected));
    }

    private static void Signed(SmtpOptions options) => (options.Dkim, options.UnsubscribeUri) = (Keys.Dkim, _ => Link);

    private static string[] Messages(ScriptedServer server) => [.. server.Heard.Where(line => line.StartsWith("MESSAGE ", StringComparison.Ordinal))
        .Select(line => line["MESSAGE ".Length..].Replace("\r\n..", "\r\n.", StringComparison.Ordinal))];
}
