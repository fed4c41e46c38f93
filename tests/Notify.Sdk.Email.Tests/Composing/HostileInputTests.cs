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
        (Emails.Plain with { ListId = value }).ShouldBeRefused("List-Id", "secret");
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
        (Emails.Plain with { From = new(address) }).ShouldBeRefused(
            "From", address.Contains("ann", StringComparison.Ordinal) ? "ann" : null);
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
    public void Inline_images_need_names_of_their_own_and_are_left_out_without_html()
    {
        var logo = Attachment.Inline("logo", "image/png", new byte[] { 1 });
        (Emails.Rich with { Attachments = [logo, logo] }).ShouldBeRefused("Attachments");
        Emails.Raw(Emails.Plain with { Attachments = [logo] }).Should().Be(Emails.Raw(Emails.Plain));
    }

    [Fact]
    public void A_date_before_1900_is_refused() => (Emails.Plain with { Date = NodaTime.Instant.MinValue }).ShouldBeRefused("Date");
}
