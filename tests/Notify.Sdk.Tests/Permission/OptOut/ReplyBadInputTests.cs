using Notify.Sdk.Permission;

namespace Notify.Sdk.Tests.Permission.OptOut;

public class ReplyBadInputTests
{
    [Theory]
    [InlineData("", ReplyKind.Other)]
    [InlineData(" \t\r\n\u00a0\u3000", ReplyKind.Other)]
    [InlineData("🎉🎉🎉", ReplyKind.Other)]
    [InlineData("👍", ReplyKind.Other)]
    [InlineData("❤️", ReplyKind.Other)]
    [InlineData("🚏", ReplyKind.Other)]
    [InlineData("🛑", ReplyKind.Doubtful)]
    [InlineData("🚫🚫🚫", ReplyKind.Doubtful)]
    [InlineData("🖕", ReplyKind.Doubtful)]
    [InlineData("✋🏽", ReplyKind.Doubtful)]
    [InlineData("🙅‍♀️", ReplyKind.Doubtful)]
    [InlineData("STOP 🛑", ReplyKind.OptOut)]
    [InlineData("🛑 texts", ReplyKind.OptOut)]
    [InlineData("🛑🛑🛑 texting me", ReplyKind.OptOut)]
    [InlineData("texts 🚫", ReplyKind.OptOut)]
    [InlineData("🚫 publicidad", ReplyKind.OptOut)]
    [InlineData("🙅‍♂️ Werbung", ReplyKind.OptOut)]
    [InlineData("✋ les sms", ReplyKind.OptOut)]
    [InlineData("🚫 広告", ReplyKind.OptOut)]
    [InlineData("❌ newsletter", ReplyKind.OptOut)]
    [InlineData("🛑 sign ahead", ReplyKind.Other)]
    [InlineData("🛑 light on Main St is out", ReplyKind.Other)]
    [InlineData("🚫 onions please", ReplyKind.Other)]
    [InlineData("✋ 5 tickets please", ReplyKind.Other)]
    [InlineData("❌", ReplyKind.Other)]
    [InlineData("see you at the 🛑", ReplyKind.Other)]
    [InlineData("I'll be at the 🛑 and call you", ReplyKind.Other)]
    [InlineData("S\u200bT\u200cO\u200dP\ufeff", ReplyKind.OptOut)]
    [InlineData("\u202eSTOP\u202c", ReplyKind.OptOut)]
    [InlineData("stop תודה", ReplyKind.OptOut)]
    [InlineData("请stop", ReplyKind.OptOut)]
    [InlineData("لا ترسلوا لي STOP", ReplyKind.OptOut)]
    [InlineData("\ud83d stop \udc00", ReplyKind.OptOut)]
    [InlineData("See you then\n\nOn Monday Example Shop wrote:\n> Reply STOP to cancel", ReplyKind.Other)]
    [InlineData("take me off\n> Reply STOP to cancel", ReplyKind.OptOut)]
    [InlineData("Liked \"Reply STOP to opt out\"", ReplyKind.Other)]
    [InlineData("I'm driving with Do Not Disturb on. I'll stop and text you later", ReplyKind.Other)]
    [InlineData("I am out of office until Monday. To stop these messages write to my colleague", ReplyKind.Other)]
    public void It_is_read_as_what_it_is(string message, ReplyKind kind) => OptOutParser.Default.Read(message).Kind.Should().Be(kind);

    [Theory]
    [InlineData('a')]
    [InlineData('ア')]
    [InlineData('停')]
    [InlineData('م')]
    [InlineData('\u0301')]
    [InlineData('\ufdfa')] // one sign that stands for eighteen
    [InlineData('>')]
    [InlineData('\n')]
    public void A_hundred_thousand_letters_are_read(char letter) =>
        OptOutParser.Default.Read(new string(letter, 100_000)).Should().NotBeNull();

    [Fact]
    public void A_hundred_thousand_words_are_read()
    {
        foreach (var word in (string[])["stop ", "no ", "please ", "a b ", "送らないで ", "لا "])
            OptOutParser.Default.Read(string.Concat(Enumerable.Repeat(word, 100_000))).Should().NotBeNull();
    }

    [Fact]
    public void A_message_that_is_no_wish_and_a_plain_stop_allocate_nothing()
    {
        string[] messages = ["STOP", "Stop!", "ok see you at five", "I need to cancel my order", "Ich komme später",
            "no me manden más mensajes", "送らないでください", "לא רוצה לקבל הודעות", "yes"];
        // Until the compiler has made the fast code, and where others empty the pools, a round pays for them.
        Enumerable.Range(0, 100_000).Select(_ => Bytes(messages)).First(bytes => bytes == 0).Should().Be(0);
    }

    private static long Bytes(string[] messages)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var message in messages)
            OptOutParser.Default.Read(message);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
