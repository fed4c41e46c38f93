using System.Text;
using Notify.Sdk.Email.Client;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Client;

public sealed class WireTests
{
    [Theory]
    [InlineData("", ".\r\n")]
    [InlineData("a\r\n", "a\r\n.\r\n")]
    [InlineData("a", "a\r\n.\r\n")]
    [InlineData(".\r\n", "..\r\n.\r\n")]
    [InlineData("..\r\n.a\r\n", "...\r\n..a\r\n.\r\n")]
    [InlineData("a.b\r\n\r\n.\r\n", "a.b\r\n\r\n..\r\n.\r\n")]
    public void A_dot_that_begins_a_line_is_doubled(string message, string wire)
    {
        for (var size = 1; size <= Math.Max(1, message.Length); size++)
        {
            Stuff(message, size).Should().Be(wire);
        }
    }

    [Theory]
    [InlineData("a\n.\nMAIL FROM:<x@y.example>\r\n")]
    [InlineData("a\r.\rMAIL\r\n")]
    [InlineData("a\n.\r\nMAIL\r\n")]
    [InlineData("a\r\n.\rMAIL\r\n")]
    [InlineData("a\r\n.\nMAIL\r\n")]
    [InlineData("a\r\r\n.\r\n")]
    [InlineData("a\0b\r\n")]
    [InlineData("a\r")]
    public void The_shapes_of_smuggling_do_not_reach_the_wire(string message)
    {
        for (var size = 1; size <= message.Length; size++)
        {
            FluentActions.Invoking(() => Stuff(message, size)).Should().Throw<FormatException>();
        }
    }

    [Fact]
    public void Every_text_that_the_writer_writes_is_clean_on_the_wire_and_unstuffs_to_itself() => Texts.Always(Texts.ManyLines, text =>
    {
        var email = Emails.Plain with { TextBody = text, HtmlBody = $"<p>{text}</p>\n.\n\r.\r" };
        var raw = Emails.Raw(email);
        var wire = Stuff(raw, 1000);
        wire.Should().EndWith("\r\n.\r\n");
        wire[..^5].Should().NotContain("\r\n.\r\n");
        Unstuff(wire).Should().Be(raw);
    });

    [Fact]
    public void A_large_message_is_never_whole_in_memory()
    {
        var email = Emails.Rich with { TextBody = string.Concat(Enumerable.Repeat(".line\n", 200_000)), Attachments = [new("a.bin", "application/octet-stream", new byte[5_000_000])] };
        using var buffer = new SendBuffer();
        using var body = new MessageBody(email, buffer);
        var (pieces, largest, total) = (0, 0, 0L);
        while (!body.IsLast)
        {
            buffer.Clear();
            body.Next();
            (pieces, largest, total) = (pieces + 1, Math.Max(largest, buffer.Length), total + buffer.Length);
        }

        largest.Should().BeLessThan(64 * 1024);
        pieces.Should().BeGreaterThan(100);
        total.Should().Be(MessageSize.Count(email) + 200_000 + ".\r\n".Length, "every line began with a dot");
    }

    [Fact]
    public void The_declared_size_is_never_too_small() => Texts.Always(Texts.ManyLines, text =>
    {
        var email = Emails.Rich with { Subject = new string(text.Where(c => c is not ('\r' or '\n' or '\0')).ToArray()), TextBody = text, HtmlBody = $"{text}\n{text}" };
        MessageSize.Bound(email).Should().BeGreaterThanOrEqualTo(Emails.Octets(email).Length);
        MessageSize.Count(email).Should().Be(Emails.Octets(email).Length);
    });

    [Fact]
    public void The_declared_size_of_a_usual_message_is_close()
    {
        var email = Emails.Rich with { TextBody = new('x', 50_000), HtmlBody = new('y', 50_000), Attachments = [new("a.bin", "application/octet-stream", new byte[1_000_000])] };
        MessageSize.Bound(email).Should().BeLessThan((long)(1.2 * Emails.Octets(email).Length));
    }

