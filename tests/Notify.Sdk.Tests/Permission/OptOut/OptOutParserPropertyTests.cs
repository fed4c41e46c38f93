using FsCheck;
using FsCheck.Fluent;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission.OptOut;

public class OptOutParserPropertyTests
{
    private static readonly OptOutParser Parser = OptOutParser.Default;

    private static readonly Gen<string> Message = Gen.Elements(OptOutParserTests.Messages
        .Where(row => !((string)row[2]).Contains("topic", StringComparison.Ordinal))
        .Select(row => (string)row[1])
        .Where(m => m.Any(char.IsLetter)).ToArray());

    private static readonly Gen<string> Order = Gen.Elements(
        OptOutLexicon.Shipped.Words.Where(w => !w.OnlyIfConfigured).Select(w => w.Word).ToArray());

    private static readonly string[] Unrelated =
        ["the", "meeting", "is", "on", "tuesday", "my", "dog", "likes", "blue", "cars", "and", "we", "bought", "three", "apples", "for",
            "lunch", "with", "friends", "yesterday", "it", "was", "sunny", "bus", "stop", "end", "cancel", "order", "help", "start",
            "quit", "job", "yes", "to", "a", "of"];

    [Fact]
    public void Capitals_never_change_the_answer() => Repeatable.ForAll(
        from message in Message from seed in Gen.Choose(0, int.MaxValue) select (message, seed), 1000, c =>
        {
            var random = new Random(c.seed);
            // A dotted capital I has no lower-case pair outside of Turkish, so only ASCII letters change.
            var shuffled =
                string.Concat(
                c.message.Select(l => !char.IsAscii(l) ? l : random.Next(2) == 0 ? char.ToUpperInvariant(l) : char.ToLowerInvariant(l)));
            Say(shuffled).Should().Be(Say(c.message));
        });

    [Fact]
    public void Full_width_letters_never_change_the_answer() => Repeatable.ForAll(Message, 500, message =>
        Say(string.Concat(message.Select(c => char.IsAsciiLetterOrDigit(c) ? (char)(c + 0xFEE0) : c))).Should().Be(Say(message)));

    [Fact]
    public void Punctuation_around_a_message_never_changes_the_answer() => Repeatable.ForAll(
        from message in Message
        from before in Gen.Elements("", "\"", "(", "  ", "*", "...", "\n", "“", "[", "👋 ")
        from after in Gen.Elements("", ".", "!", "!!", "\"", ")", " ", "…", "\n", "”", "]", " 🙏")
        select (message, before, after), 1000, c => Say(c.before + c.message + c.after).Should().Be(Say(c.message)));

    [Fact]
    public void Punctuation_inside_a_reply_word_never_changes_the_answer() => Repeatable.ForAll(
        from word in Order
        from mark in Gen.Elements("-", ".", " ", "_", "'", "\u200b", "\u00ad")
        select (word, mark), 500, c => Say(string.Join(c.mark, c.word.EnumerateRunes())).Should().Be(Say(c.word)));

    /// <summary>But of a bare no: "no, thanks" is a refusal.</summary>
    [Fact]
    public void Politeness_never_changes_the_answer() => Repeatable.ForAll(
        from message in Message.Where(m => !m.Equals("no", StringComparison.OrdinalIgnoreCase))
        from before in Gen.Elements("", "please ", "Hi, ", "Please, ", "hello! ", "pls ", "kindly ", "Bitte ", "por favor ")
        from after in Gen.Elements("", " please", ", thanks", " thank you", "! thx", " s'il vous plaît", " merci", ". Thank you!")
        select (message, before, after), 1500, c => Say(c.before + c.message + c.after).Should().Be(Say(c.message)));

    [Fact]
    public void Every_word_of_the_lists_is_understood_alone() => Repeatable.ForAll(Order, 300, word =>
    {
        var reading = Parser.Read(word);
        reading.Kind.Should().Be(OptOutLexicon.Shipped.Words.First(w => w.Word == word).Kind);
        reading.Confidence.Should().BeOneOf(ReplyConfidence.Certain, ReplyConfidence.Likely);
    });

    [Fact]
    public void Unrelated_long_text_is_never_a_confident_stop() => Repeatable.ForAll(
        from length in Gen.Choose(10, 60)
        from words in Gen.Elements(Unrelated).ListOf(length)
        select string.Join(' ', words), 2000, text =>
        {
            var reading = Parser.Read(text);
            (reading is { Kind: ReplyKind.OptOut, Confidence: ReplyConfidence.Certain }).Should().BeFalse();
            if (!OptOutLexicon.Shipped.Words.Any(w => w.Leads && text.StartsWith(w.Word, StringComparison.OrdinalIgnoreCase)))
                reading.Kind.Should().NotBe(ReplyKind.OptOut, "of '{0}' (rule {1})", text, reading.Rule);
        });

    [Fact]
    public void Any_text_is_read_without_failing() => Repeatable.ForAll(
        from letters in Gen.Choose(0, 0xFFFF).Select(c => (char)c).ArrayOf() select new string(letters), 2000, text =>
            Parser.Read(text).Should().NotBeNull());

    private static string Say(string message) => OptOutParserTests.Say(Parser.Read(message));
}
