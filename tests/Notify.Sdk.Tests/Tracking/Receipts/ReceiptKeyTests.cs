using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Tracking;

public sealed class ReceiptKeyTests
{
    private readonly InMemoryOutbox _outbox = new();
    private readonly InMemorySuppressionList _suppressions = new();
    private readonly ReceiptProcessor _processor;

    public ReceiptKeyTests()
    {
        InMemoryReceiptStore receipts = new();
        _processor = new(
            receipts,
            _outbox,
            new(_suppressions, new(new InMemoryBounceLedger(), Options.Create(new SoftBounceOptions())),
                new(new InMemoryConsentLedger(), []), _outbox, new([])),
            new(receipts, new TimeProviderClock(FakeTime.At(Samples.Now)), Options.Create(new ReceiptOptions()),
                NullLogger<ParkedReceipts>.Instance));
    }

    [Fact]
    public async Task A_bounce_that_names_its_message_finds_the_delivery_whatever_the_server_called_it()
    {
        await AcceptedAsync(Samples.Delivery("d1", "acc", Samples.Email("ana")), providerId: "queue-4711");
        (await RecordAsync(Receipt(ReceiptKind.Bounced, "d1"))).Should().BeTrue();
        (await StateAsync("d1")).Should().Be(DeliveryState.Failed);
        (await SuppressedAsync()).Should().Equal(Samples.Email("ana").Key);
    }

    [Fact]
    public async Task A_bounce_without_a_key_is_found_by_the_id_of_the_provider()
    {
        await AcceptedAsync(Samples.Delivery("d1", "acc", Samples.Email("ana")), providerId: "queue-4711");
        (await RecordAsync(Receipt(ReceiptKind.Bounced, null) with { ProviderId = "queue-4711" })).Should().BeTrue();
        (await StateAsync("d1")).Should().Be(DeliveryState.Failed);
    }

    [Fact]
    public async Task A_bounce_settles_a_message_that_is_in_doubt()
    {
        await WrittenAsync(Samples.Delivery("d1", "acc", Samples.Email("ana")), DeliveryState.InDoubt, providerId: null);
        (await RecordAsync(Receipt(ReceiptKind.Delivered, "d1"))).Should().BeTrue();
        (await StateAsync("d1")).Should().Be(DeliveryState.Delivered);
    }

    [Fact]
    public async Task A_late_bounce_of_the_first_route_blames_the_address_of_that_route_and_leaves_the_second_alone()
    {
        await AcceptedAsync(Samples.Delivery("d1", "acc", Samples.Email("ana"), Samples.Phone(1)) with { RouteIndex = 1 },
            providerId: "sms-1");
        (await RecordAsync(Receipt(ReceiptKind.Bounced, "d1"))).Should().BeFalse();
        (await StateAsync("d1")).Should().Be(DeliveryState.Accepted);
        (await SuppressedAsync()).Should().Equal(Samples.Email("ana").Key);
    }

    [Fact]
    public async Task A_key_with_a_route_number_names_that_route()
    {
        await AcceptedAsync(Samples.Delivery("d1", "acc", Samples.Email("ana"), Samples.Email("ana2")) with { RouteIndex = 1 },
            providerId: "q");
        (await RecordAsync(Receipt(ReceiptKind.Bounced, "d1.1"))).Should().BeTrue();
        (await SuppressedAsync()).Should().Equal(Samples.Email("ana2").Key);
    }

    [Theory]
    [InlineData("d1.1")]
    [InlineData("d1.7")]
    [InlineData("d2")]
    [InlineData("d1.0")]
    [InlineData("d1.-1")]
    [InlineData("")]
    public async Task A_key_that_names_nothing_that_was_sent_is_parked_and_blames_nobody(string key)
    {
        await AcceptedAsync(Samples.Delivery("d1", "acc", Samples.Email("ana"), Samples.Email("ana2")), providerId: "q");
        (await RecordAsync(Receipt(ReceiptKind.Bounced, key) with { ProviderId = "q" })).Should().BeFalse();
        (await StateAsync("d1")).Should().Be(DeliveryState.Accepted);
        (await SuppressedAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_parked_bounce_is_settled_when_its_delivery_appears()
    {
        await RecordAsync(Receipt(ReceiptKind.Bounced, "d1"));
        await AcceptedAsync(Samples.Delivery("d1", "acc", Samples.Email("ana")), providerId: "q");
        (await _processor.SettleParkedAsync(default)).Should().Be(1);
        (await StateAsync("d1")).Should().Be(DeliveryState.Failed);
    }

    [Fact]
    public async Task A_bounce_with_a_second_route_is_followed_by_the_second_route()
    {
        await AcceptedAsync(Samples.Delivery("d1", "acc", Samples.Email("ana"), Samples.Phone(1)), providerId: "q");
        (await RecordAsync(Receipt(ReceiptKind.Bounced, "d1"))).Should().BeTrue();
        var delivery = await _outbox.FindAsync(new("d1"));
        delivery!.State.Should().Be(DeliveryState.Planned);
        delivery.RouteIndex.Should().Be(1);
    }

    [Theory]
    [InlineData(DeliveryState.Planned)]
    [InlineData(DeliveryState.Leased)]
    public async Task A_receipt_for_a_message_that_never_left_changes_nothing(DeliveryState state)
    {
        await WrittenAsync(Samples.Delivery("d1", "acc", Samples.Email("ana")), state, providerId: null);
        (await RecordAsync(Receipt(ReceiptKind.Delivered, "d1"))).Should().BeFalse();
        (await StateAsync("d1")).Should().Be(state);
    }

    private Task<bool> RecordAsync(Receipt receipt) => _processor.RecordAsync(receipt, default);

    private Task AcceptedAsync(Delivery delivery, string? providerId) => WrittenAsync(delivery, DeliveryState.Accepted, providerId);

    private async Task WrittenAsync(Delivery delivery, DeliveryState state, string? providerId)
    {
        await _outbox.RegisterAsync(Samples.Record());
        await _outbox.AddAsync(Samples.Key, [Samples.Planned(delivery)], []);
        if (state != DeliveryState.Planned)
            (await _outbox.UpdateAsync(
                [(await _outbox.FindAsync(delivery.Id))! with { State = state, Provider = "smtp", ProviderId = providerId }])).Should()
                .Equal(true);
    }

    private async Task<DeliveryState> StateAsync(string id) => (await _outbox.FindAsync(new(id)))!.State;

    private async Task<IReadOnlyList<AddressKey>> SuppressedAsync() =>
        [.. (await _suppressions.FindAsync([Samples.Email("ana").Key, Samples.Email("ana2").Key, Samples.Phone(1).Key]))
            .Select(entry => entry.Address)];

    private static Receipt Receipt(ReceiptKind kind, string? key) =>
        new("smtp", $"e-{kind}", key ?? "", kind, Samples.Now + Duration.FromMinutes(5)) { IdempotencyKey = key };
}
