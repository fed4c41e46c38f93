using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tracking;

/// <summary>Counts the soft bounces of addresses, and says when they are enough.</summary>
internal sealed class SoftBounceCounter(IBounceLedger ledger, IOptions<SoftBounceOptions> options)
{
    /// <summary>Takes in what a receipt says of an address. True when the address must be suppressed now.</summary>
    public async ValueTask<bool> CountAsync(Receipt receipt, AddressKey address, CancellationToken cancellationToken)
    {
        address = address.ToLine();
        if (receipt.Kind == ReceiptKind.Delivered)
            await ledger.ForgetAsync(address, receipt.At, cancellationToken);
        if (receipt is not { Kind: ReceiptKind.Failed, IsSoftBounce: true })
            return false;
        var rule = options.Value;
        var bounces = await ledger.AddAsync(new(address, receipt.Provider, receipt.EventId, receipt.At),
            receipt.At - Duration.FromTimeSpan(rule.Window), cancellationToken);
        // events may come late and out of order
        var recent = bounces.Where(at => at >= bounces[^1] - Duration.FromTimeSpan(rule.Window)).ToArray();
        return recent.Length >= rule.Limit && recent[^1] - recent[0] >= Duration.FromTimeSpan(rule.Span);
    }
}
