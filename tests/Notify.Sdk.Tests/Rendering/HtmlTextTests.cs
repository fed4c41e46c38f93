using System.Diagnostics;
using Notify.Sdk.Rendering;

namespace Notify.Sdk.Tests.Rendering;

public class HtmlTextTests
{
    [Theory]
    [InlineData("<p>Hello <b>Ann</b>,</p>\n<p>your\n bill is due.</p>", "Hello Ann,\n\nyour bill is due.")]
    [InlineData("a<br>b<br/>c<br><br>d", "a\nb\nc\n\nd")]
    [InlineData("<ul><li>one</li><li>two</li></ul>end", "- one\n- two\n\nend")]
    [InlineData("<a href=\"https://x.example/p?a=1&amp;b=2\">Pay</a> now", "Pay (https://x.example/p?a=1&b=2) now")]
    [InlineData("<a class=b href='https://x.example/'>https://x.example/</a>", "https://x.example/")]
    [InlineData("<a href=#top>up</a><a href='javascript:x'> run</a>", "up run")]
    [InlineData("<head><title>T</title><style>p>a{}</style></head><body>x<script>if (a<b) {}</script>y</body>", "xy")]
    [InlineData("a <!-- <b>no</b> > --> b", "a b")]
    [InlineData("5 &lt; 6 &amp; 7 &eacute; <img src=x alt='a > b'> 1 < 2", "5 < 6 & 7 é a > b 1 < 2")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("<!DOCTYPE html><p>x", "x")]
    [InlineData("", "")]
    [InlineData("unclosed <b title='", "unclosed")]
    [InlineData("<script>never ends", "")]
    [InlineData("<!--", "")]
    [InlineData("a <", "a <")]
    public void Html_becomes_readable_text(string html, string expected) => HtmlText.From(html).Should().Be(expected);

    [Fact]
    public void Any_input_is_read_without_a_fault()
    {
        string[] pieces = ["<", ">", "</", "<a href=", "<p", "<!--", "-->", "'", "\"", "=", "&", "&amp;", "&#x", ";", "style", "<td>", "<style>", "é", "\ud83d", "\0", "\r\n", " ", "x"];
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++)
        {
            var html = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)]));
            FluentActions.Invoking(() => HtmlText.From(html)).Should().NotThrow();
        }
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<a ")]
    [InlineData("<!--")]
    [InlineData("<script>")]
    [InlineData("<a href='")]
    [InlineData("<p a=")]
    [InlineData("&amp")]
    public void A_million_characters_of_bad_html_take_no_longer_than_good_ones(string unit)
    {
        var watch = Stopwatch.StartNew();
        HtmlText.From(string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length)));
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
    }
}
