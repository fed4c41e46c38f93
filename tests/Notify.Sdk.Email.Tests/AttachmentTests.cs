using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests;

public sealed class AttachmentTests : IDisposable
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 the terms");
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_application_attaches_a_pdf_and_a_bill_of_each_persons_own()
    {
        await SendAsync<Bills>(t => t.Attach(Attachment.Of("terms.pdf", "application/pdf", Pdf))
            .Attach(Attachment.FromSource("bill.pdf", "application/pdf", "bill"))
            .Attach(Attachment.Inline("logo", "image/png", new byte[] { 1, 2, 3 })));
        var mail = MimeMessage.Load(Directory.GetFiles(_directory.Path, "*.eml").Should().ContainSingle().Subject);
        var files = mail.Attachments.OfType<MimePart>().ToDictionary(part => part.FileName!, Octets);
        files["terms.pdf"].Should().Equal(Pdf);
        Encoding.UTF8.GetString(files["bill.pdf"]).Should().Be("bill of a1");
        mail.BodyParts.OfType<MimePart>().Single(part => part.ContentId == "logo").ContentType.MimeType.Should().Be("image/png");
        mail.TextBody!.Trim().Should().Be("Your bill", "the text is derived from the HTML");
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("breaks")]
    [InlineData("nothing")]
    [InlineData("endless")]
    [InlineData("longer")]
    [InlineData("shorter")]
    public async Task Nothing_is_sent_half_when_an_attachment_cannot_be_read(string key)
    {
        await SendAsync<Bills>(t => t.Attach(Attachment.FromSource("bill.pdf", "application/pdf", key)));
        Directory.Exists(_directory.Path).Should().BeFalse("the transport was never called");
    }

    private async Task SendAsync<T>(Action<TopicBuilder> attach) where T : class, IAttachmentSource
    {
        var services = new ServiceCollection();
        services.Configure<SendingOptions>(o => o.MaxAttachmentOctets = 1_000_000);
        services.AddNotify()
            .AddPickupDirectory(o => (o.Directory, o.From) = (_directory.Path, "news@shop.example"))
            .UseAttachmentSource<T>()
            .AddTopic("bill-due", t => attach(t.Transactional().HtmlEmail("en", "Your bill", "<p>Your <b>bill</b></p>")));
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<INotifier>().SendAsync(
            new("bill-due", "k1"), [new Contact("a1") { Emails = ["ann@example.com"], Language = "en" }]);
        await provider.GetRequiredService<IDispatcher>().DispatchDueAsync();
    }

    private static byte[] Octets(MimePart part)
    {
        using var octets = new MemoryStream();
        part.Content!.DecodeTo(octets);
        return octets.ToArray();
    }

    private sealed class Bills : IAttachmentSource
    {
        public ValueTask<Stream?> OpenAsync(string key, OutgoingMessage message, CancellationToken cancellationToken) => key switch
        {
            "throws" => throw new InvalidOperationException("ann@example.com"),
            "breaks" => new(new Broken()),
            "nothing" => new((Stream?)null),
            "longer" => new(new Misstated(10)),
            "shorter" => new(new Misstated(30)),
            "endless" => new(new MemoryStream(new byte[2_000_000])),
            _ => new(new MemoryStream(Encoding.UTF8.GetBytes($"bill of {message.Account!.Value.Id}"))),
        };
    }

    private sealed class Misstated(long length) : MemoryStream(new byte[20])
    {
        public override long Length => length;
    }

    private sealed class Broken : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("gone");
    }
}
