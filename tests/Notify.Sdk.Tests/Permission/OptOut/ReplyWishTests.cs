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
    [InlineData("see you tomorrow")]
    [InlineData("can we meet later?")]
    [InlineData("the invoice came by email")]
    [InlineData("I speak to her on Monday")]
    public void Business_is_no_wish(string message) => OptOutParser.Default.Read(message).Wish.Should().BeNull();

    [Fact]
    public void The_words_that_go_out_have_a_bound() =>
        OptOutParser.Default.Read("less often please " + new string('a', 5_000)).Wish!.Words.Should().HaveLength(500);
}
