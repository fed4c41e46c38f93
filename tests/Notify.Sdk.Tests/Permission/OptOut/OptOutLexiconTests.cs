using Notify.Sdk.Permission;

namespace Notify.Sdk.Tests.Permission.OptOut;

public class OptOutLexiconTests
{
    private static readonly OptOutLexicon Lexicon = OptOutLexicon.Shipped;

    [Fact]
    public void Every_word_is_well_formed_and_cited()
    {
        Lexicon.Words.Should().OnlyContain(w => ReplyWords.Of(w.Word).Length > 0 && w.Language.Length == 2 && w.Sources.Length > 0);
        Lexicon.Lines.SelectMany(l => l.Sources).Should().OnlyContain(s => Lexicon.Sources.ContainsKey(s));
        Lexicon.Words.Where(w => w.Confirmed).Should().OnlyContain(w => w.Sources.Any(s => s != "recalled"));
        Lexicon.Words.Where(w => w.Sources.All(s => s == "recalled")).Should().OnlyContain(w => !w.Confirmed);
        Lexicon.Sources.Values.Should().OnlyContain(s => s.Length > 0);
    }

    [Fact]
    public void The_words_that_us_law_names_are_all_there_and_confirmed() =>
        Lexicon.Words.Where(w => w.PerSe).Select(w => w.Word).Should()
            .BeEquivalentTo(["STOP", "QUIT", "END", "REVOKE", "OPT OUT", "CANCEL", "UNSUBSCRIBE"])
            .And.Subject.Should().OnlyContain(word => Lexicon.Words.Single(w => w.Word == word).Confirmed);

    [Fact]
    public void Words_that_begin_business_replies_do_not_lead() =>
        Lexicon.Words.Where(w => w.Word is "END" or "CANCEL" or "REMOVE" or "YES" or "NO").Should().OnlyContain(w => !w.Leads);

    [Fact]
    public void Every_line_is_read_as_its_example_says()
    {
        var offenders =
            from line in Lexicon.Lines
            where line.Example is not null
            let parts = line.Example!.Split(" = ")
            let reading = OptOutParser.Default.Read(parts[0])
            where OptOutParserTests.Say(reading) != parts[1]
            select $"{line.Language} {line.Kind}: {OptOutParserTests.Say(reading)} by {reading.Rule}, expected {parts[1]}";
        offenders.Should().BeEmpty();
        Lexicon.Lines.Where(l => l.Example is not null).Select(l => l.Language).Distinct().Should().HaveCountGreaterThan(25);
    }

    [Fact]
    public void Every_language_that_has_a_word_for_stop_says_how_its_people_refuse() =>
        Lexicon.Lines.GroupBy(l => l.Language)
            .Where(g => g.Key != "und" && g.Any(RoleIndex.IsRole)
                && !g.Any(l => RoleIndex.IsRole(l) && RoleIndex.RolesOf(l.Kind).HasFlag(ReplyRole.Neg)))
            .Select(g => g.Key).Should().BeEmpty();

    [Fact]
    public void A_role_that_does_not_exist_is_refused()
    {
        var make = () => RoleIndex.RolesOf("stop+nothing");
        make.Should().Throw<FormatException>().WithMessage("*nothing*");
    }
}
