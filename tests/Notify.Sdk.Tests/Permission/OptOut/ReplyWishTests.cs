using Notify.Sdk.Permission;

namespace Notify.Sdk.Tests.Permission.OptOut;

public class ReplyWishTests
{
    [Theory]
    [InlineData("less, please", ReplyKind.Wish, ReplyWishKind.Fewer)]
    [InlineData("once a week is enough", ReplyKind.Wish, ReplyWishKind.Fewer)]
    [InlineData("nicht so oft bitte", ReplyKind.Wish, ReplyWishKind.Fewer)]
    [InlineData("menos mensajes por favor", ReplyKind.Wish, ReplyWishKind.Fewer)]
    [InlineData("too many messages", ReplyKind.Doubtful, ReplyWishKind.Fewer)]
    [InlineData("email me please", ReplyKind.Wish, ReplyWishKind.OtherChannel)]
    [InlineData("by mail instead", ReplyKind.OptOut, ReplyWishKind.OtherChannel)]
    [InlineData("lieber per Mail", ReplyKind.OptOut, ReplyWishKind.OtherChannel)]
    [InlineData("not before noon", ReplyKind.Wish, ReplyWishKind.OtherTime)]
    [InlineData("tomorrow", ReplyKind.Wish, ReplyWishKind.OtherTime)]
    [InlineData("nicht nachts", ReplyKind.Wish, ReplyWishKind.OtherTime)]
    [InlineData("just appointments", ReplyKind.Wish, ReplyWishKind.OnlyTopic)]
    [InlineData("nur Termine", ReplyKind.Wish, ReplyWishKind.OnlyTopic)]
    [InlineData("in Spanish please", ReplyKind.Wish, ReplyWishKind.OtherLanguage)]
    [InlineData("en español por favor", ReplyKind.Wish, ReplyWishKind.OtherLanguage)]
    [InlineData("who is this?", ReplyKind.Help, ReplyWishKind.WhoIsThis)]
    [InlineData("c'est qui ?", ReplyKind.Help, ReplyWishKind.WhoIsThis)]
    [InlineData("wrong person", ReplyKind.Doubtful, ReplyWishKind.WrongPerson)]
    [InlineData("falsche Nummer", ReplyKind.Doubtful, ReplyWishKind.WrongPerson)]
    public void It_goes_out_with_the_words_and_the_rule(string message, ReplyKind kind, ReplyWishKind wish)
    {
        var reading = OptOutParser.Default.Read(message);
        reading.Kind.Should().Be(kind, "of rule {0}", reading.Rule);
        reading.Wish!.Kind.Should().Be(wish);
        reading.Wish.Words.Should().Be(message);
        reading.Wish.Rule.Should().Be(reading.Rule);
        reading.ToString().Should().NotContain(message);
    }

    [Theory]
    [InlineData("stop texting, email me instead", ReplyScope.Channel, ReplyWishKind.OtherChannel)]
    [InlineData("stop sending texts and email me instead", ReplyScope.Channel, ReplyWishKind.OtherChannel)]
    [InlineData("stop texting me. Email me.", ReplyScope.Channel, ReplyWishKind.OtherChannel)]
    [InlineData("STOP. Email me instead", ReplyScope.Channel, ReplyWishKind.OtherChannel)]
    [InlineData("no more ads, email me instead", ReplyScope.Channel, ReplyWishKind.OtherChannel)]
    [InlineData("bitte keine SMS mehr, lieber per Mail", ReplyScope.Channel, ReplyWishKind.OtherChannel)]
    [InlineData("no me manden más mensajes, mejor por correo", ReplyScope.Channel, ReplyWishKind.OtherChannel)]
    [InlineData("who is this? stop texting me", ReplyScope.Unstated, ReplyWishKind.WhoIsThis)]
    [InlineData("too many texts, stop", ReplyScope.Unstated, ReplyWishKind.Fewer)]
    [InlineData("Wrong number, stop texting me", ReplyScope.Unstated, ReplyWishKind.WrongPerson)]
    public void Beside_a_stop_it_goes_out_too(string message, ReplyScope scope, ReplyWishKind wish)
    {
        var reading = OptOutParser.Default.Read(message);
        reading.Kind.Should().Be(ReplyKind.OptOut, "of rule {0}", reading.Rule);
        reading.Scope.Should().Be(scope);
        reading.Wish!.Kind.Should().Be(wish);
        reading.Wish.Words.Should().Be(message);
        reading.Wish.Rule.Should().NotBe(reading.Rule).And.StartWith("rule/");
    }

    [Theory]
    [InlineData("don't text me or call me")]
    [InlineData("Don't text me, or call me")]
    [InlineData("stop texting and calling me")]
    public void Another_verb_of_the_stop_is_no_wish(string message)
    {
        var reading = OptOutParser.Default.Read(message);
        reading.Kind.Should().Be(ReplyKind.OptOut);
        reading.Scope.Should().Be(ReplyScope.Unstated);
        reading.Wish.Should().BeNull();
    }

    [Theory]
    [InlineData("see you tomorrow")]
    [InlineData("can we meet later?")]
    [InlineData("the invoice came by email")]
    [InlineData("I speak to her on Monday")]
    public void Business_is_no_wish(string message) => OptOutParser.Default.Read(message).Wish.Should().BeNull();

    [Fact]
    public void The_words_that_go_out_have_a_bound() =>
        OptOutParser.Default.Read("less often please " + new string('a', 5_000)).Wish!.Words.Should().HaveLength(500);
}
