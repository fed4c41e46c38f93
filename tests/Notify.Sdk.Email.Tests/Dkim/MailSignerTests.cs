using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Notify.Sdk.Email.Dkim;
using Notify.Sdk.Email.Composing;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Dkim;

public class DkimSignerTests
{
    private static readonly MailSigner Signer = new(Keys.Dkim);

    private static EmailMessage Subscribed => Emails.Rich with
    {
        Unsubscribe = new(new("https://shop.example/u/t0ken"), new("mailto:stop@shop.example")),
        ListId = "news.shop.example",
        ReplyTo = new("help@shop.example"),
    };

    [Fact]
    public void The_signature_stands_before_the_message_and_changes_nothing_of_it()
    {
        var signed = Signed(Subscribed);
        var field = TinyDecoder.Header(signed, "DKIM-Signature")!;
        field.Should().StartWith("v=1; a=rsa-sha256; d=shop.example; s=mail2026;").And.Contain("c=relaxed/relaxed;")
            .And.Contain("t=1793588645;").And.Contain("h=from:from:to:to:");
        signed.Should().StartWith("DKIM-Signature: ").And.EndWith(Emails.Raw(Subscribed));
        signed.Split("\r\n").TakeWhile(line => !line.StartsWith("Date:", StringComparison.Ordinal)).Should()
            .OnlyContain(line => line.Length <= 78);
    }

    [Fact]
    public void Both_headers_of_one_click_unsubscribing_are_covered() // RFC 8058 section 4
    {
        var covered = Covered(Subscribed);
        covered.Should()
            .Contain(
            ["list-unsubscribe", "list-unsubscribe-post", "list-id", "subject", "date", "message-id", "mime-version", "content-type"]);
        covered.Count(name => name == "from").Should().Be(2, "a second From must break the signature");
    }

    [Fact]
    public void A_field_that_is_not_there_is_not_named() =>
        Covered(Emails.Plain).Should().NotContain(["reply-to", "list-unsubscribe", "references"]);

    [Fact]
    public void The_same_message_has_the_same_signature() => Signed(Subscribed).Should().Be(Signed(Subscribed));

    [Fact]
    public void A_hundred_threads_sign_alike()
    {
        var expected = Signed(Subscribed);
        Parallel.For(0, 100, _ => Signed(Subscribed).Should().Be(expected));
    }

    [SkippableFact]
    public async Task An_independent_verifier_accepts_what_is_signed()
    {
        byte[][] messages =
        [
            Octets(Emails.Plain), Octets(Emails.Rich), Octets(Subscribed),
            Octets(Subscribed with { Subject = "Ihre Rechnung für März: 日本語 und 😀 und noch viel mehr Text, damit gefaltet wird",
                TextBody = "Grüße \n\n\n.\n\n" }),
            Octets(Emails.Plain with { TextBody = " \n\n" + new string('x', 100_000) + "\n\n\n" }),
            Octets(Emails.Plain with { TextBody = "\n" }),
        ];
        (await PythonDkim.VerifyAsync(messages)).Should().Equal(messages.Select(_ => true));
    }

    [SkippableFact]
    public async Task An_independent_verifier_accepts_two_hundred_hostile_messages()
    {
        var subjects = Texts.OneLine.Sample(200, new Rnd(52, 7), 40);
        var bodies = Texts.ManyLines.Sample(200, new Rnd(53, 7), 300);
        var messages = subjects.Zip(bodies, (subject, body) =>
            Octets(Subscribed with { Subject = subject, TextBody = "t" + body, HtmlBody = body })).ToArray();
        (await PythonDkim.VerifyAsync(messages)).Should().OnlyContain(valid => valid);
    }

    [SkippableFact]
    public async Task An_independent_verifier_refuses_what_was_changed_and_forgives_what_relaxed_forgives()
    {
        var signed = Signed(Subscribed);
        string[] broken =
        [
            signed.Replace("Subject: Your order", "Subject: My order", StringComparison.Ordinal),
            signed.Replace("Hello Ann", "Hello Eve", StringComparison.Ordinal),
            "From: evil@example.org\r\n" + signed,
            "Subject: evil\r\n" + signed,
            signed.Replace("/u/t0ken", "/u/evil", StringComparison.Ordinal),
            signed.Replace("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", "", StringComparison.Ordinal),
            signed.Replace("d=shop.example;", "d=evil.example;", StringComparison.Ordinal),
        ];
        string[] whole = ["Received: from relay.example\r\n" + signed, signed + "\r\n\r\n",
            signed.Replace("Subject: Your", "subject:   Your", StringComparison.Ordinal)];
        broken.Should().OnlyContain(message => message != signed);
        (await PythonDkim.VerifyAsync([.. broken.Concat(whole).Select(Encoding.UTF8.GetBytes)]))
            .Should().Equal([.. broken.Select(_ => false), .. whole.Select(_ => true)]);
    }

    private static string[] Covered(EmailMessage message)
    {
        var field = TinyDecoder.Header(Signed(message), "DKIM-Signature")!;
        var names = field[(field.IndexOf("h=from", StringComparison.Ordinal) + 2)..];
        return names[..names.IndexOf(';', StringComparison.Ordinal)].Replace(" ", "", StringComparison.Ordinal)
            .Replace("\t", "", StringComparison.Ordinal).Split(':');
    }

    private static string Signed(EmailMessage message) => Encoding.UTF8.GetString(Octets(message));

    private static byte[] Octets(EmailMessage message) => Emails.Octets(message, Signer);
}
