using Notify.Sdk.Permission;

namespace Notify.Sdk.Tests.Permission.OptOut;

public class OptOutLexiconTests
{
    private static readonly OptOutLexicon Lexicon = OptOutLexicon.Shipped;

    // The lines are tested without the model, which may find a doubt where a line is missing.
    private static readonly OptOutParser Rules = new(Lexicon, new());

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
    public void Every_line_of_phrases_has_an_example_and_is_read_as_it_says()
    {
        var offenders =
            from line in Lexicon.Lines.Where(IsPhrase)
            let parts = line.Example?.Split(" = ") ?? ["", "an example"]
            let reading = Rules.Read(parts[0])
            where Say(reading) != parts[1]
            select $"{line.Language} {line.Kind}: {Say(reading)} by {reading.Rule}, expected {parts[1]}";
        offenders.Should().BeEmpty();
        Lexicon.Lines.Count(IsPhrase).Should().BeGreaterThan(1_350);
    }

    [Fact]
    public void Every_reply_word_alone_is_read_as_what_its_line_says() =>
        Lexicon.Words.Where(w => !w.OnlyIfConfigured && OptOutParser.Default.Read(w.Word).Kind != w.Kind).Should().BeEmpty();

    [Fact]
    public void Without_its_line_an_example_is_read_otherwise()
    {
        // A language with what all share, so that no neighbour knows the word too; for what all share, four that use it.
        var offenders =
            from own in Lexicon.Lines.GroupBy(l => l.Language).ToList().AsParallel()
            let shared = Lexicon.Lines.Where(l => l.Language == "und" || own.Key == "und" && l.Language is "en" or "de" or "fr" or "es")
            let lines = shared.Concat(own).Distinct().ToList()
            let with = new OptOutParser(new OptOutLexicon(lines), new())
            from line in own.Where(l => IsPhrase(l) && !ReplySigns.IsSign(l))
            let message = line.Example!.Split(" = ")[0]
            let without = new OptOutParser(new OptOutLexicon(lines.Where(l => !ReferenceEquals(l, line))), new())
            where Say(without.Read(message)) == Say(with.Read(message))
            select $"{line.Language} {line.Kind}: {message}";
        offenders.Should().BeEmpty();
    }

    [Fact]
    public void The_example_of_a_sign_has_the_sign() =>
        Lexicon.Lines.Where(ReplySigns.IsSign).Should().OnlyContain(line => line.Text.Split('|').Any(line.Example!.Contains));

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

    private static bool IsPhrase(ReplyLine line) => RoleIndex.IsRole(line) || ReplySigns.IsSign(line) || line.Kind == "elision";

    /// <summary>With the wish: <c>opt-out channel wish:OtherChannel</c>.</summary>
    private static string Say(ReplyReading reading) =>
        OptOutParserTests.Say(reading) + (reading.Wish is { } wish ? $" wish:{wish.Kind}" : "");
}
