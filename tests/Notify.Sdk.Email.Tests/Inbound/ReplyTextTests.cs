using Notify.Sdk.Email.Inbound;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Inbound;

public class ReplyTextTests
{
    [Theory]
    [InlineData("On Mon, 2 Nov 2026 at 03:04, Shop <news@shop.example> wrote:")]
    [InlineData("On Mon, Nov 2, 2026 at 3:04 AM Shop with a very long name <\nnews@shop.example> wrote:")]
    [InlineData("Am 02.11.2026 um 03:04 schrieb Shop <news@shop.example>:")]
    [InlineData("Am Mo., 2. Nov. 2026 um 03:04 Uhr schrieb Shop <\nnews@shop.example>:")]
    [InlineData("Le lun. 2 nov. 2026 à 03:04, Shop <news@shop.example> a écrit :")]
    [InlineData("El lun, 2 nov 2026 a las 3:04, Shop (<news@shop.example>) escribió:")]
    [InlineData("Il giorno lun 2 nov 2026 alle ore 03:04 Shop <news@shop.example> ha scritto:")]
    [InlineData("Em seg., 2 de nov. de 2026 às 03:04, Shop <news@shop.example> escreveu:")]
    [InlineData("Op ma 2 nov 2026 om 03:04 schreef Shop <news@shop.example>:")]
    [InlineData("Den mån 2 nov. 2026 kl 03:04 skrev Shop <news@shop.example>:")]
    [InlineData("pon., 2 lis 2026 o 03:04 Shop <news@shop.example> wrote:")]
    [InlineData("W dniu 2.11.2026 o 03:04, Shop napisał(a):")]
    [InlineData("пн, 2 нояб. 2026 г. в 03:04, Shop <news@shop.example> написал:")]
    [InlineData("2 Kas 2026 Pzt 03:04 tarihinde Shop şunu yazdı:")]
    [InlineData("2026年11月2日(月) 3:04 Shop さんは書きました:")]
    [InlineData("-----Original Message-----")]
    [InlineData("-----Ursprüngliche Nachricht-----")]
    [InlineData("________________________________")]
    [InlineData("From: Shop <news@shop.example>\nSent: Monday, November 2, 2026 3:04 AM")]
    [InlineData("*Von:* Shop <news@shop.example>\n*Gesendet:* Montag")]
    [InlineData("> Reply 1 to confirm")]
    [InlineData("-- \nAnn Example\nExample Ltd")]
    [InlineData("Sent from my iPhone")]
    public void What_the_mail_program_added_is_cut(string tail)
    {
        var reply =
            ReplyText.Of($"\r\n  1 \r\n\r\nThanks!\r\n\r\n{tail}\n> Reply 1 to confirm\n> 2 to cancel\n".Replace(
            "> 2", tail.StartsWith("> ", StringComparison.Ordinal) ? "> 2" : "2", StringComparison.Ordinal));
        reply.Text.Should().Be("1\n\nThanks!");
        reply.FirstLine.Should().Be("1");
    }

    [Theory]
    [InlineData("On Monday she wrote: see you")]
    [InlineData("On Monday she wrote:")]
    [InlineData("From: now on call me")]
    [InlineData("- one\n- two")]
    [InlineData("---")]
    [InlineData("Le chat: 9 vies")]
    public void Words_of_a_person_stay(string words) => ReplyText.Of(words).Text.Should().Be(words);

    [Fact]
    public void Words_below_a_quotation_stay() =>
        ReplyText.Of("> Are you coming?\nYes").Should().BeEquivalentTo(new { Text = "Yes", FirstLine = "Yes" });

    [Theory]
    [InlineData("")]
    [InlineData("\r\n \r\n")]
    [InlineData("> only\n> quoted")]
    [InlineData("\ufeff")]
    public void A_reply_without_words_is_empty(string text) =>
        ReplyText.Of(text).Should().BeEquivalentTo(new { Text = "", FirstLine = "" });

    [Fact]
    public void The_words_are_never_longer_than_the_text() => Texts.Always(Texts.ManyLines, text =>
    {
        var reply = ReplyText.Of(text);
        reply.Text.Length.Should().BeLessThanOrEqualTo(text.Length);
        reply.FirstLine.Should().NotContainAny("\r", "\n");
    });

    [Fact]
    public void A_text_of_ten_million_characters_is_cut() =>
        ReplyText.Of(string.Concat(Enumerable.Repeat("On 1 a\n", 1_500_000))).Text.Length.Should().BeLessThanOrEqualTo(65_536);
}