    [Theory]
    [InlineData("ann@example.com\r\nDATA")]
    [InlineData("\"a\r\nRCPT TO:<evil@example.org>\"@example.com")]
    [InlineData("\"a\nb\"@example.com")]
    [InlineData("a\0@example.com")]
    public void An_address_cannot_become_a_command(string address)
    {
        using var buffer = new SendBuffer();
        var envelope = Envelope with { Recipient = address };
        FluentActions.Invoking(() => CommandWriter.Rcpt(buffer, envelope, Capabilities.None)).Should().Throw<FormatException>().Which.Message.Should().NotContain("example");
        FluentActions.Invoking(() => CommandWriter.Mail(buffer, envelope with { ReturnPath = address }, Capabilities.None)).Should().Throw<FormatException>();
        FluentActions.Invoking(() => CommandWriter.Command(buffer, "EHLO", address)).Should().Throw<FormatException>();
        FluentActions.Invoking(() => CommandWriter.Line(buffer, address)).Should().Throw<FormatException>();
    }

    [Fact]
    public void A_delivery_id_and_an_address_cannot_add_parameters()
    {
        var server = Capabilities.Read(new(250, "me\nDSN\nSIZE\nSMTPUTF8\n8BITMIME"));
        Written(b => CommandWriter.Mail(b, Envelope with { EnvelopeId = "a b=c+d\r\ne" }, server)).Should()
            .Be("MAIL FROM:<b@shop.example> SIZE=7 RET=HDRS ENVID=a+20b+3Dc+2Bd+0D+0Ae\r\n");
        Written(b => CommandWriter.Rcpt(b, Envelope with { Recipient = "a=b+c@example.com" }, server)).Should()
            .Be("RCPT TO:<a=b+c@example.com> NOTIFY=FAILURE,DELAY ORCPT=rfc822;a+3Db+2Bc@example.com\r\n");
        Written(b => CommandWriter.Rcpt(b, Envelope with { Recipient = "jörg@example.com", Reports = SmtpDeliveryReports.Never }, server)).Should()
            .Be("RCPT TO:<jörg@example.com> NOTIFY=NEVER ORCPT=utf-8;j\\x{F6}rg@example.com\r\n");
    }

    [Fact]
    public void Without_announcement_no_parameter_is_sent()
    {
        Written(b => CommandWriter.Mail(b, Envelope, Capabilities.None)).Should().Be("MAIL FROM:<b@shop.example>\r\n");
        Written(b => CommandWriter.Rcpt(b, Envelope, Capabilities.None)).Should().Be("RCPT TO:<ann@example.com>\r\n");
    }

    [Fact]
    public void Capabilities_are_read_in_any_case_and_form()
    {
        var read = Capabilities.Read(new(250, "pipelining.example\nPipelining\nsize 100\nAUTH=LOGIN\nAuth Plain xoauth2\nx-unknown a b\n\nSTARTTLS"));
        read.Pipelining.Should().BeTrue();
        read.MaxSize.Should().Be(100);
        read.StartTls.Should().BeTrue();
        read.SmtpUtf8.Should().BeFalse();
        read.Mechanisms.Should().BeEquivalentTo("LOGIN", "PLAIN", "XOAUTH2");
        Capabilities.Read(new(250, "PIPELINING")).Pipelining.Should().BeFalse("the first line is the server's name");
        Capabilities.Read(new(250, "x\nSIZE 0")).MaxSize.Should().BeNull();
        Capabilities.Read(new(250, "x\nSIZE 99999999999999999999999")).MaxSize.Should().BeNull();
    }

    private static Envelope Envelope { get; } = new()
    {
        ReturnPath = "b@shop.example", Recipient = "ann@example.com", EnvelopeId = "d1", Size = 7, Utf8Headers = false,
        Reports = SmtpDeliveryReports.Failure | SmtpDeliveryReports.Delay,
    };

    private static string Written(Action<SendBuffer> write)
    {
        using var buffer = new SendBuffer();
        write(buffer);
        return Encoding.UTF8.GetString(buffer.Written.Span);
    }

    private static string Stuff(string message, int size)
    {
        var octets = Encoding.UTF8.GetBytes(message);
        var stuffer = new DotStuffer();
        using var buffer = new SendBuffer();
        var wire = new MemoryStream();
        foreach (var piece in octets.Chunk(size))
        {
            buffer.Add(piece.AsSpan());
            stuffer.Stuff(buffer);
            wire.Write(buffer.Written.Span);
            buffer.Clear();
        }

        stuffer.End(buffer);
        wire.Write(buffer.Written.Span);
        return Encoding.UTF8.GetString(wire.ToArray());
    }

    private static string Unstuff(string wire) =>
        string.Concat(wire[..^3].Split("\r\n").Select(line => (line.StartsWith('.') ? line[1..] : line) + "\r\n"))[..^2];
}
