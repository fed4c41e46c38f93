using FsCheck;
using FsCheck.Fluent;
using Notify.Sdk.Email.Composing;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Composing;

/// <summary>What Python's parser reads is what was meant.</summary>
public class IndependentParserTests
{
    [SkippableFact]
    public async Task A_rich_message_is_read_as_it_was_meant()
    {
        var message = Emails.Rich with
        {
            From = new("news@shop.example", "Bäckerei \"Zur Post\", Köln"),
            ReplyTo = new("help@shop.example", "Help, please"),
            Subject = "Ihre Rechnung für März: 日本語 und 😀 und noch viel mehr Text, damit gefaltet wird",
            TextBody = "Grüße\n\n.\nFrom here \n=3D\n",
            HtmlBody = "<p>日本語のお知らせ</p>",
            Attachments =
                [Emails.Rich.Attachments[0], Attachment.Of("Rechnung März \"1\".pdf", "application/pdf", new byte[] { 0, 13, 10, 255 }),
                Attachment.Of(string.Concat(Enumerable.Repeat("日本", 40)) + ".txt", "text/csv", default),
                Attachment.Of("plain.bin", "application/octet-stream", new byte[100_000])],
            Unsubscribe = new(new("https://shop.example/u/t0ken"), new("mailto:stop@shop.example")),
            ListId = "news.shop.example",
        };
        var parsed = (await ParseAsync(message))[0];

        parsed.Defects.Should().BeEmpty();
        parsed.Tree.Should()
            .Be("multipart/mixed(multipart/alternative(text/plain,multipart/related(text/html,image/png)),application/pdf,text/csv,application/octet-stream)");
        parsed.SubjectText.Should().Be(message.Subject);
        parsed.From.DisplayName.Should().Be(message.From.DisplayName);
        parsed.From.Address.Should().Be("news@shop.example");
        parsed.ReplyTo!.DisplayName.Should().Be("Help, please");
        parsed.To.Address.Should().Be("ann@example.com");
        parsed.Date.Should().Be("2026-11-02T03:04:05+00:00");
        parsed.Headers["message-id"].Should().Be("<n1.email@shop.example>");
        parsed.Headers["list-unsubscribe"].Should().Be("<https://shop.example/u/t0ken>, <mailto:stop@shop.example>");
        parsed.Headers["list-unsubscribe-post"].Should().Be("List-Unsubscribe=One-Click");
        parsed.Headers["auto-submitted"].Should().Be("auto-generated");
        parsed.Leaves[0].Text.Should().Be(Texts.Canonical(message.TextBody));
        parsed.Leaves[1].Text.Should().Be(Texts.Canonical(message.HtmlBody));
        parsed.Leaves[2].ContentId.Should().Be("<logo>");
        parsed.Leaves[2].Octets.Should().Equal(1, 2, 3);
        foreach (var (leaf, attachment) in parsed.Leaves.Skip(3).Zip(message.Attachments.Skip(1)))
        {
            leaf.Disposition.Should().Be("attachment");
            leaf.FileName.Should().Be(attachment.Name);
            leaf.Octets.Should().Equal(attachment.Content.ToArray());
        }
    }

    [SkippableFact]
    public async Task A_message_to_a_utf8_address_is_read_as_it_was_meant()
    {
        var parsed =
            (await ParseAsync(Emails.Rich with { To = new("jürgen@bücher.example", "Jürgen"), Subject = "Grüße", TextBody = "Größe" }))[0];
        parsed.To.Should().Be(new ParsedAddress(Convert.ToBase64String("Jürgen"u8), "jürgen@bücher.example"));
        parsed.SubjectText.Should().Be("Grüße");
        parsed.Leaves[0].Text.Should().Be("Größe\r\n");
    }

    [SkippableFact]
    public async Task Two_hundred_hostile_messages_are_read_as_they_were_meant()
    {
        var lines = Texts.OneLine.Sample(200, new Rnd(42, 7), 40).ToArray();
        var bodies = Texts.ManyLines.Sample(200, new Rnd(43, 7), 400).ToArray();
        var messages = lines.Zip(bodies, (line, body) => Emails.Rich with
        {
            Subject = $"s{line}s",
            TextBody = "t" + body,
            HtmlBody = body,
            Attachments =
                [Emails.Rich.Attachments[0], Attachment.Of(FileName(line), "application/pdf", System.Text.Encoding.UTF8.GetBytes(body))],
        }).ToArray();
        var parsed = await ParseAsync(messages);

        parsed.Should().HaveCount(200);
        foreach (var (message, read) in messages.Zip(parsed))
        {
            read.Leaves[0].Text.Should().Be(Texts.Canonical(message.TextBody!));
            read.Leaves[1].Text.Should().Be(Texts.Canonical(message.HtmlBody!));
            var name = Texts.Clean(message.Attachments[1].Name);
            read.Leaves[3].Octets.Should().Equal(message.Attachments[1].Content.ToArray());
            Bare(read.Leaves[3].FileName!).Should().BeOneOf(Bare(name), Bare(Basic(name)));
            Bare(read.SubjectText).Should().Be(Bare(Texts.Clean(message.Subject)));
        }
    }

    private static string Basic(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp ? rune.ToString() : "_"));

    private static string Bare(string text) => text.Replace("\u200b", "", StringComparison.Ordinal);

    // Python trims white space at the ends of a name and a subject.
    private static string FileName(string line) => $"f{Texts.Clean(string.Concat(line.Take(200).Where(c => c is not ('"' or '/' or '\\') && !char.IsControl(c))))}x";

    private static async Task<IReadOnlyList<ParsedEmail>> ParseAsync(params EmailMessage[] messages)
    {
        using var directory = new TempDirectory();
        Directory.CreateDirectory(directory.Path);
        for (var i = 0; i < messages.Length; i++)
        {
            await File.WriteAllBytesAsync(Path.Combine(directory.Path, $"{i:D4}.eml"), Emails.Octets(messages[i]));
        }

        return [.. (await Python.ParseAsync(directory.Path)).OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => entry.Value)];
    }
}
