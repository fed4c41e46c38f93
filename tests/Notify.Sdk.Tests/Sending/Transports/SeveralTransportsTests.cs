using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Notify.Sdk.Sending;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Sending;

/// <summary>Two accounts for two brands, and a third that takes over when one is down.</summary>
public sealed class SeveralTransportsTests : IDisposable
{
    private const string Topic = "parcel";

    private readonly RecordingTransport _acme = new(DeliveryChannel.Email);
    private readonly RecordingTransport _globex = new(DeliveryChannel.Email);
    private readonly RecordingTransport _spare = new(DeliveryChannel.Email);
    private readonly Scenario _scenario;

    public SeveralTransportsTests() => _scenario = new(b => Three(b));

    public void Dispose() => _scenario.Dispose();

    private NotifyBuilder Three(NotifyBuilder builder)
    {
        foreach (var channel in builder.Services.Where(s => s.ServiceType == typeof(ITransport)).ToList())
            builder.Services.Remove(channel);
        return builder
            .AddTransport("spare", _ => _spare)
            .AddTransport("acme", _ => _acme, t => t.ForBrands("ACME"))
            .AddTransport("globex", _ => _globex, t => t.ForBrands("Globex"))
            .AddTopic(Topic, t => Mail(t).From("Acme"))
            .AddTopic("statement", t => Mail(t).From("Globex"))
            .AddTopic("word", t => Mail(t))
            .AddTopic("chosen", t => Mail(t).From("Acme").Via("spare"));
    }

    private static TopicBuilder Mail(TopicBuilder topic) => topic.Transactional().Email("en", "News", "Dear {{recipient.name}}.");

    private async Task<Delivery> ToldAsync(string topic = Topic)
    {
        await _scenario.SendAsync(new Notification(topic, topic + "/1"), People.Ana);
        await _scenario.DispatchAsync();
        return await _scenario.DeliveryAsync(topic + "/1", "ana");
    }

    [Theory]
    [InlineData(Topic, "acme")]
    [InlineData("statement", "globex")]
    [InlineData("word", "spare")]
    [InlineData("chosen", "spare")]
    public async Task Each_brand_has_its_account_and_a_topic_may_choose(string topic, string provider)
    {
        (await ToldAsync(topic)).Provider.Should().Be(provider);
        new[] { _acme, _globex, _spare }.Sum(t => t.Calls.Count).Should().Be(1);
    }

