using System.Text.RegularExpressions;
using Notify.Sdk.Email.Composing;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Composing;

public class FileNameParameterTests
{
    [Fact]
    public void A_plain_name_is_a_quoted_filename() => Disposition("Bill 2026 (1).pdf").Should().Be("attachment; filename=\"Bill 2026 (1).pdf\"");

    [Fact]
    public void Any_other_name_is_extended_and_has_a_fallback_in_ascii() =>
        Disposition("naïve \"x\".pdf").Should().Be("attachment; filename*=utf-8''na%C3%AFve%20%22x%22.pdf; filename=\"na_ve _x_.pdf\"");

    [Fact]
    public void Any_name_is_read_back_from_its_extended_form() => Texts.Always(Texts.OneLine, text =>
    {
        var name = "é" + Texts.Clean(text).Replace('/', '_').Replace('\\', '_');
        name = name.Length <= 255 ? name : "é";
        var values = Regex.Matches(Disposition(name), @"filename\*(?:\d+\*)?=(?:utf-8'')?([^;]*)").Select(match => Uri.UnescapeDataString(match.Groups[1].Value));
        string.Concat(values).Should().Be(name);
    });

    [Fact]
    public void A_long_name_is_continued_on_short_lines_without_splitting_a_character()
    {
        var raw = Emails.Raw(Emails.Plain with { Attachments = [new(string.Concat(Enumerable.Repeat("日", 200)) + ".pdf", "application/pdf", default)] });
        raw.Split("\r\n").Should().OnlyContain(line => line.Length <= 76);
        Regex.Matches(raw, @"filename\*\d+\*=(\S*);").Should().HaveCountGreaterThan(20).And.OnlyContain(part => part.Groups[1].Value.Replace("utf-8''", "", StringComparison.Ordinal).Replace(".pdf", "", StringComparison.Ordinal).Length % 9 == 0);
    }

    [Fact]
    public void A_fallback_keeps_the_extension_and_is_at_most_60_characters()
    {
        FileNameParameter.Fallback(new string('a', 200) + ".pdf").Should().Be(new string('a', 56) + ".pdf");
        FileNameParameter.Fallback(new string('a', 255)).Should().Be(new string('a', 60));
        FileNameParameter.Fallback("日本語😀.txt").Should().Be("____.txt");
    }

    private static string Disposition(string fileName)
    {
        var raw = Emails.Raw(Emails.Plain with { Attachments = [new(fileName, "application/pdf", default)] });
        var part = raw[raw.IndexOf("Content-Type: application/pdf", StringComparison.Ordinal)..];
        return TinyDecoder.Header(part, "Content-Disposition")!;
    }
}
