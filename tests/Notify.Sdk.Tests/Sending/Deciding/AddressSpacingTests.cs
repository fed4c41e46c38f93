using NodaTime;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

/// <summary>
/// Different words to a shared address keep their distance; whoever cannot wait that long is told another way, or hears why not.
/// </summary>
public class AddressSpacingTests
{
    private static readonly Duration Worthless = Duration.FromMinutes(5); // less than the distance

    private static readonly Contact Ana = People.Contact("ana").Named("Ana Example").Email("family@example.com");
    private static readonly Contact Boris = People.Contact("bo").Named("Boris Different").Email("family@example.com");

    private static async Task<SendReport> SendCodesAsync(params Contact[] list)
    {
        using var scenario =
            new Scenario(b => b.AddTopic("code", t => t.Transactional().Personal().Over(DeliveryChannel.Email, DeliveryChannel.Sms)
            .Email("en", "Code", "Dear {{recipient.name}}").Sms("en", "Code").ExpiresAfter(Worthless)));
        return await scenario.SendAsync("code", list);
    }

    [Fact]
    public async Task Who_cannot_wait_for_a_shared_mailbox_is_told_over_a_route_of_their_own()
    {
        var told = (await SendCodesAsync(Ana, Boris.Phone(People.NewYorkPhone))).Of("bo");
        (told.Kind, told.Channel).Should().Be((OutcomeKind.Planned, DeliveryChannel.Sms), told.Text());
        told.Codes().Should().Contain(ReasonCodes.AddressSpacing, "that is why it is not the mailbox");
    }

    [Fact]
    public async Task Who_has_no_other_route_hears_that_the_distance_would_be_too_late()
    {
        var refused = (await SendCodesAsync(Ana, Boris)).Of("bo");
        refused.Kind.Should().Be(OutcomeKind.Suppressed);
        refused.Codes().Should().Contain([ReasonCodes.AddressSpacing, ReasonCodes.Expired]);
    }

    [Fact]
    public async Task Who_is_left_with_another_shared_address_keeps_the_distance_there_too()
    {
        var outcomes =
            (await SendCodesAsync(Ana.Phone(People.NewYorkPhone), Boris.Phone(People.NewYorkPhone), People.Contact("cy")
            .Named("Cyril Third").Email("family@example.com").Phone(People.NewYorkPhone))).Outcomes;
        outcomes.Select(o => (o.Kind, o.Channel)).Should().Equal(
            (OutcomeKind.Planned, DeliveryChannel.Email), (OutcomeKind.Planned, DeliveryChannel.Sms), (OutcomeKind.Suppressed, null));
    }
}
