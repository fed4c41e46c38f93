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
    [InlineData("<div style='font-size:1px; DISPLAY : none'>teaser<div>more</div></div><p>x</p>", "x")]
    [InlineData("<p hidden>no</p><p style=\"mso-hide:all;visibility:hidden\">no</p>x<img style='display:none' alt='no' src=y>", "x")]
    [InlineData("<span style='display:none'>never ends <b>x", "")]
    [InlineData("x&nbsp;&zwnj;&nbsp;&zwnj;&#847;&#xFEFF;&shy; &nbsp;y 10&nbsp;€", "x y 10 €")]
    [InlineData("می\u200cخواهم 👩\u200d💻", "می\u200cخواهم 👩\u200d💻")]
    [InlineData("<p>&nbsp;</p><p>x</p><p>&nbsp;</p>", "x")]
    [InlineData("<a href=https://x.example/1>Home</a><a href=https://x.example/2>Shop</a> (<a href=https://x.example/3>more</a>).",
        "Home (https://x.example/1) Shop (https://x.example/2) (more (https://x.example/3)).")]
    [InlineData("<img alt='Red shoes' src=a><h3>Red shoes</h3><p>40 €</p><p>40 €</p>", "Red shoes\n\n40 €\n\n40 €")]
    [InlineData("<a href=https://x.example/1><img alt=Shop src=a></a><br><a href=https://x.example/1>Shop</a><br>end",
        "Shop (https://x.example/1)\nend")]
    [InlineData("<a href='mailto:ann@example.com'>ann@example.com</a> <a href='mailto:bob@example.com'>Bob</a>",
        "ann@example.com Bob (bob@example.com)")]
    [InlineData("<a href='https://x.example/'>x.example</a> <a href='https://x.example'>home</a>", "x.example home (https://x.example)")]
    [InlineData("<p>x</p><img alt='' src=a><p>x</p>", "x\n\nx")]
    [InlineData("<center>a</center><nav>b</nav><figure><figcaption>c</figcaption></figure>", "a\nb\nc")]
    public void Html_becomes_readable_text(string html, string expected) => HtmlText.From(html).Should().Be(expected);

    [Fact]
    public void Any_input_is_read_without_a_fault()
    {
        string[] pieces = ["<", ">", "</", "<a href=", "<p", "<!--", "-->", "'", "\"", "=", "&", "&amp;", "&#x", ";", "style", "<td>",
            "<style>", "é", "\ud83d", "\0", "\r\n", " ", "x"];
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
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(2), "time in the square of the length would be hours");
    }
}
