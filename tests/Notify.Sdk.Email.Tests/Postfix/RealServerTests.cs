using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Notify.Sdk.Email.Inbound;
using Notify.Sdk.Email.Composing;
using Notify.Sdk.Email.Tests.Support;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Email.Tests.Postfix;

/// <summary>What is written goes through a real Postfix into a Maildir; what comes back is read.</summary>
public sealed class RealServerTests(PostfixServer server) : IClassFixture<PostfixServer>
{
    private static readonly Instant Arrived = Instant.FromUtc(2026, 11, 2, 4, 0);
    private static readonly VerpAddress Verp = new("bounce@mail.test", "0123456789abcdef"u8.ToArray());

    [SkippableFact]
    public async Task A_rich_message_arrives_octet_for_octet_and_is_read_as_it_was_meant()
    {
        var message = Emails.Rich with
        {
            To = new("ann@mail.test", "Änn"),
            Subject = "Ihre Rechnung für März: 日本語 und 😀",
            TextBody = "Grüße\n.\n..\n.leading dot\nFrom here\n \n",
            Attachments =
                [Emails.Rich.Attachments[0], Attachment.Of("Rechnung März.pdf", "application/pdf",
                new byte[] { 0, 13, 10, 46, 13, 10, 255 }), Attachment.Of("big.bin", "application/octet-stream", new byte[300_000])],
            Unsubscribe = new(new($"https://shop.example/u/{new string('t', 700)}")),
        };
        var arrived = await SendAsync("ann", message);
        var parsed = await ParseAsync(arrived);
        parsed.Defects.Should().BeEmpty();
        parsed.SubjectText.Should().Be(message.Subject);
        parsed.To.DisplayName.Should().Be("Änn");
        parsed.Leaves[0].Text.Should().Be(Texts.Canonical(message.TextBody));
        parsed.Leaves[1].Text.Should().Be(Texts.Canonical(message.HtmlBody!));
        parsed.Leaves.Skip(3).Zip(message.Attachments.Skip(1)).Should().OnlyContain(pair =>
            pair.First.FileName == pair.Second.Name && pair.First.Octets.SequenceEqual(pair.Second.Content.ToArray()));
        parsed.Headers["list-unsubscribe"].Trim().Should().Be($"<https://shop.example/u/{new string('t', 700)}>");
    }

    [SkippableFact]
    public async Task A_message_to_a_utf8_address_arrives()
    {
        var message = Emails.Rich with { To = new("jörg@mail.test", "Jörg"), Subject = "Grüße, 日本語", TextBody = "Größe" };
        message.RequiresSmtpUtf8.Should().BeTrue();
        var parsed = await ParseAsync(await SendAsync("jörg", message));
        parsed.To.Address.Should().Be("jörg@mail.test");
        parsed.SubjectText.Should().Be(message.Subject);
        parsed.Leaves[0].Text.Should().Be("Größe\r\n");
    }

    [SkippableFact]
    public async Task Long_lines_arrive_whole()
    {
        var message = Emails.Plain with
        {
            To = new("long@mail.test"),
            Subject = new string('s', 5_000),
            TextBody =
            new string('x', 100_000) + "\n" + string.Concat(Enumerable.Repeat("日本語 ", 20_000))
        };
        var parsed = await ParseAsync(await SendAsync("long", message));
        parsed.SubjectText.Should().Be(message.Subject);
        parsed.Leaves[0].Text.TrimEnd('\r', '\n').Should().Be(Texts.Canonical(message.TextBody).TrimEnd('\r', '\n'));
    }

    [SkippableFact]
    public async Task Thirty_hostile_messages_arrive_octet_for_octet()
    {
        server.Require();
        var messages = Texts.ManyLines.Sample(30, new Rnd(61, 7), 300)
            .Select((body, i) => Emails.Rich with
            {
                MessageId = $"m{i}@shop.example",
                To = new("many@mail.test"),
                TextBody = "t" + body,
                HtmlBody = body
            }).ToArray();
        await using (var submitter = new Submitter(server.Port))
        {
            foreach (var message in messages)
                ShouldBeTaken(await submitter.SendAsync(Verp.Create("m"), message));
        }

        var arrived = await server.ReadAsync("many", 30);
        foreach (var message in messages)
            arrived.Count(octets => octets.AsSpan().EndsWith(Emails.Octets(message))).Should().Be(1);
    }

