using NodaTime;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Tracking;

public sealed class ReceiptProcessorTests : IDisposable
{
    private static readonly Notification Outage = new("outage", "outage/1");
    private readonly Scenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    private Receipt Receipt(ReceiptKind kind, string eventId = "e1", string? providerId = null) =>
        new("fake-email", eventId, providerId ?? _scenario.Mail.Calls[0].IdempotencyKey.Insert(0, "p-"), kind, _scenario.Time.Now);

    private async Task<Delivery> Ana() => await _scenario.DeliveryAsync("outage/1", "ana");

    private async Task Told()
    {
        await _scenario.SendAsync(Outage, People.Ana);
        await _scenario.DispatchAsync();
    }

    [Fact]
    public async Task A_receipt_marks_the_message_as_delivered()
    {
        await Told();
        (await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Delivered))).Should().BeTrue();
        (await Ana()).State.Should().Be(DeliveryState.Delivered);
    }

    [Fact]
    public async Task The_same_event_twice_counts_once()
    {
        await Told();
        await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Delivered));
        var epoch = (await Ana()).Epoch;
        (await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Delivered))).Should().BeFalse();
        (await Ana()).Epoch.Should().Be(epoch);
    }

    [Fact]
    public async Task A_receipt_that_comes_before_its_message_is_parked_and_settled_later()
    {
        await _scenario.SendAsync(Outage, People.Ana);
        var id = (await Ana()).Id;
        (await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Delivered, providerId: $"p-{id}"))).Should().BeFalse();
        await _scenario.DispatchAsync();
        (await _scenario.Receipts.SettleParkedAsync()).Should().Be(1);
        (await Ana()).State.Should().Be(DeliveryState.Delivered);
        (await _scenario.Receipts.SettleParkedAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Many_receipts_of_others_keep_none_of_ours_waiting()
    {
        await _scenario.SendAsync(Outage, People.Ana);
        var id = (await Ana()).Id;
        var foreign = Receipt(ReceiptKind.Delivered, providerId: "never-ours") with { At = _scenario.Time.Now - Duration.FromDays(1) };
        for (var i = 0; i < 501; i++)
            await _scenario.Receipts.RecordAsync(foreign with { EventId = $"f{i}" });
        await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Delivered, providerId: $"p-{id}"));
        await _scenario.DispatchAsync();
        (await _scenario.Receipts.SettleParkedAsync()).Should().Be(0);
        (await _scenario.Receipts.SettleParkedAsync()).Should().Be(1);
        (await Ana()).State.Should().Be(DeliveryState.Delivered);
    }

    [Fact]
    public async Task A_receipt_that_nobody_claims_is_given_up_in_the_end()
    {
        await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Delivered, providerId: "never-ours"));
        var store = _scenario.Get<IReceiptStore>();
        _scenario.Time.Advance(Duration.FromDays(14));
        await _scenario.Receipts.SettleParkedAsync();
        (await store.FindUnsettledAsync(10)).Should().ContainSingle();
        _scenario.Time.Advance(Duration.FromSeconds(1));
        await _scenario.Receipts.SettleParkedAsync();
        (await store.FindUnsettledAsync(10)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_late_accepted_does_not_undo_a_delivered()
    {
        await Told();
        await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Delivered));
        (await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Accepted, "e2"))).Should().BeFalse();
        (await Ana()).State.Should().Be(DeliveryState.Delivered);
    }

    [Fact]
    public async Task A_bounce_suppresses_the_address_and_takes_the_next_route()
    {
        await Told();
        await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Bounced));
        await _scenario.DispatchAsync();
        _scenario.Texts.Addresses.Should().Equal(People.NewYorkPhone);
        (await _scenario.SendAsync("bill", People.Ana)).Of("ana").Channel.Should().Be(DeliveryChannel.Sms);
    }

    [Fact]
    public async Task A_complaint_suppresses_the_address_and_tries_nothing_else()
    {
        await Told();
        await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Complained));
        await _scenario.DispatchAfterAsync(Duration.FromHours(1));
        _scenario.Texts.Calls.Should().BeEmpty();
        (await _scenario.SendAsync("bill", People.Ana)).Of("ana").Channel.Should().Be(DeliveryChannel.Sms);
    }

    [Fact]
    public async Task A_second_bounce_after_the_fallback_does_not_suppress_the_next_address()
    {
        await Told();
        var old = Receipt(ReceiptKind.Failed).ProviderId;
        await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Failed));
        await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Bounced, "e2", old));
        (await _scenario.Suppressions.FindAsync([Scenario.Number(People.NewYorkPhone)])).Should().BeEmpty();
        await _scenario.DispatchAsync();
        _scenario.Texts.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_late_bounce_of_the_first_route_does_not_fail_the_second()
    {
        await Told();
        var old = Receipt(ReceiptKind.Failed).ProviderId;
        await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Failed));
        await _scenario.DispatchAsync();
        await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Bounced, "e2", old));
        (await Ana()).State.Should().Be(DeliveryState.Accepted);
        (await _scenario.Suppressions.FindAsync([Scenario.Number(People.NewYorkPhone)])).Should().BeEmpty();
    }

    [Fact]
    public async Task A_bounce_goes_past_a_route_whose_address_was_told_by_another()
    {
        var shared = "+12025550102";
        await _scenario.SendAsync(Outage,
            People.Contact("ana").Named("Ana Lee").Email("ana@example.com").Phone(shared),
            People.Contact("bo").Named("Bo Lee").Phone(shared));
        await _scenario.DispatchAsync();
        await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Bounced));
        (await Ana()).State.Should().Be(DeliveryState.Failed);
        (await _scenario.Receipts.SettleParkedAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_receipt_settles_a_doubt()
    {
        _scenario.Mail.Answers(SendOutcome.Unknown("connection lost"));
        await Told();
        (await Ana()).State.Should().Be(DeliveryState.InDoubt);
        var key = _scenario.Mail.Calls[0].IdempotencyKey;
        (await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Delivered) with { IdempotencyKey = key })).Should().BeTrue();
        (await Ana()).State.Should().Be(DeliveryState.Delivered);
    }

    [Fact]
    public async Task A_failure_settles_a_doubt_and_takes_the_next_route()
    {
        _scenario.Mail.Answers(SendOutcome.Unknown("connection lost"));
        await Told();
        await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Failed) with { IdempotencyKey = _scenario.Mail.Calls[0].IdempotencyKey });
        await _scenario.DispatchAsync();
        _scenario.Texts.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_receipt_of_another_provider_says_nothing()
    {
        await Told();
        (await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Bounced) with { Provider = "other" })).Should().BeFalse();
        (await Ana()).State.Should().Be(DeliveryState.Accepted);
    }

    [Fact]
    public async Task A_message_in_doubt_can_still_not_be_claimed_for_a_cancelled_notification()
    {
        _scenario.Mail.Answers(SendOutcome.Unknown("connection lost"));
        await Told();
        await _scenario.Notifier.CancelAsync("outage/1");
        await _scenario.Receipts.RecordAsync(Receipt(ReceiptKind.Failed) with { IdempotencyKey = _scenario.Mail.Calls[0].IdempotencyKey });
        await _scenario.DispatchAsync();
        _scenario.Texts.Calls.Should().BeEmpty();
        (await Ana()).State.Should().Be(DeliveryState.Cancelled);
    }
}
