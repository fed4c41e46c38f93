using Notify.Sdk.Email.Composing;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Composing;

public class HeaderTests
{
    [Fact]
    public void A_subject_is_read_back_as_it_was() => Texts.Always(Texts.OneLine, text =>
        TinyDecoder.DecodeWords(TinyDecoder.Header(Emails.Raw(Emails.Plain with { Subject = text }), "Subject")!)
            .Replace("\u200b", "", StringComparison.Ordinal).Should().Be(Shown(text)));

    [Fact]
    public void A_subject_is_read_back_in_a_message_with_utf8_headers() => Texts.Always(Texts.OneLine, text =>
        TinyDecoder.DecodeWords(
            TinyDecoder.Header(Emails.Raw(Emails.Plain with { To = new("jürgen@example.com"), Subject = text }), "Subject")!)
            .Replace("\u200b", "", StringComparison.Ordinal).Should().Be(Shown(text)));

    [Fact]
    public void A_long_text_of_short_words_is_folded_before_column_77()
    {
        var subject = string.Join(' ', Enumerable.Repeat("folding", 60));
        var raw = Emails.Raw(Emails.Plain with { Subject = subject });
        raw.Split("\r\n").Should().OnlyContain(line => line.Length <= 78);
        raw.Should().Contain("folding\r\n folding");
        TinyDecoder.Header(raw, "Subject").Should().Be(subject);
    }

    [Theory]
    [InlineData("Shop", "Shop <news@shop.example>")]
    [InlineData("The Shop", "The Shop <news@shop.example>")]
    [InlineData("Shop, \"best\" \\ Co.", "\"Shop, \\\"best\\\" \\\\ Co.\" <news@shop.example>")]
    [InlineData("Bäcker", "=?utf-8?b?QsOkY2tlcg==?= <news@shop.example>")]
    [InlineData("", "news@shop.example")]
    public void A_display_name_is_bare_quoted_or_encoded_as_it_needs(string name, string expected) =>
        TinyDecoder.Header(Emails.Raw(Emails.Plain with { From = new("news@shop.example", name) }), "From").Should().Be(expected);

    [Fact]
    public void A_utf8_local_part_makes_the_headers_utf8()
    {
        var message = Emails.Plain with { To = new("jürgen@bücher.example"), Subject = "Grüße" };
        message.RequiresSmtpUtf8.Should().BeTrue();
        var raw = Emails.Raw(message);
        TinyDecoder.Header(raw, "To").Should().Be("jürgen@bücher.example");
        TinyDecoder.DecodeWords(TinyDecoder.Header(raw, "Subject")!).Should().Be("Grüße");
    }

    [Fact]
    public void A_utf8_domain_alone_is_written_in_ascii_and_needs_no_smtputf8()
    {
        var message = Emails.Plain with { To = new("ann@bücher.example") };
        message.RequiresSmtpUtf8.Should().BeFalse();
        TinyDecoder.Header(Emails.Raw(message), "To").Should().Be("ann@xn--bcher-kva.example");
    }

    [Fact]
    public void A_message_without_utf8_addresses_is_7_bit() => Texts.Always(Texts.ManyLines, text =>
        Emails.Octets(
            Emails.Rich with { Subject = OneLine(text), TextBody = text, HtmlBody = text, From = new("news@shop.example", OneLine(text)) })
            .Should().OnlyContain(octet => octet < 128 && octet != 0));

    [Fact]
    public void The_date_is_in_utc_with_a_zone() =>
        TinyDecoder.Header(Emails.Raw(Emails.Plain), "Date").Should().Be("Mon, 2 Nov 2026 03:04:05 +0000");

    [Fact]
    public void Vacation_programs_are_told_not_to_answer()
    {
        var raw = Emails.Raw(Emails.Plain);
        TinyDecoder.Header(raw, "Auto-Submitted").Should().Be("auto-generated");
        TinyDecoder.Header(raw, "X-Auto-Response-Suppress").Should().Be("All");
    }

    [Fact]
    public void A_list_id_is_written() =>
        TinyDecoder.Header(Emails.Raw(Emails.Plain with { ListId = "news.shop.example" }), "List-Id").Should().Be("<news.shop.example>");

    [Fact]
    public void Nothing_of_a_message_leaks_through_ToString()
    {
        object[] values = [Emails.Rich, Emails.Rich.To, Emails.Rich.Attachments[0], Emails.Rich.Attachments[1],
            new UnsubscribeLinks(new("https://x.example/ann"))];
        values.Select(value => value.ToString()).Should().OnlyContain(
            text => !text!.Contains("ann", StringComparison.OrdinalIgnoreCase) && !text.Contains("bill", StringComparison.Ordinal));
    }

    // Blanks at the ends go, and an encoded-word that nobody meant is broken up by a space of no width.
    private static string Shown(string text) => Texts.Clean(text.Trim()).Replace("\u200b", "", StringComparison.Ordinal);

    private static string OneLine(string text) => text.Replace("\r", "", StringComparison.Ordinal)
        .Replace("\n", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal);
}
