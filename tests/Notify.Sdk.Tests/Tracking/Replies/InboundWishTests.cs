using Notify.Sdk.Permission;
using static Notify.Sdk.Tests.Tracking.Replies;

namespace Notify.Sdk.Tests.Tracking;

public class InboundWishTests
{
    [Theory]
    [InlineData("less, please")]
    [InlineData("not before noon")]
    [InlineData("just appointments")]
    [InlineData("in Spanish please")]
    public async Task A_wish_goes_out_and_nothing_is_confirmed_that_is_not_kept(string text)
    {
        using var scenario = Scenario();
        var outcome = await scenario.ReceiveAsync(text);
        outcome.Reading.Wish!.Words.Should().Be(text);
        outcome.Reasons.Single().Code.Should().Be(ReasonCodes.ReplyWish);
        outcome.Answer.Should().BeNull();
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(1);
    }

    [Fact]
    public async Task Another_channel_instead_stops_this_one_and_is_confirmed()
    {
        using var scenario = Scenario();
        var outcome = await scenario.ReceiveAsync("by mail instead");
        outcome.Reading.Wish!.Kind.Should().Be(ReplyWishKind.OtherChannel);
        await scenario.DispatchAsync();
        scenario.Answers().Should().Equal("Example Shop: You will get no more messages from us this way. Reply STOP to end all messages.");
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(0);
    }

    [Theory]
    [InlineData("stop texting, email me instead")]
    [InlineData("STOP. Email me instead")]
    public async Task A_stop_with_a_wish_for_another_channel_stops_this_one_and_the_wish_goes_out(string text)
    {
        using var scenario = Scenario();
        var outcome = await scenario.ReceiveAsync(text);
        outcome.Reading.Wish!.Kind.Should().Be(ReplyWishKind.OtherChannel);
        outcome.Reasons.Single().Code.Should().Be(ReasonCodes.StoppedByReply);
        outcome.Reasons.Single().Detail.Should().Contain("over sms");
        await scenario.DispatchAsync();
        scenario.Answers().Should().Equal("Example Shop: You will get no more messages from us this way. Reply STOP to end all messages.");
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(0);
    }

    [Fact]
    public async Task Advertising_that_is_refused_stops_and_what_is_no_advertising_goes_on()
    {
        using var scenario = Scenario();
        await scenario.ReceiveAsync("no more ads please");
        await scenario.DispatchAsync();
        scenario.Answers().Should().Equal("Example Shop: You will get no more advertising from us. Reply STOP ALL to end all messages.");
        (await scenario.SendAsync("bill", Mobile())).Planned.Should().Be(1);
    }

    [Fact]
    public async Task Who_is_this_is_answered_with_the_name()
    {
        using var scenario = Scenario();
        (await scenario.ReceiveAsync("who is this?")).Reading.Wish!.Kind.Should().Be(ReplyWishKind.WhoIsThis);
        await scenario.DispatchAsync();
        scenario.Answers().Single().Should().StartWith("Example Shop: For help");
    }
}
