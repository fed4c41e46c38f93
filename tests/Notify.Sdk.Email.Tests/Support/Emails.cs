using System.Buffers;
using System.Text;
using NodaTime;
using Notify.Sdk.Email.Composing;

namespace Notify.Sdk.Email.Tests.Support;

/// <summary>Emails to begin with, and what is written of them.</summary>
internal static class Emails
{
    public static EmailMessage Plain { get; } = new()
    {
        MessageId = "n1.email@shop.example",
        Date = Instant.FromUtc(2026, 11, 2, 3, 4, 5),
        From = new("news@shop.example", "Shop"),
        To = new("ann@example.com"),
        Subject = "Your order",
        TextBody = "Hello Ann",
    };

    public static EmailMessage Rich { get; } = Plain with
    {
        HtmlBody = "<p>Hello <b>Ann</b></p><img src=\"cid:logo\">",
        InlineResources = [new("logo", "image/png", new byte[] { 1, 2, 3 })],
        Attachments = [new("bill.pdf", "application/pdf", Encoding.ASCII.GetBytes("%PDF-1.7"))],
    };

    /// <summary>The octets as UTF-8 text.</summary>
    public static string Raw(EmailMessage message) => Encoding.UTF8.GetString(Octets(message));

    public static byte[] Octets(EmailMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        MimeWriter.Write(message, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Expects a refusal that names the field and repeats nothing of the value.</summary>
    public static void ShouldBeRefused(this EmailMessage message, string header, string? secret = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var fault = FluentActions.Invoking(() => MimeWriter.Write(message, buffer)).Should().Throw<MimeFormatException>().Which;
        fault.Header.Should().Be(header);
        fault.Message.Should().StartWith(header + ": ");
        buffer.WrittenCount.Should().Be(0);
        if (secret is not null)
        {
            fault.ToString().Should().NotContain(secret);
        }
    }
}
