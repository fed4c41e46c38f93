using System.Text;
using NodaTime;
using Notify.Sdk.Email.Composing;
using Notify.Sdk.Email.Dkim;

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
        Attachments = [Attachment.Inline("logo", "image/png", new byte[] { 1, 2, 3 }),
            Attachment.Of("bill.pdf", "application/pdf", Encoding.ASCII.GetBytes("%PDF-1.7"))],
    };

    /// <summary>The octets as UTF-8 text.</summary>
    public static string Raw(EmailMessage message) => Encoding.UTF8.GetString(Octets(message));

    public static byte[] Octets(EmailMessage message, MailSigner? signer = null)
    {
        var mail = new ComposedMail(message, signer);
        using var sent = new MemoryStream();
        mail.WriteAsync(sent, default).IsCompletedSuccessfully.Should().BeTrue();
        using var measured = new MemoryStream();
        mail.Message.WriteTo(mail.Format, measured);
        measured.Length.Should().Be(mail.Size, "the declared size is exact");
        measured.ToArray().AsSpan().SequenceEqual(sent.ToArray()).Should().BeTrue("what is encoded while it is sent is the same");
        return measured.ToArray();
    }

    /// <summary>Expects a refusal that names the field and repeats nothing of the value.</summary>
    public static void ShouldBeRefused(this EmailMessage message, string header, string? secret = null)
    {
        var fault = FluentActions.Invoking(() => new ComposedMail(message)).Should().Throw<MimeFormatException>().Which;
        fault.Message.Should().StartWith(header + ": ");
        if (secret is not null)
        {
            fault.ToString().Should().NotContain(secret);
        }
    }
}
