using Notify.Sdk.Permission;

namespace Notify.Sdk.Tests.Permission.OptOut;

public class OptOutLexiconTests
{
    private static readonly OptOutLexicon Lexicon = OptOutLexicon.Shipped;

    [Fact]
    public void Every_word_and_phrase_is_well_formed_and_cited()
    {
        Lexicon.Words.Should().OnlyContain(w => ReplyWords.Of(w.Word).Length > 0 && w.Language.Length == 2 && w.Sources.Length > 0);
        Lexicon.Words.SelectMany(w => w.Sources).Concat(Lexicon.Phrases.SelectMany(p => p.Sources)).Should().OnlyContain(s => Lexicon.Sources.ContainsKey(s));
        Lexicon.Words.Where(w => w.Confirmed).Should().OnlyContain(w => w.Sources.Any(s => s != "recalled"));
        Lexicon.Words.Where(w => w.Sources.All(s => s == "recalled")).Should().OnlyContain(w => !w.Confirmed);
        Lexicon.Sources.Values.Should().OnlyContain(s => s.Length > 0);
    }

    [Fact]
    public void The_words_that_us_law_names_are_all_there_and_confirmed() =>
        Lexicon.Words.Where(w => w.PerSe).Select(w => w.Word).Should().BeEquivalentTo(["STOP", "QUIT", "END", "REVOKE", "OPT OUT", "CANCEL", "UNSUBSCRIBE"])
            .And.Subject.Should().OnlyContain(word => Lexicon.Words.Single(w => w.Word == word).Confirmed);

    [Fact]
    public void Words_that_begin_business_replies_do_not_lead() =>
        Lexicon.Words.Where(w => w.Word is "END" or "CANCEL" or "REMOVE" or "YES" or "NO").Should().OnlyContain(w => !w.Leads);

    [Fact]
    public void Every_pattern_is_written_in_normalised_words() =>
        Lexicon.Phrases.SelectMany(p => p.Pattern.Split(' ', '|')).Select(w => w.TrimEnd('?')).Where(w => !w.StartsWith('$'))
            .Should().OnlyContain(w => ReplyWords.Of(w).Length == 1 && ReplyWords.Of(w)[0] == w);

    [Fact]
    public void A_pattern_with_an_unknown_class_is_refused()
    {
        var make = () => new PhrasePattern("stop $nothing", new Dictionary<string, string[]>());
        make.Should().Throw<FormatException>().WithMessage("*$nothing*");
    }
}
