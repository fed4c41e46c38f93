using System.Text.RegularExpressions;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Composing;

public class EncodedWordTests
{
    [Fact]
    public void Any_subject_is_read_back_as_it_was() => Texts.Always(Texts.OneLine, text =>
        TinyDecoder.DecodeWords(TinyDecoder.Header(Emails.Raw(Emails.Plain with { Subject = text }), "Subject")!).Should().Be(Texts.Clean(text)));

    [Fact]
    public void A_word_has_at_most_75_characters_and_its_line_at_most_76() => Texts.Always(Texts.OneLine, text =>
    {
        var head = Emails.Raw(Emails.Plain with { Subject = text + "é", From = new("news@shop.example", text + "日") }).Split("\r\n\r\n")[0];
        foreach (var line in head.Split("\r\n").Where(line => line.Contains("=?utf-8?", StringComparison.Ordinal)))
        {
            line.Length.Should().BeLessThanOrEqualTo(76);
            Regex.Matches(line, @"=\?utf-8\?\S*\?=").Should().OnlyContain(word => word.Length <= 75);
        }
    });

    [Fact]
    public void A_character_is_never_split_over_two_words()
    {
        var subject = string.Concat(Enumerable.Repeat("😀", 100));
        var words = Regex.Matches(Emails.Raw(Emails.Plain with { Subject = subject }), @"=\?utf-8\?B\?(\S*)\?=");
        words.Count.Should().BeGreaterThan(5);
        words.Should().OnlyContain(word => Convert.FromBase64String(word.Groups[1].Value).Length % 4 == 0);
    }

    [Theory]
    [InlineData("Rechnung für März", "=?utf-8?Q?Rechnung_f=C3=BCr_M=C3=A4rz?=")]
    [InlineData("日本語", "=?utf-8?B?5pel5pys6Kqe?=")]
    public void The_shorter_of_the_two_encodings_is_taken(string subject, string expected) =>
        TinyDecoder.Header(Emails.Raw(Emails.Plain with { Subject = subject }), "Subject").Should().Be(expected);

    [Fact]
    public void A_subject_that_looks_encoded_is_not_decoded_to_something_else()
    {
        var raw = TinyDecoder.Header(Emails.Raw(Emails.Plain with { Subject = "=?utf-8?Q?evil?=" }), "Subject")!;
        raw.Should().NotContain("evil?=");
        TinyDecoder.DecodeWords(raw).Should().Be("=?utf-8?Q?evil?=");
    }
}
