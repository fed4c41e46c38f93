using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Notify.Sdk.Email.Inbound;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Inbound;

public class MimeReadingTests
{
    [Fact]
    public void What_the_writer_wrote_is_read_back() => Texts.Always(Texts.ManyLines, text =>
    {
        var subject = text.ReplaceLineEndings(" ").Replace('\r', ' ').Replace('\n', ' ').Replace('\0', ' ');
        var message = InboundMessage.Read(Emails.Octets(Emails.Rich with { TextBody = "t" + text, Subject = "s" + subject + "s" }));
        Lines(message.Text()).Should().Be(Lines(Texts.Canonical("t" + text)));
        message.Header("Subject")!.Replace("\u200b", "", StringComparison.Ordinal).Should()
            .Be(Texts.Clean("s" + subject + "s").Replace("\u200b", "", StringComparison.Ordinal));
    });

    [Theory]
    [InlineData("=?utf-8?Q?caf=C3=A9?=", "café")]
    [InlineData("=?ISO-8859-1?Q?caf=E9_au?= lait", "café au lait")]
    [InlineData("=?windows-1252?q?=80_5?=", "€ 5")]
    [InlineData("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本")]
    [InlineData("=?koi8-r?B?8NLJ18XU?=", "Привет")]
    [InlineData("=?utf-8*en?Q?a?= =?utf-8?Q?b?=", "ab")]
    [InlineData("=?utf-8?B?5pel5g==?=\r\n =?utf-8?B?nKzoqp4=?=", "日本語")] // a character split over two words
    [InlineData("=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c")]
    [InlineData("=?utf-8?X?a?=", "=?utf-8?X?a?=")]
    [InlineData("=?utf-8?Q?a", "=?utf-8?Q?a")]
    [InlineData("=?no-such-charset?Q?=C3=A9?=", "é")]
    [InlineData("=?utf-7?Q?+ADw-?=", "+ADw-")]
    [InlineData("=?=?=?=?", "=?=?=?=?")]
    [InlineData("a =? b", "a =? b")]
    public void An_encoded_word_is_read(string raw, string expected) =>
        Read($"Subject: {raw}\r\n\r\nx").Header("Subject").Should().Be(expected);

    [Theory]
    [InlineData("Subject: a\n b\nX: y\n\nbody", "a b")] // LF alone
    [InlineData("From ann Mon Nov  2 2026\nSubject: a\n\nbody", "a")] // mbox
    [InlineData("Subject : a\r\n\r\nbody", "a")]
    [InlineData("subject:a\r\nno field here\r\nbody", "a")] // the empty line was forgotten
    [InlineData("Subject: a", "a")] // cut off
    [InlineData("Subject: \xe9\r\n\r\n", "\xe9")] // Latin-1 octets
    public void A_header_of_a_careless_program_is_read(string message, string subject) =>
        InboundMessage.Read(Encoding.Latin1.GetBytes(message)).Header("Subject").Should().Be(subject);

