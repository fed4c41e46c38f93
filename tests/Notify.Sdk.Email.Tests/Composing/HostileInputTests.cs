using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Composing;

public class HostileInputTests
{
    public static TheoryData<string> Breaks => ["\r", "\n", "\r\n", "\0"];

    [Theory]
    [MemberData(nameof(Breaks))]
    public void A_line_break_or_nul_in_any_header_value_is_refused(string bad)
    {
        var value = $"secret{bad}Bcc: evil@example.org";
        (Emails.Plain with { Subject = value }).ShouldBeRefused("Subject", "secret");
        (Emails.Plain with { From = new("news@shop.example", value) }).ShouldBeRefused("From", "secret");
        (Emails.Plain with { To = new("ann@example.com", value) }).ShouldBeRefused("To", "secret");
        (Emails.Plain with { ReplyTo = new("help@shop.example", value) }).ShouldBeRefused("Reply-To", "secret");
        (Emails.Plain with { MessageId = value }).ShouldBeRefused("Message-ID", "secret");
        (Emails.Plain with { InReplyTo = value }).ShouldBeRefused("In-Reply-To", "secret");
        (Emails.Plain with { ListId = value }).ShouldBeRefused("List-Id", "secret");
        (Emails.Plain with { FeedbackId = value }).ShouldBeRefused("Feedback-ID", "secret");
        (Emails.Plain with { Headers = [new("X-A", "fine"), new("X-Campaign", value)] }).ShouldBeRefused("X-Campaign", "secret");
        (Emails.Plain with { Headers = [new(value, "fine")] }).ShouldBeRefused("Headers[0]", "secret");
        (Emails.Plain with { Attachments = [new(value, "text/plain", default)] }).ShouldBeRefused("Attachments[0].FileName", "secret");
        (Emails.Plain with { Attachments = [new("a", $"text/plain{bad}X: y", default)] }).ShouldBeRefused("Attachments[0].MediaType");
        (Emails.Rich with { InlineResources = [new(value, "image/png", default)] }).ShouldBeRefused("InlineResources[0].ContentId", "secret");
    }

    [Theory]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("@example.com")]
    [InlineData("ann@")]
    [InlineData("ann@example.com>\r\nRCPT TO:<evil@example.org")]
    [InlineData("ann\r\n@example.com")]
    [InlineData("\"ann\r\n\"@example.com")]
    [InlineData("\"ann\0\"@example.com")]
    [InlineData("\"ann\\\\\"b\"@example.com")]
    [InlineData("\"ann\\\"@example.com")]
    [InlineData("ann@exam\rple.com")]
    [InlineData("ann smith@example.com")]
    [InlineData("ann@example.com, evil@example.org")]
    [InlineData("Ann <ann@example.com>")]
    [InlineData(".ann@example.com")]
    [InlineData("an..n@example.com")]
    [InlineData("ann.@example.com")]
    [InlineData("ann@-example.com")]
    [InlineData("ann@exa_mple.com")]
    [InlineData("ann@[127.0.0.1]x]")]
    [InlineData("ann\u202e@example.com")]
    [InlineData("ann\u200b@example.com")]
    [InlineData("ann\u00a0@example.com")]
    [InlineData("ann\ud83d@example.com")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg@example.com")]
    public void A_malformed_address_is_refused(string address)
    {
        (Emails.Plain with { To = new(address) }).ShouldBeRefused("To", address.Contains("ann", StringComparison.Ordinal) ? "ann" : null);
        (Emails.Plain with { From = new(address) }).ShouldBeRefused("From", address.Contains("ann", StringComparison.Ordinal) ? "ann" : null);
    }

    [Theory]
    [InlineData("\"ann smith\"@example.com")]
    [InlineData("\"a\\\"b\\\\\"@example.com")]
    [InlineData("o'hara+news@example.com")]
    [InlineData("Ann@Example.com")]
    [InlineData("root@localhost")]
    [InlineData("ann@[192.0.2.1]")]
    public void An_unusual_but_valid_address_is_written(string address) =>
        TinyDecoder.Header(Emails.Raw(Emails.Plain with { To = new(address) }), "To").Should().BeEquivalentTo(address);

    [Theory]
    [InlineData("Bcc")]
    [InlineData("subject")]
    [InlineData("Content-Type")]
    [InlineData("List-Unsubscribe")]
    public void A_header_that_the_writer_owns_cannot_be_added(string name) => (Emails.Plain with { Headers = [new(name, "x")] }).ShouldBeRefused(name);

    [Theory]
    [InlineData("")]
    [InlineData("X Campaign")]
    [InlineData("X:Campaign")]
    [InlineData("X-Ümlaut")]
    public void A_malformed_header_name_is_refused(string name) => (Emails.Plain with { Headers = [new(name, "x")] }).ShouldBeRefused("Headers[0]");

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("C:\\evil.exe")]
    public void A_file_name_with_a_folder_is_refused(string name) => (Emails.Plain with { Attachments = [new(name, "text/plain", default)] }).ShouldBeRefused("Attachments[0].FileName");

    [Theory]
    [InlineData("pdf")]
    [InlineData("application/")]
    [InlineData("text/plain; charset=x")]
    [InlineData("multipart/mixed")]
    [InlineData("message/rfc822")]
    public void A_malformed_media_type_is_refused(string type) => (Emails.Plain with { Attachments = [new("a", type, default)] }).ShouldBeRefused("Attachments[0].MediaType");

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character()
    {
        var raw = Emails.Raw(Emails.Plain with { Subject = "a\ud83db", TextBody = "words x\ude00y" });
        TinyDecoder.DecodeWords(TinyDecoder.Header(raw, "Subject")!).Should().Be("a\ufffdb");
        TinyDecoder.DecodeQuotedPrintable(TinyDecoder.Body(raw)).Should().Be("words x\ufffdy\r\n");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("word ")]
    [InlineData("é")]
    [InlineData("日本 ")]
    public void A_subject_of_a_hundred_thousand_characters_keeps_every_line_short(string unit)
    {
        var subject = string.Concat(Enumerable.Repeat(unit, 100_000 / unit.Length));
        foreach (var to in new[] { "ann@example.com", "jürgen@example.com" })
        {
            var raw = Emails.Raw(Emails.Plain with { Subject = subject, To = new(to) });
            raw.Split("\r\n").Should().OnlyContain(line => line.Length <= 900);
            TinyDecoder.DecodeWords(TinyDecoder.Header(raw, "Subject")!).Should().Be(subject.Trim());
        }
    }

    [Fact]
    public void A_message_without_words_is_refused() => (Emails.Plain with { TextBody = null }).ShouldBeRefused("Body");

    [Fact]
    public void Inline_resources_need_html_and_ids_of_their_own()
    {
        (Emails.Plain with { InlineResources = [new("logo", "image/png", default)] }).ShouldBeRefused("InlineResources");
        (Emails.Rich with { InlineResources = [new("logo", "image/png", default), new("logo", "image/png", default)] }).ShouldBeRefused("InlineResources[1].ContentId");
    }

    [Fact]
    public void A_date_before_1900_is_refused() => (Emails.Plain with { Date = NodaTime.Instant.MinValue }).ShouldBeRefused("Date");

    [Theory]
    [InlineData("a:b:c:d:e")]
    [InlineData("a b")]
    [InlineData("")]
    public void A_malformed_feedback_id_is_refused(string id) => (Emails.Plain with { FeedbackId = id }).ShouldBeRefused("Feedback-ID");
}
