using Notify.Sdk.Consents;

namespace Notify.Sdk.Tests.Permission.Bases;

/// <summary>A channel that a rule does not name is as strict as the strictest that it resembles.</summary>
public sealed class LikenessTests
{
    private static readonly AddressKind Kind = AddressKind.InApp;
    private static readonly DeliveryChannel Any = new("page") { AddressKind = Kind };
    private static readonly DeliveryChannel LikeMail = new("page") { AddressKind = Kind, Resembles = [DeliveryChannel.Email] };
    private static readonly DeliveryChannel LikeBoth =
        new("page") { AddressKind = Kind, Resembles = [DeliveryChannel.Email, DeliveryChannel.Sms] };

    public static TheoryData<string, DeliveryChannel, DeliveryChannel[], bool> Named => new()
    {
        { "nothing said: calls", Any, [DeliveryChannel.Voice], true },
        { "nothing said: mail", Any, [DeliveryChannel.Email], true },
        { "like mail: mail", LikeMail, [DeliveryChannel.Email], true },
        { "like mail: texts", LikeMail, [DeliveryChannel.Sms], false },
        { "named itself", LikeMail, [LikeMail, DeliveryChannel.Sms], true },
        { "named by name alone", LikeMail, [DeliveryChannel.Named("page")], true },
        { "another one of a host", LikeMail, [DeliveryChannel.Named("beep")], false },
        { "a well-known one is held to its own rules", DeliveryChannel.Sms, [DeliveryChannel.Email, DeliveryChannel.Voice], false },
        { "a push is held to those of messengers", DeliveryChannel.Push, [DeliveryChannel.Telegram], true },
        { "like push: messengers, which a push resembles", new("page") { AddressKind = Kind, Resembles = [DeliveryChannel.Push] },
            [DeliveryChannel.Telegram], true },
        { "like a web hook: mail", new("page") { AddressKind = Kind, Resembles = [DeliveryChannel.WebHook] }, [DeliveryChannel.Email],
            true },
        { "a push is not held to those of texts", DeliveryChannel.Push, [DeliveryChannel.Sms], false },
    };

    [Theory]
    [MemberData(nameof(Named))]
    public void A_rule_holds_for_what_it_names_and_for_what_resembles_it(
        string what, DeliveryChannel channel, DeliveryChannel[] named, bool holds) => channel.IsAmong(named).Should().Be(holds, what);

    [Fact]
    public void What_frees_one_likeness_alone_leaves_a_channel_bound_by_the_other()
    {
        var bound = ChannelSet.Of([DeliveryChannel.Email, DeliveryChannel.Sms]);
        var mail = ChannelSet.Of([DeliveryChannel.Email]);
        mail.Frees(DeliveryChannel.Email, bound).Should().BeTrue();
        mail.Frees(LikeMail, bound).Should().BeTrue();
        mail.Frees(LikeBoth, bound).Should().BeFalse();
        mail.Frees(Any, bound).Should().BeFalse();
        bound.Frees(LikeBoth, bound).Should().BeTrue();
    }

    [Theory]
    [InlineData("AT", "AT-174-EMAIL")]
    [InlineData("DE", "DE-7-SMS")]
    [InlineData("FR", "FR-L34-5")]
    public void A_channel_of_which_nothing_is_said_needs_what_the_strictest_rule_of_the_place_asks_for(string country, string rule)
    {
        using var bench = new LawBench();
        var message = bench.About(MessageClass.Marketing, Any) with { Country = country };
        message.With(message.Yes(ConsentBasis.ImpliedInquiry)).ShouldBeRefused().Detail
            .Should().Contain(rule).And.Contain("page resembles");
        message.With(message.Yes(ConsentBasis.ExpressWritten)).ShouldPass();
    }

    [Fact]
    public void It_resembles_well_known_channels_only_and_at_least_one()
    {
        FluentActions.Invoking(() => new DeliveryChannel("a") { Resembles = [] }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new DeliveryChannel("a") { Resembles = [Any] }).Should().Throw<ArgumentException>();
    }
}
