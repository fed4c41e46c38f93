using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Tracking;

/// <summary>Applies receipts to deliveries: monotone by rank, whatever the order in which they come, and feeds the suppression registers.</summary>
internal sealed class ReceiptProcessor(IReceiptStore receipts, IOutbox outbox, ISuppressionList suppressions) : IReceiptProcessor
{
    private const string Rule = "tracking/receipt";
    private const int ParkedAtOnce = 500;
    private const int MaximumTries = 5;

    public async Task<bool> RecordAsync(Receipt receipt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return await receipts.AddAsync(receipt, cancellationToken) && await SettleAsync(receipt, cancellationToken) is true;
    }

    public async Task<int> SettleParkedAsync(CancellationToken cancellationToken)
    {
        var settled = 0;
        foreach (var receipt in await receipts.FindUnsettledAsync(ParkedAtOnce, cancellationToken))
        {
            if (await SettleAsync(receipt, cancellationToken) is not null)
                settled++;
        }

        return settled;
    }

    /// <summary>True when it changed the delivery, false when it came too late, null when its delivery is not known yet.</summary>
    private async Task<bool?> SettleAsync(Receipt receipt, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaximumTries; attempt++)
        {
            if (await outbox.FindByProviderIdAsync(receipt.Provider, receipt.ProviderId, cancellationToken) is not { } delivery)
                return null;
            // A receipt for a route that was left says nothing about the address in use now.
            var current = delivery.ProviderId == receipt.ProviderId;
            if (current)
                await SuppressAsync(receipt, delivery, cancellationToken);
            var next = current ? Next(receipt, delivery) : null;
            if (next is not null && !(await outbox.UpdateAsync([next], cancellationToken))[0])
                continue; // somebody else wrote in between: look again
            await receipts.SettleAsync(receipt, cancellationToken);
            return next is not null;
        }

        return null;
    }

    private async Task SuppressAsync(Receipt receipt, Delivery delivery, CancellationToken cancellationToken)
    {
        SuppressionEntry? entry = receipt.Kind switch
        {
            ReceiptKind.Bounced => new(delivery.Route.Address.Key, "invalid-addresses", SuppressionKind.Invalid, receipt.At),
            ReceiptKind.Complained => new(delivery.Route.Address.Key, "complaints", SuppressionKind.Complaint, receipt.At),
            _ => null,
        };
        if (entry is not null)
            await suppressions.AddAsync([entry], cancellationToken);
    }

    /// <summary>The version that follows, or null when the delivery knows better already.</summary>
    private static Delivery? Next(Receipt receipt, Delivery delivery)
    {
        if (delivery.EndedUnsent || delivery.State is DeliveryState.Delivered or DeliveryState.Planned or DeliveryState.Held)
            return null;
        var noted = delivery with { ChangedAt = receipt.At, Reasons = [.. delivery.Reasons, Reason(receipt)] };
        return receipt.Kind switch
        {
            ReceiptKind.Accepted when delivery.State == DeliveryState.Accepted => null,
            ReceiptKind.Accepted => noted with { State = DeliveryState.Accepted },
            ReceiptKind.Delivered or ReceiptKind.Complained => noted with { State = DeliveryState.Delivered },
            _ when delivery.RouteIndex + 1 < delivery.Routes.Count => noted with { State = DeliveryState.Planned, RouteIndex = delivery.RouteIndex + 1, Attempts = 0, Due = receipt.At, ProviderId = null },
            _ => noted with { State = DeliveryState.Failed },
        };
    }

    private static Reason Reason(Receipt receipt) => new(
        receipt.Kind switch
        {
            ReceiptKind.Accepted => ReasonCodes.Accepted,
            ReceiptKind.Delivered => ReasonCodes.Delivered,
            ReceiptKind.Complained => ReasonCodes.Complained,
            ReceiptKind.Bounced => ReasonCodes.Bounced,
            _ => ReasonCodes.Rejected,
        },
        Rule,
        $"{receipt.Provider}: {receipt.Kind}. {receipt.Detail}".TrimEnd());
}
