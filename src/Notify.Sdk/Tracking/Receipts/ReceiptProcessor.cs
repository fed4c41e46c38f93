using Notify.Sdk.Sending;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tracking;

/// <summary>
/// Applies receipts to deliveries: monotone by rank, whatever the order in which they come, and learns from them
/// (<see cref="ReceiptLessons"/>).
/// </summary>
internal sealed class ReceiptProcessor(IReceiptStore receipts, IOutbox outbox, ReceiptLessons lessons, ParkedReceipts parked)
    : IReceiptProcessor
{
    private const string Rule = "tracking/receipt";
    private const int MaximumTries = 5;

    public async Task<bool> RecordAsync(Receipt receipt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        if (!Enum.IsDefined(receipt.Kind))
            throw Unknown(receipt.Kind); // before it is kept: one that nobody understands would be tried for ever
        return await receipts.AddAsync(receipt, cancellationToken) && await SettleAsync(receipt, cancellationToken) is true;
    }

    public async Task<int> SettleParkedAsync(CancellationToken cancellationToken)
    {
        var settled = 0;
        foreach (var receipt in await parked.NextAsync(cancellationToken))
        {
            if (await SettleAsync(receipt, cancellationToken) is not null)
                settled++;
        }

        return settled;
    }

    /// <summary>True when it changed the delivery, false when it came too late, null when nobody can say yet what it speaks of.</summary>
    private async Task<bool?> SettleAsync(Receipt receipt, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaximumTries; attempt++)
        {
            if (await FindAsync(receipt, cancellationToken) is not ({ } delivery, var route))
                return null;
            if (SaysOfAnAttemptBefore(receipt, delivery, route))
                return null;
            if (route is { } blamed && !delivery.IsErased)
                await lessons.LearnAsync(receipt, delivery, blamed, cancellationToken);
            // A route that was left behind says nothing about the address in use now, and a provider that was about what the next one took.
            List<Delivery> versions = route == delivery.RouteIndex && !IsOfAnother(receipt, delivery)
                ? [.. Versions(receipt, delivery)] : route is { } left && SettlesDoubt(receipt, delivery, left)
                    ? [.. Versions(receipt, delivery with { RouteIndex = left })] : [];
            var changed = await WriteFirstAsync(versions, cancellationToken);
            if (versions.Count > 0 && !changed)
                continue; // somebody else wrote in between: look again
            await receipts.SettleAsync(receipt, cancellationToken);
            return changed;
        }

        return null;
    }

    /// <summary>
    /// The delivery, and the route that the receipt speaks of: by the key it names, else by the provider's id. A key counts
    /// only where the delivery has come as far as that route; an old id belongs to a route that was left.
    /// </summary>
    private async Task<(Delivery Delivery, int? Route)?> FindAsync(Receipt receipt, CancellationToken cancellationToken)
    {
        if (receipt.IdempotencyKey is not { } key)
        {
            return await outbox.FindByProviderIdAsync(receipt.Provider, receipt.ProviderId, cancellationToken) is { } known
                ? (known, RouteOf(receipt, known))
                : null;
        }

        var (id, route) = DeliveryIds.OfIdempotencyKey(key);
        return await outbox.FindAsync(id, cancellationToken) is { } delivery && route <= delivery.RouteIndex ? (delivery, route) : null;
    }

    /// <summary>The route in use, or the one that was left; null when several were left and it could be any.</summary>
    private static int? RouteOf(Receipt receipt, Delivery delivery) =>
        delivery.ProviderId == receipt.ProviderId && !IsElse(receipt, delivery) ? delivery.RouteIndex : delivery.RouteIndex == 1 ? 0 : null;

    /// <summary>
    /// Whether a provider says it that was asked before the one that has the message now. The delivery itself knows whom it asked, in
    /// whatever process receipts arrive. Bounces know no provider.
    /// </summary>
    private static bool IsOfAnother(Receipt receipt, Delivery delivery) =>
        IsElse(receipt, delivery) ? AskedProviders.Knows(delivery, delivery.RouteIndex, receipt.Provider)
            : IsFailure(receipt) && IsOfAnotherAttempt(receipt, delivery);

    /// <summary>Whether the provider was asked more than once, and what failed is not the message that it took last.</summary>
    private static bool IsOfAnotherAttempt(Receipt receipt, Delivery delivery) =>
        delivery.Provider is { } provider && receipt.Provider == provider && AskedProviders.Knows(delivery, delivery.RouteIndex, provider)
        && delivery.ProviderId is { } taken && receipt.ProviderId.Length > 0 && receipt.ProviderId != taken;

    /// <summary>
    /// Whether a failure comes while a later attempt is out: it speaks of the one before, or of this one, and only the answer can tell.
    /// </summary>
    private static bool SaysOfAnAttemptBefore(Receipt receipt, Delivery delivery, int? route) =>
        IsFailure(receipt) && delivery.State == DeliveryState.Sending && route == delivery.RouteIndex && delivery.MayHaveArrived;

    private static bool IsFailure(Receipt receipt) =>
        receipt.Kind is ReceiptKind.Failed or ReceiptKind.Bounced or ReceiptKind.OptedOut;

    private static bool IsElse(Receipt receipt, Delivery delivery) =>
        delivery.Provider is not null && receipt.Provider.Length > 0 && receipt.Provider != delivery.Provider;

    /// <summary>
    /// Whether it says of a message that waits to be sent again, or over another route, that an attempt before arrived after all: then it
    /// must not leave once more.
    /// </summary>
    private static bool SettlesDoubt(Receipt receipt, Delivery delivery, int route) =>
        receipt.Kind is ReceiptKind.Accepted or ReceiptKind.Delivered or ReceiptKind.Complained
        && delivery.State is DeliveryState.Planned or DeliveryState.Held or DeliveryState.Leased
        && delivery.Asked.Any(a => a.Route == route && a.Unknowns > 0 && (receipt.Provider.Length == 0 || a.Provider == receipt.Provider));

    private async Task<bool> WriteFirstAsync(List<Delivery> versions, CancellationToken cancellationToken)
    {
        foreach (var version in versions)
        {
            if ((await outbox.UpdateAsync([version], cancellationToken))[0])
                return true;
        }

        return false;
    }

    /// <summary>
    /// The versions that may follow, best first: a fallback is refused when its address was told by another delivery.
    /// None when the delivery knows better already.
    /// </summary>
    private static IEnumerable<Delivery> Versions(Receipt receipt, Delivery delivery)
    {
        if (delivery.State is not (DeliveryState.Sending or DeliveryState.InDoubt or DeliveryState.Accepted)
            && !SettlesDoubt(receipt, delivery, delivery.RouteIndex))
            return [];
        var noted = delivery with { ChangedAt = receipt.At, Reasons = [.. delivery.Reasons, Reason(receipt, delivery)] };
        return receipt.Kind switch
        {
            ReceiptKind.Accepted when delivery.State == DeliveryState.Accepted => [],
            ReceiptKind.Accepted => [noted with { State = DeliveryState.Accepted }],
            ReceiptKind.Delivered or ReceiptKind.Complained => [noted with { State = DeliveryState.Delivered }],
            ReceiptKind.Failed or ReceiptKind.Bounced or ReceiptKind.OptedOut => NextRoutes(noted, receipt),
            _ => throw Unknown(receipt.Kind),
        };
    }

    private static IEnumerable<Delivery> NextRoutes(Delivery delivery, Receipt receipt)
    {
        delivery = delivery with { Asked = AskedProviders.WithoutRoute(delivery.Asked, delivery.RouteIndex) };
        for (var route = delivery.RouteIndex + 1; route < delivery.Routes.Count; route++)
            yield return delivery with
            {
                State = DeliveryState.Planned,
                RouteIndex = route,
                Attempts = 0,
                Due = receipt.At,
                ProviderId =
                null
            };
        yield return delivery with { State = delivery.MayHaveArrived ? DeliveryState.InDoubt : DeliveryState.Failed };
    }

    private static ArgumentOutOfRangeException Unknown(ReceiptKind kind) => new(
        nameof(kind), kind, "This kind of receipt is not known. Report one of ReceiptKind; nothing was made of it.");

    private static Reason Reason(Receipt receipt, Delivery delivery) => new(
        receipt.Kind switch
        {
            ReceiptKind.Accepted => ReasonCodes.Accepted,
            ReceiptKind.Delivered => ReasonCodes.Delivered,
            ReceiptKind.Complained => ReasonCodes.Complained,
            ReceiptKind.Bounced => ReasonCodes.Bounced,
            ReceiptKind.Failed or ReceiptKind.OptedOut => ReasonCodes.Rejected,
            _ => throw Unknown(receipt.Kind),
        },
        Rule,
        $"{(receipt.Provider.Length > 0 ? receipt.Provider : delivery.Provider)}: {receipt.Kind}. {receipt.Detail}".TrimEnd());
}
