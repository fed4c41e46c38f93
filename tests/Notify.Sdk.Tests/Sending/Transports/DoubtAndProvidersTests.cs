using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Sending;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Sending;

/// <summary>Two providers of email and two of texts: what may have arrived with one of them, and what each asks to wait.</summary>
public sealed class DoubtAndProvidersTests : IDisposable
{
    private const string Key = "twice/1";

    private readonly RecordingTransport _acme = new(DeliveryChannel.Email);
    private readonly RecordingTransport _spare = new(DeliveryChannel.Email);
    private readonly RecordingTransport _one = new(DeliveryChannel.Sms);
    private readonly RecordingTransport _two = new(DeliveryChannel.Sms);
    private readonly Scenario _scenario;

    public DoubtAndProvidersTests() => _scenario = With("acme", "spare", "one", "two");

    public void Dispose() => _scenario.Dispose();

    /// <summary>A process with these transports over the same store and clock.</summary>
    private Scenario With(params string[] names) => new(b =>
    {
        b.Services.RemoveTransports();
        foreach (var name in names)
            b.AddTransport(name, _ => name switch { "acme" => _acme, "spare" => _spare, "one" => _one, _ => _two });
        b.AddTopic("twice", t => Words(t).OnUnknown(UnknownOutcomePolicy.ResendOnUnknown))
            .AddTopic("mail", t => t.Transactional().Email("en", "News", "News.").OnUnknown(UnknownOutcomePolicy.ResendOnUnknown))
            .AddTopic("once", t => Words(t));
        if (_scenario is not null)
            b.Services.AddOutbox(_scenario.Outbox);
    }, time: _scenario?.Time);

    private static TopicBuilder Words(TopicBuilder topic) => topic.Transactional().Over(DeliveryChannel.Email, DeliveryChannel.Sms)
        .Email("en", "News", "News.").Sms("en", "News.");

    private static async Task RunAsync(Scenario scenario, int hours)
    {
        for (var hour = 0; hour < hours; hour++)
            await scenario.DispatchAfterAsync(Duration.FromHours(1));
    }

    private (int Acme, int Spare, int One, int Two) Calls => (_acme.Calls.Count, _spare.Calls.Count, _one.Calls.Count, _two.Calls.Count);

    [Fact]
    public async Task A_doubt_on_one_route_does_not_bind_the_providers_of_the_next()
    {
        _acme.Answers(SendOutcome.Unknown("no answer"));
        _one.Answers(SendOutcome.Deferred("busy"));
        await _scenario.SendAsync("twice", People.Ana);
        await RunAsync(_scenario, 12);
        Calls.Should().Be((new SendingOptions().MaximumAttempts, 0, 1, 1));
        (await _scenario.DeliveryAsync(Key, "ana")).Provider.Should().Be("two");
    }

    [Theory]
    [InlineData(ReceiptKind.Delivered, DeliveryState.Delivered)]
    [InlineData(ReceiptKind.Accepted, DeliveryState.Accepted)]
    public async Task A_receipt_for_what_waits_to_be_sent_again_ends_the_waiting(ReceiptKind kind, DeliveryState expected)
    {
        _acme.Answers(SendOutcome.Unknown("no answer"));
        await _scenario.SendAsync("mail", People.Ana);
        await _scenario.DispatchAsync();
        var waits = await _scenario.DeliveryAsync("mail/1", "ana");
        waits.State.Should().Be(DeliveryState.Planned);
        await _scenario.Receipts.RecordAsync(new("acme", "e", "x", kind, Scenario.Monday)
        {
            IdempotencyKey = DeliveryIds.IdempotencyKey(waits.Id, 0),
        });
        await RunAsync(_scenario, 12);
        (Calls, (await _scenario.DeliveryAsync("mail/1", "ana")).State).Should().Be(((1, 0, 0, 0), expected));
    }

    [Fact]
    public async Task What_may_be_with_a_provider_that_is_gone_goes_to_no_other_of_its_route()
    {
        _acme.Answers(SendOutcome.Unknown("no answer"));
        await _scenario.SendAsync("mail", People.Ana);
        await _scenario.DispatchAsync();
        using var smaller = With("spare");
        await RunAsync(smaller, 2);
        Calls.Should().Be((1, 0, 0, 0));
        _acme.Answers(SendOutcome.Accepted("x"));
        await RunAsync(_scenario, 1);
        var told = await _scenario.DeliveryAsync("mail/1", "ana");
        (told.State, told.Provider).Should().Be((DeliveryState.Accepted, "acme"));
        told.Reasons.Should().Contain(r => r.Code == ReasonCodes.NoTransport && r.Detail.Contains("'acme' may have the message"));
    }

    [Fact]
    public async Task What_may_be_with_a_provider_that_is_gone_for_good_ends_in_doubt()
    {
        _acme.Answers(SendOutcome.Unknown("no answer"));
        await _scenario.SendAsync(new Notification("mail", "mail/1") { ExpiresAt = _scenario.Time.Now + Duration.FromHours(3) },
            People.Ana);
        await _scenario.DispatchAsync();
        using var smaller = With("spare");
        await RunAsync(smaller, 5);
        (await _scenario.DeliveryAsync("mail/1", "ana")).State.Should().Be(DeliveryState.InDoubt);
    }

    [Fact]
    public async Task What_may_be_with_a_provider_that_is_gone_takes_the_next_route_where_the_topic_says_twice_rather_than_never()
    {
        _acme.Answers(SendOutcome.Unknown("no answer"));
        await _scenario.SendAsync("twice", People.Ana);
        await _scenario.DispatchAsync();
        using var smaller = With("spare", "one");
        await RunAsync(smaller, 1);
        Calls.Should().Be((1, 0, 1, 0));
    }

