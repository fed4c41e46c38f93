using Notify.Sdk.Permission;

namespace Notify.Sdk.Tests.Permission.OptOut;

public class ReplyModelTests
{
    private static readonly OptOutParser Rules = new(OptOutLexicon.Shipped, new());

    [Fact]
    public void It_raises_doubts_where_no_rule_found_anything_and_changes_nothing_else()
    {
        var texts = ReplyFigures.Read("reply-dev.tsv").Concat(ReplyFigures.Read("reply-split.tsv")).Select(m => m.Text).ToList();
        var changed = texts.Where(t => !Equals(OptOutParser.Default.Read(t), Rules.Read(t))).ToList();
        changed.Should().NotBeEmpty();
        changed.Should().OnlyContain(t => Rules.Read(t).Kind == ReplyKind.Other || Rules.Read(t).Kind == ReplyKind.Question);
        changed.Select(OptOutParser.Default.Read).Should().OnlyContain(r => r.Kind == ReplyKind.Doubtful && r.Rule == "model");
    }

    [Fact]
    public void Misspelt_wishes_that_no_rule_knows_are_asked_about()
    {
        string[] messages = ["pleese stpo textin meee", "stp texting me", "bitte kaine nachrichtn mer schikn"];
        foreach (var message in messages)
            OptOutParser.Default.Read(message).Kind.Should().BeOneOf(ReplyKind.Doubtful, ReplyKind.OptOut);
    }

    [Theory]
    [InlineData("ok see you at five")]
    [InlineData("The parcel came this morning, thank you!")]
    [InlineData("Können wir den Termin auf Freitag verschieben?")]
    [InlineData("¿A qué hora abren mañana?")]
    public void Business_is_left_alone(string message) =>
        OptOutParser.Default.Read(message).Kind.Should().BeOneOf(ReplyKind.Other, ReplyKind.Question);

    [Fact]
    public void Half_a_model_is_refused()
    {
        var make = () => new ReplyModel(new byte[ReplyModel.Size / 2]);
        make.Should().Throw<FormatException>().WithMessage($"*{ReplyModel.Size}*");
    }

    [Fact]
    public void A_model_without_weights_suspects_nobody() =>
        new OptOutParser(OptOutLexicon.Shipped, new(), new ReplyModel(new byte[ReplyModel.Size])).Read("stp texting me")
            .Kind.Should().Be(Rules.Read("stp texting me").Kind);
}
