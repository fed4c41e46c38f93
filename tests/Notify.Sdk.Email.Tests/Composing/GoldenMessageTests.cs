using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Composing;

public class GoldenMessageTests
{
    [Fact]
    public void A_plain_message_is_written_like_this() => Emails.Raw(Emails.Plain).Should().Be(Crlf("""
        Date: Mon, 2 Nov 2026 03:04:05 +0000
        From: Shop <news@shop.example>
        To: ann@example.com
        Subject: Your order
        Message-ID: <n1.email@shop.example>
        Auto-Submitted: auto-generated
        X-Auto-Response-Suppress: All
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Hello Ann

        """));

    [Fact]
    public void A_rich_marketing_message_is_written_like_this() => Emails.Raw(Emails.Rich with
    {
        ReplyTo = new("help@shop.example", "Hélène"),
        ListId = "offers.shop.example",
        Unsubscribe = new(new("https://shop.example/u/t0ken"), new("mailto:stop@shop.example?subject=t0ken")),
    }).Should().Be(Crlf("""
        Date: Mon, 2 Nov 2026 03:04:05 +0000
        From: Shop <news@shop.example>
        Reply-To: =?utf-8?b?SMOpbMOobmU=?= <help@shop.example>
        To: ann@example.com
        Subject: Your order
        Message-ID: <n1.email@shop.example>
        Auto-Submitted: auto-generated
        X-Auto-Response-Suppress: All
        List-Id: <offers.shop.example>
        List-Unsubscribe: <https://shop.example/u/t0ken>,
         <mailto:stop@shop.example?subject=t0ken>
        List-Unsubscribe-Post: List-Unsubscribe=One-Click
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="=_5024440dee9415de2c4b618c"

        --=_5024440dee9415de2c4b618c
        Content-Type: multipart/alternative; boundary="=_db5c7e9dbae654d8da21cab8"

        --=_db5c7e9dbae654d8da21cab8
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Hello Ann

        --=_db5c7e9dbae654d8da21cab8
        Content-Type: multipart/related; boundary="=_0955d637dcc20e4193f3fb8f";
        	type="text/html"

        --=_0955d637dcc20e4193f3fb8f
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        <p>Hello <b>Ann</b></p><img src=3D"cid:logo">

        --=_0955d637dcc20e4193f3fb8f
        Content-Type: image/png
        Content-Transfer-Encoding: base64
        Content-Disposition: inline
        Content-Id: <logo>

        AQID

        --=_0955d637dcc20e4193f3fb8f--

        --=_db5c7e9dbae654d8da21cab8--

        --=_5024440dee9415de2c4b618c
        Content-Type: application/pdf
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment; filename=bill.pdf

        JVBERi0xLjc=

        --=_5024440dee9415de2c4b618c--

        """));

    private static string Crlf(string text) => text.ReplaceLineEndings("\r\n");
}
