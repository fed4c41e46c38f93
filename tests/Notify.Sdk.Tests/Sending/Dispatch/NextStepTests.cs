using NodaTime;
using Notify.Sdk.Conformance;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Tests.Sending;

public class NextStepTests
{
    private static readonly SendingOptions Options = new()
    {
        MaximumAttempts = 3,
        FirstRetry = TimeSpan.FromSeconds(30),
        LongestRetry = TimeSpan.FromMinutes(10)
    };
    private static readonly Topic Hold = new() { Name = "t" };
    private static readonly Topic Resend = Hold with { OnUnknown = UnknownOutcomePolicy.ResendOnUnknown };
    private static readonly Delivery OneRoute = Samples.Delivery("d", "acc", Samples.Email("a"))
        with
    { State = DeliveryState.Sending, Attempts = 1 };
    private static readonly Delivery ThreeRoutes = Samples.Delivery("d", "acc", Samples.Email("a"), Samples.Phone(1), Samples.Phone(2))
        with
    { State = DeliveryState.Sending, Attempts = 1 };

    private static List<Delivery> Versions(Delivery delivery, Topic topic, SendOutcome? outcome) =>
        [.. new NextStep(Options).Versions(delivery, topic, outcome, Samples.Now, ProviderStanding.Alone)];

    private static Delivery Asked(Delivery delivery, int deferrals) => delivery with
    {
        Attempts = deferrals + 1,
        Asked = [new(delivery.RouteIndex, delivery.Provider) { Deferrals = deferrals }],
    };

    [Fact]
    public void Accepted_closes_it_with_the_providers_id()
    {
        var version = Versions(OneRoute, Hold, SendOutcome.Accepted("p-1")).Single();
        (version.State, version.ProviderId).Should().Be((DeliveryState.Accepted, "p-1"));
    }

    [Fact]
    public void Rejected_tries_each_further_route_and_then_fails() =>
        Versions(ThreeRoutes, Hold, SendOutcome.Rejected("no")).Select(v => (v.State, v.RouteIndex, v.Attempts))
            .Should().Equal((DeliveryState.Planned, 1, 0), (DeliveryState.Planned, 2, 0), (DeliveryState.Failed, 0, 1));

    [Fact]
    public void Rejected_on_the_only_route_fails() =>
        Versions(OneRoute, Hold, SendOutcome.Rejected("no")).Single().State.Should().Be(DeliveryState.Failed);

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    public void Deferred_waits_twice_as_long_each_time_with_up_to_a_fifth_more(int attempts, int seconds)
    {
        var version = Versions(Asked(OneRoute, attempts - 1), Hold, SendOutcome.Deferred("later")).Single();
        version.State.Should().Be(DeliveryState.Planned);
        (version.Due - Samples.Now).TotalSeconds.Should().BeInRange(seconds, seconds * 1.2);
    }

    [Fact]
    public void Deferred_waits_as_long_as_the_provider_asks() =>
        Versions(OneRoute, Hold, SendOutcome.Deferred("later", Duration.FromMinutes(7))).Single().Due.Should()
            .Be(Samples.Now + Duration.FromMinutes(7));

    [Fact]
    public void A_wait_is_never_longer_than_the_longest_retry()
    {
        var patient = new SendingOptions
        {
            MaximumAttempts = 100,
            FirstRetry = TimeSpan.FromSeconds(30),
            LongestRetry =
            TimeSpan.FromMinutes(10)
        };
        var version = new NextStep(patient).Versions(Asked(OneRoute, 89), Hold, SendOutcome.Deferred("later"), Samples.Now,
            ProviderStanding.Alone)
            .Single();
        (version.Due - Samples.Now).Should().BeLessThanOrEqualTo(Duration.FromMinutes(12));
    }

    [Fact]
    public void After_the_last_attempt_the_next_route_is_taken()
    {
        var version = Versions(Asked(ThreeRoutes, 2), Hold, SendOutcome.Deferred("later"))[0];
        (version.RouteIndex, version.Attempts).Should().Be((1, 0));
        version.Reasons.Select(r => r.Code).Should().Contain(ReasonCodes.RetriesExhausted);
    }

    [Fact]
    public void A_retry_that_would_come_after_the_expiry_takes_the_next_route_at_once() =>
        Versions(ThreeRoutes.WithPlan(p => p with { ExpiresAt = Samples.Now + Duration.FromMinutes(1) }), Hold,
            SendOutcome.Deferred("later", Duration.FromHours(1)))[0]
            .RouteIndex.Should().Be(1);

    [Fact]
    public void Where_others_may_be_asked_before_the_pause_is_over_it_waits_for_them()
    {
        var others = Samples.Now + Duration.FromSeconds(5);
        new NextStep(Options).Versions(OneRoute, Hold, SendOutcome.Deferred("later"), Samples.Now, new(others)).Single().Due.Should()
            .Be(others);
    }

    [Fact]
    public void Every_kind_of_outcome_and_of_refusal_leads_somewhere()
    {
        SendOutcome[] all =
        [
            SendOutcome.Accepted("p"), SendOutcome.Deferred("later"), SendOutcome.Unknown("lost"),
            .. Enum.GetValues<RejectionScope>().Select(scope => SendOutcome.Rejected("no", scope)),
        ];
        all.Select(o => o.Kind).Distinct().Order().Should().Equal(Enum.GetValues<SendOutcomeKind>());
        all.Should().OnlyContain(o => Versions(ThreeRoutes, Hold, o).Count > 0);
    }

    [Fact]
    public void Unknown_is_held_in_doubt_and_never_falls_back()
    {
        var version = Versions(ThreeRoutes, Hold, SendOutcome.Unknown("lost")).Single();
        (version.State, version.RouteIndex).Should().Be((DeliveryState.InDoubt, 0));
    }

    [Fact]
    public void Unknown_is_sent_again_where_the_topic_says_so()
    {
        var version = Versions(ThreeRoutes, Resend, SendOutcome.Unknown("lost")).Single();
        (version.State, version.RouteIndex).Should().Be((DeliveryState.Planned, 0));
    }

    [Fact]
    public void An_attempt_that_was_not_made_does_not_count()
    {
        var version = Versions(OneRoute, Hold, null).Single();
        (version.State, version.Attempts).Should().Be((DeliveryState.Planned, 0));
    }

    [Fact]
    public void The_same_delivery_and_outcome_lead_to_the_same_wait() =>
        Versions(OneRoute, Hold, SendOutcome.Deferred("later")).Should()
            .BeEquivalentTo(Versions(OneRoute, Hold, SendOutcome.Deferred("later")));
}
