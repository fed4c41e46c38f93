using NodaTime;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.StoreContracts;

/// <summary>What every receipt store must do.</summary>
public abstract class ReceiptStoreContract
{
    /// <summary>An empty store, the same one during one test.</summary>
    protected abstract IReceiptStore Store { get; }

    [Fact]
    public async Task A_receipt_waits_until_it_is_settled()
    {
        var receipt = Receipt("e-1") with
        {
            Kind = ReceiptKind.Bounced,
            At = Samples.Now.PlusNanoseconds(3),
            Detail = "550 no such user",
            IdempotencyKey = "d1.1"
        };
        (await Store.AddAsync(receipt)).Should().BeTrue();
        (await Store.FindUnsettledAsync(10)).Should().Equal(receipt);
        await Store.SettleAsync(receipt);
        (await Store.FindUnsettledAsync(10)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_same_event_counts_once_even_after_it_was_settled()
    {
        await Store.AddAsync(Receipt("e-1"));
        (await Store.AddAsync(Receipt("e-1") with { Kind = ReceiptKind.Failed })).Should().BeFalse();
        (await Store.AddAsync(Receipt("e-1") with { Provider = "other" })).Should().BeTrue("event ids are unique within a provider only");
        await Store.SettleAsync(Receipt("e-1"));
        (await Store.AddAsync(Receipt("e-1"))).Should().BeFalse();
        (await Store.FindUnsettledAsync(10)).Should().ContainSingle().Which.Provider.Should().Be("other");
    }

    [Fact]
    public async Task Unsettled_receipts_come_oldest_first_then_by_provider_and_event()
    {
        await Store.AddAsync(Receipt("b"));
        await Store.AddAsync(Receipt("a"));
        await Store.AddAsync(Receipt("z") with { Provider = "Alpha" });
        await Store.AddAsync(Receipt("y") with { At = Samples.Now - Duration.Epsilon });
        (await Store.FindUnsettledAsync(3)).Select(r => r.EventId).Should().Equal("y", "z", "a");
        var page = await Store.FindUnsettledAsync(2);
        (await Store.FindUnsettledAsync(10, after: page[^1])).Select(r => r.EventId).Should().Equal("a", "b");
        (await Store.FindUnsettledAsync(10, after: Receipt("b"))).Should().BeEmpty();
    }

    [Fact]
    public async Task A_receipt_that_is_settled_before_it_was_added_stays_settled()
    {
        await Store.SettleAsync(Receipt("e-1"));
        (await Store.AddAsync(Receipt("e-1"))).Should().BeFalse();
    }

    [Fact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var add = async () => await Store.AddAsync(Receipt("e-1"), new(canceled: true));
        await add.Should().ThrowAsync<OperationCanceledException>();
        (await Store.FindUnsettledAsync(10)).Should().BeEmpty();
    }

    private static Receipt Receipt(string eventId) => new("pickup", eventId, "p-1", ReceiptKind.Delivered, Samples.Now);
}