    [Fact]
    public async Task What_may_have_arrived_over_one_route_does_not_fail_because_the_next_refuses_it()
    {
        _acme.Answers(SendOutcome.Unknown("no answer"));
        _one.Answers(SendOutcome.Rejected("no such number"));
        await _scenario.SendAsync("twice", People.Ana);
        await RunAsync(_scenario, 12);
        (await _scenario.DeliveryAsync(Key, "ana")).State.Should().Be(DeliveryState.InDoubt);
    }

    [Fact]
    public async Task What_is_tried_again_by_hand_goes_to_the_provider_that_may_have_it()
    {
        _acme.AnswersInTurn(SendOutcome.Deferred("busy"), SendOutcome.Accepted("x"));
        _spare.AnswersInTurn(SendOutcome.Unknown("no answer"), SendOutcome.Deferred("busy"), SendOutcome.Accepted("y"));
        await _scenario.SendAsync("once", People.Ana);
        await _scenario.DispatchAsync();
        var doubtful = await _scenario.DeliveryAsync("once/1", "ana");
        (doubtful.State, doubtful.Provider).Should().Be((DeliveryState.InDoubt, "spare"));
        await SettleAsync(Settlement.TryAgain);
        await RunAsync(_scenario, 3);
        Calls.Should().Be((1, 3, 0, 0));
    }

    [Fact]
    public async Task What_did_not_arrive_says_somebody_may_go_to_any_provider()
    {
        _acme.AnswersInTurn(SendOutcome.Unknown("no answer"), SendOutcome.Deferred("busy"));
        await _scenario.SendAsync("once", People.Ana);
        await _scenario.DispatchAsync();
        await SettleAsync(Settlement.DidNotArrive);
        await SettleAsync(Settlement.TryAgain);
        await _scenario.DispatchAsync();
        Calls.Should().Be((2, 1, 0, 0));
    }

    [Fact]
    public async Task One_that_refused_for_good_is_not_doubted_because_an_earlier_one_is()
    {
        _acme.AnswersInTurn([.. Enumerable.Repeat(SendOutcome.Unknown("no answer"), 8), SendOutcome.Rejected("no")]);
        _one.AnswersInTurn(SendOutcome.Rejected("no such number"), SendOutcome.Deferred("busy"));
        await _scenario.SendAsync("twice", People.Ana);
        await RunAsync(_scenario, 12);
        await SettleAsync(Settlement.TryAgain, Key);
        await RunAsync(_scenario, 14); // texts wait for the morning
        Calls.Should().Be((9, 0, 2, 1));
    }

    private async Task SettleAsync(Settlement settlement, string key = "once/1") => await _scenario.Notifier.SettleAsync(
        await _scenario.DeliveryAsync(key, "ana"), settlement, "duty", "looked it up");

    [Fact]
    public async Task A_provider_that_asks_to_wait_is_not_asked_before_although_another_was_asked_between()
    {
        _acme.AnswersInTurn(SendOutcome.Deferred("429", Duration.FromHours(1)), SendOutcome.Accepted("x"));
        _spare.Answers(SendOutcome.Deferred("busy"));
        await _scenario.SendAsync("once", People.Ana);
        for (var minute = 0; minute < 59; minute++)
            await _scenario.DispatchAfterAsync(Duration.FromMinutes(1));
        Calls.Acme.Should().Be(1);
        Calls.Spare.Should().BeGreaterThan(3);
        await RunAsync(_scenario, 2);
        (await _scenario.DeliveryAsync("once/1", "ana")).Provider.Should().Be("acme");
    }

    [Fact]
    public async Task A_route_whose_transport_is_gone_gives_way_to_a_later_one_that_is_served()
    {
        await _scenario.SendAsync("once", People.Ana);
        using var texts = With("one");
        await texts.DispatchAsync();
        Calls.Should().Be((0, 0, 1, 0));
        (await texts.DeliveryAsync("once/1", "ana")).Reasons.Select(r => r.Code).Should()
            .Equal(ReasonCodes.NoTransport, ReasonCodes.Accepted);
    }

    [Fact]
    public async Task A_later_route_that_is_refused_does_not_end_what_waits_for_its_transport()
    {
        await _scenario.SendAsync("once", People.Ana);
        using var texts = With("one");
        await texts.Get<IConsentLedger>().AppendAsync([new()
        {
            Id = "stop", Address = Scenario.Number(People.NewYorkPhone), Scope = ConsentScope.Of("once"), Status = ConsentStatus.Withdrawn,
            Basis = ConsentBasis.ExpressWritten, OccurredAt = texts.Time.Now,
        }]);
        await texts.DispatchAsync();
        (await _scenario.DeliveryAsync("once/1", "ana")).State.Should().Be(DeliveryState.Planned);
        await RunAsync(_scenario, 1);
        Calls.Should().Be((1, 0, 0, 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_late_word_of_the_first_provider_is_known_in_a_process_without_transports(bool failed)
    {
        _acme.Answers(SendOutcome.Deferred("busy"));
        await _scenario.SendAsync("once", People.Ana);
        await _scenario.DispatchAsync();
        using var hooks = With();
        await hooks.Receipts.RecordAsync(new Receipt(failed ? "acme" : "", "e-1", "a-77", ReceiptKind.Failed, hooks.Time.Now)
        {
            IdempotencyKey = _acme.Calls[0].IdempotencyKey,
        });
        var told = await _scenario.DeliveryAsync("once/1", "ana");
        (told.State, told.RouteIndex).Should().Be(failed ? (DeliveryState.Accepted, 0) : (DeliveryState.Planned, 1));
    }
}