    [SkippableFact]
    public async Task A_signature_survives_the_server()
    {
        server.Require();
        var message = Emails.Rich with { To = new("signed@mail.test"), TextBody = "Grüße \n.\n\n\n" };
        await using var submitter = new Submitter(server.Port, new(Keys.Dkim));
        ShouldBeTaken(await submitter.SendAsync(Verp.Create("d1"), message));
        (await PythonDkim.VerifyAsync(await server.ReadAsync("signed"))).Should().Equal(true);
    }

    [SkippableFact]
    public async Task A_real_bounce_comes_back_to_its_return_path_and_is_understood()
    {
        server.Require();
        var message = Emails.Plain with { MessageId = "d1@shop.example", To = new("nobody@mail.test") };
        await using var submitter = new Submitter(server.Port);
        ShouldBeTaken(await submitter.SendAsync(Verp.Create("d1"), message));
        var bounce = InboundMail.Classify((await server.ReadAsync("bounce"))[0], options: new() { Verp = Verp });
        bounce.Should()
            .BeEquivalentTo(
            new { Kind = InboundKind.Suppress, IdempotencyKey = "d1", IsVerified = true, Status = new EnhancedStatusCode(5, 1, 1) });
        bounce.Message.Reported("Original-Envelope-Id").Should().Be("d1");
        bounce.DeliveryStatus.Should().BeEquivalentTo(new { Action = DeliveryAction.Failed, FinalRecipient = "nobody@mail.test" });
        AutoReply.IsAutomatic(bounce.Message).Should().BeTrue();
        bounce.ToReceipt(Arrived).Should().BeEquivalentTo(new { Kind = ReceiptKind.Bounced, IdempotencyKey = "d1" });
    }

    [SkippableFact]
    public async Task A_real_notice_of_success_says_delivered()
    {
        server.Require();
        var message = Emails.Plain with { MessageId = "d2@shop.example", To = new("success@mail.test"), Subject = "x" };
        await using var submitter = new Submitter(server.Port);
        ShouldBeTaken(await submitter.SendAsync("receipt@mail.test", message, MailKit.DeliveryStatusNotification.Success));
        var notice = InboundMail.Classify((await server.ReadAsync("receipt"))[0]);
        notice.Should().BeEquivalentTo(new { Kind = InboundKind.Delivered, IdempotencyKey = "d2", IsVerified = false });
    }

    [SkippableFact]
    public async Task Nothing_leaves_the_server()
    {
        server.Require();
        var message = Emails.Plain with { To = new("ann@example.com") };
        await using var submitter = new Submitter(server.Port);
        var outcome = await submitter.SendAsync(Verp.Create("d1"), message);
        outcome.Should().BeEquivalentTo(new { Kind = SendOutcomeKind.Rejected, Scope = RejectionScope.Message });
        outcome.Detail.Should().Contain("554");
    }

    private async Task<byte[]> SendAsync(string mailbox, EmailMessage message)
    {
        server.Require();
        await using var submitter = new Submitter(server.Port);
        ShouldBeTaken(await submitter.SendAsync(Verp.Create("d1"), message));
        var arrived = (await server.ReadAsync(mailbox))[0];
        arrived.AsSpan().EndsWith(Emails.Octets(message)).Should().BeTrue("a server adds fields above and changes nothing");
        return arrived;
    }

    // A real server answers with the id of its queue.
    private static void ShouldBeTaken(SendOutcome outcome)
    {
        outcome.Kind.Should().Be(SendOutcomeKind.Accepted, outcome.Detail);
        outcome.ProviderId.Should().MatchRegex("^[0-9A-Za-z]{6,}$");
    }

    private static async Task<ParsedEmail> ParseAsync(byte[] message)
    {
        using var directory = new TempDirectory();
        Directory.CreateDirectory(directory.Path);
        await File.WriteAllBytesAsync(Path.Combine(directory.Path, "0.eml"), message);
        return (await Python.ParseAsync(directory.Path)).Values.Single();
    }
}
