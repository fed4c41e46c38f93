using System.Text;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

public class AttachmentTests
{
    private static readonly byte[] Plan = Encoding.ASCII.GetBytes("%PDF-1.7 the plan");

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("C:\\evil.exe")]
    [InlineData("secret\rBcc: x")]
    [InlineData("secret\nBcc: x")]
    [InlineData("secret\0x")]
    public void A_file_name_with_a_folder_or_a_line_break_is_refused(string name) =>
        Refused(() => Attachment.Of(name, "text/plain", default));

    [Theory]
    [InlineData("")]
    [InlineData("<logo>")]
    [InlineData("my logo")]
    [InlineData("secret\r\nX: y")]
    public void A_malformed_name_of_an_inline_image_is_refused(string name) => Refused(() => Attachment.Inline(name, "image/png", default));

    [Theory]
    [InlineData("pdf")]
    [InlineData("application/")]
    [InlineData("text/plain; charset=x")]
    [InlineData("text/plain\r\nX: y")]
    [InlineData("multipart/mixed")]
    [InlineData("message/rfc822")]
    public void A_malformed_media_type_is_refused(string type) => Refused(() => Attachment.Of("a", type, default));

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public void A_key_without_a_character_or_with_a_line_break_is_refused(string key) =>
        Refused(() => Attachment.FromSource("a", "text/plain", key));

    // Not as data of a theory: an attribute's text is stored as UTF-8, which has no halves.
    [Fact]
    public void Half_a_surrogate_pair_is_refused() => Refused(() => Attachment.Of("secret\uD800", "text/plain", default));

    [Fact]
    public async Task A_notification_brings_files_beside_those_of_its_topic_to_email_alone()
    {
        using var scenario = new Scenario(b => b.AddTopic("plans", t => t.Transactional().Over(DeliveryChannel.Email, DeliveryChannel.Sms)
            .Email("en", "Plan", "See the plan.").Sms("en", "See your mail.")
                .Attach(Attachment.Of("terms.pdf", "application/pdf", new byte[] { 1 }))));
        List<Attachment> files = [Attachment.Of("plan.pdf", "application/pdf", Plan)];
        Notification notification = new("plans", "plans/1") { Attachments = files };
        files.Clear();
        await scenario.SendAsync(notification, People.Ana, People.Contact("s").Phone("+12025550143"));
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Should().OnlyContain(m => m.Attachments.Count == 2);
        scenario.Mail.Calls[0].Attachments[1].Content.ToArray().Should().Equal(Plan);
        scenario.Texts.Calls.Should().OnlyContain(m => m.Attachments.Count == 0);
    }

    [Fact]
    public async Task Other_octets_under_the_same_key_are_other_content()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(With("a", 1), People.Ana);
        await scenario.SendAsync(With("a", 1), People.Ana);
        await scenario.Invoking(s => s.SendAsync(With("a", 2), People.Ana)).Should().ThrowAsync<NotifyException>()
            .WithMessage("*other content*");
    }

    [Fact]
    public async Task More_than_is_kept_and_two_images_of_one_name_are_refused_before_anything_is_planned()
    {
        using var scenario = new Scenario();
        var large = new Notification("outage", "large")
        {
            Attachments =
            [Attachment.Of("a", "text/plain", new byte[(5 * 1024 * 1024) + 1])]
        };
        await scenario.Invoking(s => s.SendAsync(large, People.Ana)).Should().ThrowAsync<NotifyException>()
            .WithMessage("*MaxKeptAttachmentOctets*FromSource*");
        var logo = Attachment.Inline("logo", "image/png", default);
        var twice = new Notification("outage", "twice") { Attachments = [logo, logo] };
        await scenario.Invoking(s => s.SendAsync(twice, People.Ana)).Should().ThrowAsync<NotifyException>().WithMessage("*same name*");
    }

    private static Notification With(string name, byte octet) =>
        new("outage", "outage/1") { Attachments = [Attachment.Of(name, "text/plain", new[] { octet })] };

    private static void Refused(Func<Attachment> make) =>
        make.Should().Throw<ArgumentException>().Which.Message.Should().NotContain("secret").And.NotContain("evil");
}