    [Fact]
    public async Task What_one_did_not_take_the_next_one_takes_in_the_same_run_and_the_explanation_says_so()
    {
        _acme.Answers(SendOutcome.Deferred("no connection"));
        var told = await ToldAsync();
        (told.State, told.Provider).Should().Be((DeliveryState.Accepted, "spare"));
        _globex.Calls.Should().BeEmpty("it serves another brand");
        _spare.Calls.Single().Provider.Should().Be("spare");
        told.Reasons.Select(r => r.Code).Should().Equal(ReasonCodes.Deferred, ReasonCodes.NextProvider, ReasonCodes.Accepted);
        (await _scenario.Notifier.ExplainAsync(Topic + "/1", "ana"))!.History.Select(r => r.Detail).Should()
            .Contain(d => d.StartsWith("acme: ", StringComparison.Ordinal)).And
            .Contain(d => d.StartsWith("spare: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gates_are_asked_again_before_the_next_one_is_called()
    {
        _acme.Answer = async (_, _) =>
        {
            await _scenario.OptOutAsync("ana.diaz@example.com", Topic);
            return SendOutcome.Deferred("no connection");
        };
        await _scenario.SendAsync(new Notification(Topic, Topic + "/1"),
            new Contact("ana") { Name = "Ana Diaz", Emails = ["ana.diaz@example.com"] });
        (await _scenario.DispatchAsync()).Suppressed.Should().Be(1);
        _spare.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task What_may_have_arrived_goes_to_nobody_else()
    {
        _acme.Answers(SendOutcome.Unknown("no answer after the final dot"));
        (await ToldAsync()).State.Should().Be(DeliveryState.InDoubt);
        _spare.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task What_may_be_sent_twice_is_sent_twice_by_the_same_provider_only()
    {
        using Scenario again = new(b => Three(b).AddTopic("twice",
            t => Mail(t).From("Acme").OnUnknown(UnknownOutcomePolicy.ResendOnUnknown)));
        _acme.AnswersInTurn(SendOutcome.Unknown("no answer"), SendOutcome.Deferred("busy"), SendOutcome.Accepted("x"));
        await again.SendAsync("twice", People.Ana);
        for (var i = 0; i < 3; i++)
            await again.DispatchAfterAsync(Duration.FromMinutes(10));
        (_acme.Calls.Count, _spare.Calls.Count).Should().Be((3, 0));
        _acme.Calls.Select(c => c.IdempotencyKey).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task A_refusal_for_good_does_not_ask_the_next_one()
    {
        _acme.Answers(SendOutcome.Rejected("no such mailbox"));
        (await ToldAsync()).State.Should().Be(DeliveryState.Failed);
        _spare.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task When_all_defer_the_round_begins_again_later_with_the_first()
    {
        _acme.AnswersInTurn(SendOutcome.Deferred("busy"), SendOutcome.Accepted("x"));
        _spare.Answers(SendOutcome.Deferred("busy"));
        var told = await ToldAsync();
        (told.State, told.Attempts).Should().Be((DeliveryState.Planned, 2));
        told.Due.Should().BeGreaterThan(_scenario.Time.Now);
        await _scenario.DispatchAfterAsync(Duration.FromMinutes(10));
        (await _scenario.DeliveryAsync(Topic + "/1", "ana")).Provider.Should().Be("acme");
        (_acme.Calls.Count, _spare.Calls.Count).Should().Be((2, 1));
    }

    [Fact]
    public async Task As_many_rounds_are_tried_as_with_one_provider()
    {
        _acme.Answers(SendOutcome.Deferred("busy"));
        _spare.Answers(SendOutcome.Deferred("busy"));
        await ToldAsync();
        for (var i = 0; i < 30; i++)
            await _scenario.DispatchAfterAsync(Duration.FromHours(1));
        (await _scenario.DeliveryAsync(Topic + "/1", "ana")).Reasons.Select(r => r.Code).Should().Contain(ReasonCodes.RetriesExhausted);
        var rounds = new SendingOptions().MaximumAttempts;
        (_acme.Calls.Count, _spare.Calls.Count).Should().Be((rounds, rounds));
    }

    [Fact]
    public async Task A_provider_that_keeps_failing_rests_and_is_asked_again_when_its_pause_is_over()
    {
        _acme.Answers(SendOutcome.Deferred("no connection"));
        Contact[] many = [.. Enumerable.Range(0, 60).Select(i => new Contact($"a{i}") { Emails = [$"a{i}@example.com"] })];
        await _scenario.SendAsync(new Notification(Topic, "many"), many);
        await _scenario.DispatchAsync();
        var called = _acme.Calls.Count;
        await ToldAsync();
        _acme.Calls.Should().HaveCount(called, "it rests");
        (await _scenario.DeliveryAsync(Topic + "/1", "ana")).Reasons.Select(r => r.Code).Should()
            .Equal(ReasonCodes.NextProvider, ReasonCodes.Accepted);
        _acme.Answers(SendOutcome.Accepted("x"));
        _scenario.Time.Advance(Duration.FromMinutes(1));
        await _scenario.SendAsync(new Notification(Topic, "later"), People.Ana);
        await _scenario.DispatchAsync();
        (await _scenario.DeliveryAsync("later", "ana")).Provider.Should().Be("acme");
    }

    [Fact]
    public async Task Receipts_find_the_message_of_their_own_provider()
    {
        _acme.Answers(SendOutcome.Accepted("7"));
        _globex.Answers(SendOutcome.Accepted("7"));
        await ToldAsync();
        await ToldAsync("statement");
        await _scenario.Receipts.RecordAsync(new Receipt("globex", "e-1", "7", ReceiptKind.Delivered, _scenario.Time.Now));
        (await _scenario.DeliveryAsync("statement/1", "ana")).State.Should().Be(DeliveryState.Delivered);
        (await _scenario.DeliveryAsync(Topic + "/1", "ana")).State.Should().Be(DeliveryState.Accepted);
    }

    [Fact]
    public async Task A_provider_that_was_taken_away_loses_nothing()
    {
        _acme.Answers(SendOutcome.Deferred("busy"));
        _spare.Answers(SendOutcome.Deferred("busy"));
        var waiting = await ToldAsync();
        using Scenario smaller = new(b =>
        {
            Three(b);
            b.Services.Remove(b.Services.Where(s => s.ServiceType == typeof(ITransport)).ElementAt(1));
            b.Services.AddSingleton(_scenario.Outbox);
        }, time: _scenario.Time);
        _spare.Answers(SendOutcome.Accepted("x"));
        await smaller.DispatchAfterAsync(Duration.FromMinutes(10));
        (await smaller.Outbox.FindAsync(waiting.Id))!.State.Should().Be(DeliveryState.Accepted);
    }

    [Fact]
    public async Task A_brand_without_a_sender_is_a_reason()
    {
        using Scenario brandless = new(b =>
        {
            Three(b);
            b.Services.Remove(b.Services.First(s => s.ServiceType == typeof(ITransport)));
        });
        var outcome = (await brandless.SendAsync("word", People.Ana)).Of("ana");
        outcome.Reasons.Should().Contain(r => r.Code == ReasonCodes.NoTransport && r.Detail.Contains("ForBrands"));
    }

    [Fact]
    public async Task All_that_is_wrong_with_names_is_said_at_start()
    {
        using Scenario wrong = new(b => Three(b)
            .AddTransport(_ => new RecordingTransport(DeliveryChannel.Sms, "one"))
            .AddTransport(_ => new RecordingTransport(DeliveryChannel.Sms, "two"))
            .AddTransport("acme", _ => new RecordingTransport(DeliveryChannel.Email))
            .AddTopic("lost", t => Mail(t).Via("acne"))
            .AddTopic("foreign", t => Mail(t).From("Acme").Via("globex")));
        var start = () => Task.WhenAll(wrong.Get<IEnumerable<IHostedService>>().OfType<TransportsOnStart>()
            .Select(s => s.StartAsync(CancellationToken.None)));
        (await start.Should().ThrowAsync<NotifyException>()).Which.Message.Should()
            .ContainAll("'one' and 'two'", "named 'acme'", "'acne'", "Those that it could name: spare, acme, globex", "brand 'Acme'");
    }

    [Fact]
    public async Task A_late_word_of_the_provider_that_did_not_take_it_moves_nothing()
    {
        using Scenario two = new(b => Three(b).AddTransport(_ => new RecordingTransport(DeliveryChannel.Sms))
            .AddTopic("both", t => t.Transactional().From("Acme").Over(DeliveryChannel.Email, DeliveryChannel.Sms)
                .Email("en", "News", "News.").Sms("en", "News.")));
        _acme.Answers(SendOutcome.Deferred("busy"));
        await two.SendAsync("both", People.Ana);
        await two.DispatchAsync();
        await two.Receipts.RecordAsync(new Receipt("acme", "e-1", "a-77", ReceiptKind.Failed, two.Time.Now)
        {
            IdempotencyKey = _acme.Calls[0].IdempotencyKey,
        });
        (await two.DispatchAsync()).Total.Should().Be(0);
        (await two.DeliveryAsync("both/1", "ana")).State.Should().Be(DeliveryState.Accepted);
    }

    [Fact]
    public async Task After_a_crash_only_the_provider_that_may_have_it_is_asked_again()
    {
        using Scenario crash = new(b => Three(b).AddTopic("twice",
            t => Mail(t).From("Acme").OnUnknown(UnknownOutcomePolicy.ResendOnUnknown)));
        await crash.SendAsync("twice", People.Ana);
        var now = crash.Time.Now;
        var claimed = (await crash.Outbox.LeaseAsync(new(now, now + Duration.FromMinutes(1), 10)))[0];
        await crash.Outbox.StepAsync([], [new(
            claimed with { State = DeliveryState.Sending, Attempts = 1, Provider = "acme", ChangedAt = now }, [])]);
        _acme.AnswersInTurn(SendOutcome.Deferred("busy"), SendOutcome.Accepted("x"));
        await crash.DispatchAfterAsync(Duration.FromMinutes(30));
        await crash.DispatchAfterAsync(Duration.FromMinutes(30));
        (_acme.Calls.Count, _spare.Calls.Count).Should().Be((2, 0));
    }

    [Fact]
    public async Task The_provider_is_written_down_before_it_is_called()
    {
        string? written = null;
        _acme.Answer = async (message, _) =>
        {
            written = (await _scenario.Outbox.FindAsync(message.Delivery, CancellationToken.None))!.Provider;
            return SendOutcome.Accepted("x");
        };
        await ToldAsync();
        written.Should().Be("acme");
    }

    [Fact]
    public async Task While_one_rests_the_other_is_not_asked_twice_in_a_round()
    {
        _acme.Answers(SendOutcome.Deferred("no connection"));
        Contact[] many = [.. Enumerable.Range(0, 60).Select(i => new Contact($"a{i}") { Emails = [$"a{i}@example.com"] })];
        await _scenario.SendAsync(new Notification(Topic, "many"), many);
        await _scenario.DispatchAsync();
        _spare.Answers(SendOutcome.Deferred("429", Duration.FromHours(1)));
        var before = _spare.Calls.Count;
        var told = await ToldAsync();
        (_spare.Calls.Count - before, told.State).Should().Be((1, DeliveryState.Planned));
        var called = _acme.Calls.Count;
        await _scenario.DispatchAfterAsync(Duration.FromMinutes(10));
        _acme.Calls.Count.Should().BeGreaterThan(called, "its rest is over");
        (_spare.Calls.Count - before).Should().Be(1, "it asked to wait for an hour");
    }

    [Fact]
    public async Task One_that_wants_to_wait_past_the_end_does_not_end_it_for_the_others()
    {
        using Scenario half = new(b => Three(b).AddTopic("soon", t => Mail(t).From("Acme").ExpiresAfter(Duration.FromHours(12))));
        _acme.AnswersInTurn(SendOutcome.Deferred("busy"), SendOutcome.Accepted("x"));
        _spare.Answers(SendOutcome.Deferred("daily quota", Duration.FromHours(24)));
        await half.SendAsync("soon", People.Ana);
        await half.DispatchAsync();
        await half.DispatchAfterAsync(Duration.FromHours(1));
        (await half.DeliveryAsync("soon/1", "ana")).State.Should().Be(DeliveryState.Accepted);
    }

    [Fact]
    public async Task One_name_on_two_channels_is_an_error_at_start()
    {
        using Scenario wrong = new(b => Three(b).AddTransport("acme", _ => new RecordingTransport(DeliveryChannel.Sms)));
        var start = () => Task.WhenAll(wrong.Get<IEnumerable<IHostedService>>().OfType<TransportsOnStart>()
            .Select(s => s.StartAsync(CancellationToken.None)));
        (await start.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain("both named 'acme'");
    }

    [Fact]
    public async Task A_number_that_is_not_on_WhatsApp_still_takes_texts()
    {
        RecordingTransport chat = new(DeliveryChannel.WhatsApp);
        chat.Answers(SendOutcome.Rejected("no such account", RejectionScope.Address));
        using Scenario both = new(b => b.AddTransport(_ => chat).AddTopic(Topic,
            t => t.Transactional().Over(DeliveryChannel.WhatsApp, DeliveryChannel.Sms)
                .Text(DeliveryChannel.WhatsApp, "en", "News.").Sms("en", "News.")));
        await both.SendAsync(Topic, People.Contact("ana") with
        {
            Phones = [People.NewYorkPhone],
            Addresses = [new(AddressKind.WhatsApp, People.NewYorkPhone)],
        });
        await both.DispatchAsync();
        (chat.Calls.Count, both.Texts.Calls.Count).Should().Be((1, 1));
    }

    [Theory]
    [InlineData(ReceiptKind.Complained, true)]
    [InlineData(ReceiptKind.Bounced, false)]
    public async Task A_complaint_on_WhatsApp_holds_for_the_number_and_a_missing_account_does_not(ReceiptKind kind, bool holds)
    {
        RecordingTransport chat = new(DeliveryChannel.WhatsApp);
        chat.Answers(SendOutcome.Accepted("w-1"));
        using Scenario both = new(b => b.AddTransport("chat", _ => chat).AddTopic(Topic,
            t => t.Transactional().Over(DeliveryChannel.WhatsApp).Text(DeliveryChannel.WhatsApp, "en", "News.")));
        await both.SendAsync(Topic, People.Contact("ana") with
        {
            Addresses = [new(AddressKind.WhatsApp, People.NewYorkPhone)],
        });
        await both.DispatchAsync();
        await both.Receipts.RecordAsync(new Receipt("chat", "e-1", "w-1", kind, both.Time.Now));
        var entries = await both.Suppressions.FindAsync([Scenario.Number(People.NewYorkPhone)]);
        (entries.Count > 0).Should().Be(holds);
    }
}
