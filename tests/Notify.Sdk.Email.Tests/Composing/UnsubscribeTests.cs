using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Composing;

public class UnsubscribeTests
{
    [Fact]
    public void A_link_is_never_folded_however_long_it_is()
    {
        var token = new string('t', 400);
        var raw =
            Emails.Raw(
            Emails.Plain
            with
            { Unsubscribe = new(new($"https://shop.example/u/{token}"), new($"mailto:stop@shop.example?subject={token}")) });
        TinyDecoder.Header(raw, "List-Unsubscribe").Should()
            .Be($"<https://shop.example/u/{token}>, <mailto:stop@shop.example?subject={token}>");
        raw.Should().Contain("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    }

    [Fact]
    public void Links_that_do_not_fit_on_one_line_are_refused() =>
        (Emails.Plain with { Unsubscribe = new(new($"https://shop.example/{new string('t', 1000)}")) })
            .ShouldBeRefused("List-Unsubscribe", "ttt");

    [Fact]
    public void One_click_is_promised_only_with_an_https_link()
    {
        var raw = Emails.Raw(Emails.Plain with { Unsubscribe = new(null, new("mailto:stop@shop.example")) });
        TinyDecoder.Header(raw, "List-Unsubscribe").Should().Be("<mailto:stop@shop.example>");
        TinyDecoder.Header(raw, "List-Unsubscribe-Post").Should().BeNull();
    }

    [Fact]
    public void A_message_without_links_has_neither_header() =>
        Emails.Raw(Emails.Plain).Should().NotContain("List-Unsubscribe");

    [Fact]
    public void A_link_that_is_not_https_is_refused()
    {
        (Emails.Plain with { Unsubscribe = new(new("http://shop.example/u")) }).ShouldBeRefused("List-Unsubscribe", "shop");
        (Emails.Plain with { Unsubscribe = new(new("/u/1", UriKind.Relative)) }).ShouldBeRefused("List-Unsubscribe");
        (Emails.Plain with { Unsubscribe = new(null, new("https://shop.example/u")) }).ShouldBeRefused("List-Unsubscribe", "shop");
        (Emails.Plain with { Unsubscribe = new(null) }).ShouldBeRefused("List-Unsubscribe");
    }

    [Fact]
    public void A_link_with_other_scripts_is_written_in_ascii() =>
        TinyDecoder.Header(Emails.Raw(Emails.Plain with { Unsubscribe = new(new("https://bücher.example/ü?x=a b")) }), "List-Unsubscribe")
            .Should().Be("<https://xn--bcher-kva.example/%C3%BC?x=a%20b>");

    [Fact]
    public void A_link_cannot_smuggle_a_header() =>
        Emails.Raw(Emails.Plain with { Unsubscribe = new(new("https://shop.example/u?\r\nBcc: <evil@example.org>")) }).Should()
            .NotContain("\nBcc").And.NotContain("evil@example.org>,");
}
