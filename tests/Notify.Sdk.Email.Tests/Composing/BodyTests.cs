using System.Text;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Composing;

public class BodyTests
{
    [Fact]
    public void Any_text_is_read_back_with_its_line_breaks_made_crlf() =>
        Texts.Always(Texts.ManyLines, text => TextOf(text).Should().Be(Texts.Canonical(text)));

    [Fact]
    public void A_long_text_is_read_back_whole_across_the_pieces_it_is_written_in()
    {
        foreach (var unit in new[] { "ab cé", "日😀本", "\r\n", "x\ry\r\n", "=" })
        {
            var text = string.Concat(Enumerable.Repeat(unit, 9001));
            TextOf(text).Should().Be(Texts.Canonical(text));
            TextOf("x" + text).Should().Be(Texts.Canonical("x" + text));
        }
    }

    [Fact]
    public void A_body_line_has_at_most_78_octets_and_no_trailing_space() => Texts.Always(Texts.ManyLines, text =>
    {
        var raw = Emails.Raw(Emails.Rich with { TextBody = text, HtmlBody = text });
        TinyDecoder.Body(raw).Split("\r\n").Should().OnlyContain(line => line.Length <= 78 && !line.EndsWith(' ') && !line.EndsWith('\t'));
    });

    [Fact]
    public void No_line_has_more_than_998_octets_and_none_is_broken_by_a_bare_cr_or_lf() => Texts.Always(Texts.ManyLines, text =>
    {
        var octets =
            Emails.Octets(
            Emails.Rich with
            {
                To = new("jürgen@example.com"),
                TextBody = text,
                HtmlBody = text,
                Subject = "日" + text.Replace('\r', ' ')
            .Replace('\n', ' ').Replace('\0', ' ')
            });
        var lines = Encoding.Latin1.GetString(octets).Split("\r\n");
        lines.Should().OnlyContain(line => line.Length <= 998 && !line.Contains('\r') && !line.Contains('\n') && !line.Contains('\0'));
        lines[^1].Should().BeEmpty();
    });

    [Fact]
    public void A_boundary_never_occurs_in_a_body() => Texts.Always(Texts.ManyLines, text =>
    {
        var raw = Emails.Raw(Emails.Rich with { TextBody = "--=_" + text, HtmlBody = text + "=_" });
        var delimiters = raw.Split("\r\n").Where(line => line.StartsWith("--=_", StringComparison.Ordinal)).ToList();
        delimiters.Should().HaveCount(3 + 3 + 3); // three levels of two parts, each with a closing delimiter
        TinyDecoder.Body(raw).Split("\r\n").Where(line => line.Contains("=_", StringComparison.Ordinal)).Should()
            .OnlyContain(line => line.StartsWith("--=_", StringComparison.Ordinal) || line.Contains("boundary=", StringComparison.Ordinal));
    });

    [Fact]
    public void Mostly_latin_text_is_quoted_printable_and_other_scripts_are_base64()
    {
        TinyDecoder.Header(Emails.Raw(Emails.Plain with { TextBody = "Ihre Bestellung ist unterwegs. Viele Grüße" }),
            "Content-Transfer-Encoding").Should().Be("quoted-printable");
        TinyDecoder.Header(Emails.Raw(Emails.Plain with { TextBody = "日本語のお知らせ" }), "Content-Transfer-Encoding").Should().Be("base64");
    }

    [Fact]
    public void The_same_message_gives_the_same_octets() => Emails.Octets(Emails.Rich).Should().Equal(Emails.Octets(Emails.Rich));

    [Fact]
    public void A_missing_text_is_derived_from_the_html()
    {
        foreach (var text in new[] { null, "", " \n" })
        {
            var raw = Emails.Raw(Emails.Plain with { TextBody = text, HtmlBody = "<p>Only <i>html</i></p>" });
            raw.Should().Contain("\r\n\r\nOnly html\r\n\r\n--");
            raw.IndexOf("text/plain", StringComparison.Ordinal).Should().BeLessThan(raw.IndexOf("text/html", StringComparison.Ordinal));
        }
    }

    private static string TextOf(string text)
    {
        var raw = Emails.Raw(Emails.Plain with { TextBody = text });
        var body = TinyDecoder.Body(raw);
        return TinyDecoder.Header(raw, "Content-Transfer-Encoding") == "base64"
            ? Encoding.UTF8.GetString(Convert.FromBase64String(body))
            : TinyDecoder.DecodeQuotedPrintable(body);
    }
}
