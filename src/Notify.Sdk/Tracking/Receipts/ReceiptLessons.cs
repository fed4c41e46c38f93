using Notify.Sdk.Consents;
using Notify.Sdk.Sending;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tracking;

/// <summary>What a receipt teaches of an address: that nobody is there, that somebody complained, or told the provider to stop.</summary>
internal sealed class ReceiptLessons(ISuppressionList suppressions, SoftBounceCounter softBounces, ProviderStops stops, IOutbox outbox,
    TopicCatalog topics)
{
    /// <summary>Learns it.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="delivery">The delivery that it speaks of.</param>
    /// <param name="index">The route that it speaks of.</param>
    /// <param name="cancellationToken">Stops; then it is learnt when the receipt is looked at again.</param>
    public async Task LearnAsync(Receipt receipt, Delivery delivery, int index, CancellationToken cancellationToken)
    {
        var route = delivery.Routes[index];
        if (receipt.Kind == ReceiptKind.OptedOut)
        {
            var record = await outbox.FindNotificationAsync(delivery.NotificationKey, delivery.Revision, cancellationToken);
            var brand = topics.Find(record?.Notification.Topic)?.Brand ?? "";
            await stops.LearnAsync([stops.Of(DeliveryIds.IdempotencyKey(delivery.Id, index), route.Address.Key, route.Channel, brand,
                receipt.Provider, receipt.At)], cancellationToken);
        }
        else if (await EntryAsync(receipt, route, cancellationToken) is { } entry)
        {
            await suppressions.AddAsync([entry], cancellationToken);
        }
    }

    private async ValueTask<SuppressionEntry?> EntryAsync(Receipt receipt, Route route, CancellationToken cancellationToken)
    {
        // A complaint is the person's word and holds wherever the address is used; that nobody is there, only where it was learnt.
        if (receipt.Kind != ReceiptKind.Complained && !route.Channel.Knows(route.Address.Key))
            return null;
        return receipt.Kind switch
        {
            ReceiptKind.Bounced => new(route.Address.Key, "invalid-addresses", SuppressionKind.Invalid, receipt.At),
            ReceiptKind.Complained => new(route.Address.Key, "complaints", SuppressionKind.Complaint, receipt.At),
            _ when await softBounces.CountAsync(receipt, route.Address.Key, cancellationToken) =>
                new(route.Address.Key, "soft-bounces", SuppressionKind.Unreachable, receipt.At),
            _ => null,
        };
    }
}
