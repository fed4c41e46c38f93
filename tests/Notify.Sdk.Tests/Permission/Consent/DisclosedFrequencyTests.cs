using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

/// <summary>"Up to two messages a week" is kept, whatever the caller sends.</summary>
public sealed class FrequencyPromiseTests : IDisposable
{
    private static readonly AddressKey Mailbox = Scenario.Mailbox("bo@example.com");
    private static readonly Contact Bo = People.Contact("bo").Email("bo@example.com");
    private readonly Scenario _scenario =
        new(b => b.AddTopic("club", t => t.Marketing().Over(DeliveryChannel.Email).Email("en", "Club", "News of the club.")));

    public void Dispose() => _scenario.Dispose();

    private async Task Agree(DisclosedFrequency promise, string id = "c-1", params string[] topics) =>
        await _scenario.Get<IConsentLedger>().AppendAsync([new()
    {
        Id = id,
        Address = Mailbox,
        Scope = ConsentScope.Everything,
        Status = ConsentStatus.Granted,
        OccurredAt = _scenario.Time.Now,
        Disclosure = new() { Text = $"Offers, {promise}.", Topics = topics.Length == 0 ? ["offer"] : topics, Frequency = promise },
    }]);

    private async Task<AccountOutcome> Send(string key, string topic = "offer", Duration? lifetime = null) =>
        (await _scenario.SendAsync(new Notification(topic, key) { ExpiresAt = lifetime is { } l ? _scenario.Time.Now + l : null }, Bo))
            .Of("bo");

    [Fact]
    public async Task A_message_beyond_the_promise_is_refused_with_the_id_of_the_consent()
    {
        await Agree(DisclosedFrequency.Of(2, Duration.FromDays(7)));
        (await Send("1")).Kind.Should().Be(OutcomeKind.Planned);
        (await Send("2")).Kind.Should().Be(OutcomeKind.Planned);
        await _scenario.DispatchAsync();
        var third = await Send("3");
        third.Kind.Should().Be(OutcomeKind.Suppressed);
        third.Reasons.Should().Contain(r => r.Code == ReasonCodes.FrequencyBeyondDisclosed
            && r.Detail == "email: At most 2 in 7 days were promised to this address (record c-1).");
    }

    [Fact]
    public async Task It_waits_when_the_promise_has_room_before_it_expires()
    {
        await Agree(DisclosedFrequency.Of(1, Duration.FromDays(1)));
        await Send("1");
        await _scenario.DispatchAsync();
        var second = await Send("2");
        (second.Kind, second.Due).Should().Be((OutcomeKind.Held, _scenario.Time.Now + Duration.FromDays(1)));
        await _scenario.DispatchAfterAsync(Duration.FromDays(1));
        _scenario.Mail.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task Topics_that_were_disclosed_together_share_the_promise()
    {
        await Agree(DisclosedFrequency.Of(1, Duration.FromDays(7)), topics: ["offer", "club"]);
        await Send("1", "club");
        await _scenario.DispatchAsync();
        (await Send("2", "offer")).Kind.Should().Be(OutcomeKind.Suppressed);
    }

    [Fact]
    public async Task Agreeing_to_the_same_words_again_does_not_start_a_new_count()
    {
        await Agree(DisclosedFrequency.Of(1, Duration.FromDays(7)));
        await Send("1");
        await _scenario.DispatchAsync();
        _scenario.Time.Advance(Duration.FromHours(1));
        await Agree(DisclosedFrequency.Of(1, Duration.FromDays(7)), "c-2");
        (await Send("2")).Reasons.Should().Contain(r => r.Code == ReasonCodes.FrequencyBeyondDisclosed
            && r.Detail.Contains("(record c-2)"));
    }

    [Fact]
    public async Task A_larger_promise_makes_room()
    {
        await Agree(DisclosedFrequency.Of(1, Duration.FromDays(7)));
        await Send("1");
        await _scenario.DispatchAsync();
        _scenario.Time.Advance(Duration.FromHours(1));
        await Agree(DisclosedFrequency.Of(2, Duration.FromDays(7)), "c-2");
        (await Send("2")).Kind.Should().Be(OutcomeKind.Planned);
    }

    [Fact]
    public async Task A_promise_of_none_means_none()
    {
        await Agree(DisclosedFrequency.Of(0, Duration.FromDays(7)));
        (await Send("1")).Codes().Should().Contain(ReasonCodes.FrequencyBeyondDisclosed);
    }

    [Fact]
    public async Task Frequency_varies_promises_nothing()
    {
        await Agree(DisclosedFrequency.Varies);
        foreach (var key in (string[])["1", "2", "3", "4", "5"])
            (await Send(key)).Kind.Should().Be(OutcomeKind.Planned);
    }

    [Fact]
    public async Task A_bill_is_not_counted_and_not_stopped()
    {
        await Agree(DisclosedFrequency.Of(1, Duration.FromDays(7)));
        await Send("1", "bill");
        await Send("2");
        (await Send("3", "bill")).Kind.Should().Be(OutcomeKind.Planned);
    }

    [Fact]
    public async Task A_promise_made_between_plan_and_hand_over_is_kept()
    {
        await Agree(DisclosedFrequency.Varies);
        await Send("1");
        await _scenario.DispatchAsync();
        await Send("2");
        _scenario.Time.Advance(Duration.FromSeconds(1));
        await Agree(DisclosedFrequency.Of(0, Duration.FromDays(7)), "c-2");
        await _scenario.DispatchAsync();
        _scenario.Mail.Calls.Should().HaveCount(1);
    }

    [Fact]
    public async Task What_was_planned_before_the_promise_uses_it_up_too()
    {
        await Agree(DisclosedFrequency.Varies);
        await Send("1");
        _scenario.Time.Advance(Duration.FromSeconds(1));
        await Agree(DisclosedFrequency.Of(1, Duration.FromDays(7)), "c-2");
        await _scenario.DispatchAsync();
        (await Send("2")).Codes().Should().Contain(ReasonCodes.FrequencyBeyondDisclosed);
        await _scenario.DispatchAsync();
        _scenario.Mail.Calls.Should().HaveCount(1);
    }

    [Fact]
    public async Task Beyond_the_promise_of_what_is_only_planned_it_is_held_by_forecast_and_not_refused()
    {
        await Agree(DisclosedFrequency.Of(1, Duration.FromDays(7)));
        await Send("1");
        _scenario.Time.Advance(Duration.FromSeconds(1));
        var second = await Send("2");
        (second.Kind, second.IsForecast).Should().Be((OutcomeKind.Held, true));
        second.Codes().Should().Contain([ReasonCodes.FrequencyBeyondDisclosed, ReasonCodes.NoRoomForecast]);
        await _scenario.Notifier.CancelAsync("1");
        await _scenario.DispatchAsync();
        _scenario.Mail.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task Many_calls_at_once_keep_the_promise()
    {
        await Agree(DisclosedFrequency.Of(3, Duration.FromDays(7)));
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Send($"k-{i}"))));
        await _scenario.DispatchAsync();
        _scenario.Mail.Calls.Should().HaveCount(3);
    }

    [Theory]
    [InlineData(-1, 7)]
    [InlineData(1, 0)]
    [InlineData(1, 367)]
    public void A_promise_that_cannot_be_kept_is_refused(int most, int days) =>
        FluentActions.Invoking(() => DisclosedFrequency.Of(most, Duration.FromDays(days))).Should().Throw<ArgumentOutOfRangeException>();
}