    [Theory]
    [InlineData(
        "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ncaf=E9 =\r\nau lait=3D=Z9=",
        "café au lait==Z9")]
    [InlineData(
        "Content-Type: text/plain; charset=\"utf-8\" (comment; here)\r\nContent-Transfer-Encoding: BASE64\r\n\r\n5pel\r\n!5pys6Kqe", "日本語")]
    [InlineData("Content-Type: nonsense\r\n\r\nplain", "plain")]
    [InlineData("X: y\r\n\r\nplain", "plain")]
    [InlineData("Content-Type: text/html\r\n\r\n<p>Hi<br>there", "Hi\nthere")]
    [InlineData("Content-Type: multipart/mixed\r\n\r\nno boundary", "")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n--b\r\n\r\ncut off", "cut off")]
    [InlineData(
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b \r\nContent-Disposition: "
        + "attachment\r\n\r\nfile\r\n--bb\r\n--b\r\n\r\nwords\r\n--b--\r\n--b\r\n\r\nepilogue", "words")]
    [InlineData(
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nsomebody "
        + "else's\r\n--b--", "")]
    public void The_text_of_a_careless_program_is_read(string message, string text) => Read(message).Text().Should().Be(text);

    private static readonly string[] Tokens =
    [
        "\r\n", "\n", "\r", "\r\n\r\n", " ", "\t", "--a", "--a--", "--b", "Content-Type: ", "multipart/mixed; boundary=a",
            "multipart/report; report-type=delivery-status; boundary=\"b\"",
        "message/rfc822", "message/delivery-status", "message/feedback-report", "message/disposition-notification",
            "text/rfc822-headers", "text/html; charset=iso-2022-jp", "text/plain; charset=\"",
        "Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: quoted-printable", "Final-Recipient: rfc822;", "Action: failed",
            "Status: 5.1.1", "Status: ", "Diagnostic-Code: smtp;",
        "Feedback-Type: abuse", "Disposition: ;displayed", "Message-ID: <", "d1@shop.example>", "Return-Path: <>",
            "From: mailer-daemon@x", "X-Failed-Recipients: ", "In-Reply-To: ", "Subject: ",
        "=?utf-8?B?", "=?utf-16?Q?=00=D8", "?=", "=", "=4", "=41", ":", ";", "\"", "\\", "(", ")", "<", ">", "@", "\0", "\xff", "AAAA",
            "On 1 wrote:", "From: ", "Sent: ", "-- ", "Precedence: bulk,,",
    ];

    [Fact]
    public void Any_octets_are_read_without_a_fault() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20261122, 7).WithEndSize(400),
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), octets => Survives(octets)));

    [Fact]
    public void Any_sequence_of_what_mail_is_made_of_is_read_without_a_fault() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(20261122, 7).WithEndSize(150),
        Prop.ForAll(Gen.Elements(Tokens).ArrayOf().Select(string.Concat).ToArbitrary(), text => Survives(Encoding.Latin1.GetBytes(text))));

    [Fact]
    public void A_report_that_is_cut_or_damaged_anywhere_is_read_without_a_fault()
    {
        var random = new System.Random(7);
        foreach (var sample in new[] { Samples.Postfix(), Samples.Exchange, Samples.Sendmail, Samples.Qmail, Samples.Exim,
            Samples.Complaint(), Samples.Displayed, Emails.Raw(Emails.Rich) })
        {
            var octets = Encoding.UTF8.GetBytes(sample);
            for (var i = 0; i < octets.Length; i += 3)
                Survives(octets[..i]);
            for (var i = 0; i < 300; i++)
            {
                var damaged = octets.ToArray();
                for (var j = 0; j < 8; j++)
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                Survives(damaged);
            }
        }
    }

    [Fact]
    public void A_message_of_ten_thousand_levels_is_read_as_far_as_the_limit()
    {
        var nested = new StringBuilder();
        for (var i = 0; i < 10_000; i++)
            nested.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n");
        Read(nested.ToString()).Parts.Should().HaveCountLessThanOrEqualTo(13);
        Read(string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\n", 10_000))).Parts.Should()
            .HaveCountLessThanOrEqualTo(13);
    }

    [Fact]
    public void Ten_megabytes_of_anything_take_a_bounded_time()
    {
        string[] hostile =
        [
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + Repeat("--b\r\n\r\n"),
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + Repeat("--bx\r\n"),
            "Subject: " + Repeat("=?utf-8?Q?a"),
            Repeat("Subject: =?utf-8?Q?a?=\r\n"),
            Repeat("X: y\r\n") + "\r\n",
            "Content-Type: text/plain; " + Repeat("a=\"b;") + "\r\n\r\nx",
            "Content-Type: text/html\r\n\r\n" + Repeat("<a href="),
            "Content-Transfer-Encoding: base64\r\n\r\n" + Repeat("AAAA"),
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + Repeat("= \t"),
            "From: mailer-daemon@x.example\r\nReturn-Path: <>\r\n\r\n" + Repeat("5.1.1."),
            "From: ann@example.com\r\nReferences: " + Repeat("<d1@x> ") + "\r\n\r\n" + Repeat("On 1 a "),
            "From: ann@example.com\r\n\r\n" + Repeat("\n"),
            "Content-Type: message/delivery-status\r\n\r\n" + Repeat("Action: failed\r\n\r\n"),
        ];
        foreach (var message in hostile)
        {
            var octets = Encoding.UTF8.GetBytes(message);
            var watch = Stopwatch.StartNew();
            Survives(octets);
            watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20), message[..40]);
        }

        static string Repeat(string unit) => string.Concat(Enumerable.Repeat(unit, 10_000_000 / unit.Length));
    }

    [Fact]
    public void What_lies_beyond_the_limit_is_left_out_and_the_rest_is_judged()
    {
        var huge = Encoding.UTF8.GetBytes(Samples.Postfix() + new string('x', 20_000_000));
        InboundMail.Classify(huge).Kind.Should().Be(InboundMail.Classify(Encoding.UTF8.GetBytes(Samples.Postfix())).Kind);
        Read("").Problem.Should().Contain("header");
    }

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');

    private static InboundMessage Read(string message) => InboundMessage.Read(Encoding.UTF8.GetBytes(message));

    private static void Survives(byte[] octets)
    {
        var result = InboundMail.Classify(octets, Samples.ToVerp, Samples.Options);
        Enum.IsDefined(result.Kind).Should().BeTrue();
        result.ToReceipt(NodaTime.Instant.FromUtc(2026, 11, 2, 0, 0));
        InboundMail.Classify(octets);
        result.Message.Text();
        result.Message.Words();
    }
}
