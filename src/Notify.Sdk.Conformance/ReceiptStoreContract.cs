using NodaTime;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Conformance;

/// <summary>What every receipt store must do.</summary>
public abstract class ReceiptStoreContract
{
    /// <summary>An empty store, the same one during one test.</summary>
    protected abstract IReceiptStore Store { get; }

    /// <summary>A receipt waits until it is settled.</summary>
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
        Assert.True(await Store.AddAsync(receipt));
        Assert.Equal([receipt], await Store.FindUnsettledAsync(10));
        await Store.SettleAsync(receipt);
        Assert.Empty(await Store.FindUnsettledAsync(10));
    }

    /// <summary>The same event counts once even after it was settled.</summary>
    [Fact]
    public async Task The_same_event_counts_once_even_after_it_was_settled()
    {
        await Store.AddAsync(Receipt("e-1"));
        Assert.False(await Store.AddAsync(Receipt("e-1") with { Kind = ReceiptKind.Failed }));
        // Event ids are unique within a provider only.
        Assert.True(await Store.AddAsync(Receipt("e-1") with { Provider = "other" }));
        await Store.SettleAsync(Receipt("e-1"));
        Assert.False(await Store.AddAsync(Receipt("e-1")));
        Assert.Equal("other", Assert.Single(await Store.FindUnsettledAsync(10)).Provider);
    }

    /// <summary>Unsettled receipts come oldest first then by provider and event.</summary>
    [Fact]
    public async Task Unsettled_receipts_come_oldest_first_then_by_provider_and_event()
    {
        await Store.AddAsync(Receipt("b"));
        await Store.AddAsync(Receipt("a"));
        await Store.AddAsync(Receipt("z") with { Provider = "Alpha" });
        await Store.AddAsync(Receipt("y") with { At = Samples.Now - Duration.Epsilon });
        Assert.Equal(["y", "z", "a"], (await Store.FindUnsettledAsync(3)).Select(r => r.EventId));
        var page = await Store.FindUnsettledAsync(2);
        Assert.Equal(["a", "b"], (await Store.FindUnsettledAsync(10, after: page[^1])).Select(r => r.EventId));
        Assert.Empty(await Store.FindUnsettledAsync(10, after: Receipt("b")));
    }

    /// <summary>A receipt that is settled before it was added stays settled.</summary>
    [Fact]
    public async Task A_receipt_that_is_settled_before_it_was_added_stays_settled()
    {
        await Store.SettleAsync(Receipt("e-1"));
        Assert.False(await Store.AddAsync(Receipt("e-1")));
    }

    /// <summary>What is older than an instant is forgotten, settled or not.</summary>
    [Fact]
    public async Task What_is_older_than_an_instant_is_forgotten_settled_or_not()
    {
        await Store.AddAsync(Receipt("old") with { At = Samples.Now - Duration.Epsilon });
        await Store.SettleAsync(Receipt("settled") with { At = Samples.Now - Duration.Epsilon });
        await Store.AddAsync(Receipt("then"));
        Assert.Equal(2, await Store.PurgeAsync(Samples.Now));
        Assert.Equal("then", Assert.Single(await Store.FindUnsettledAsync(10)).EventId);
        // It is not known any more.
        Assert.True(await Store.AddAsync(Receipt("settled")));
    }

    /// <summary>A cancelled call writes nothing.</summary>
    [Fact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var add = async () => await Store.AddAsync(Receipt("e-1"), new(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(add);
        Assert.Empty(await Store.FindUnsettledAsync(10));
    }

    private static Receipt Receipt(string eventId) => new("pickup", eventId, "p-1", ReceiptKind.Delivered, Samples.Now);
}
