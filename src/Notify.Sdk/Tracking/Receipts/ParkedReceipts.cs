using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tracking;

/// <summary>
/// Which parked receipts are tried next. It goes round all of them, some at a time, so that many that never were ours keep no
/// other waiting, and gives up those that waited too long. Thread-safe: two at a time only try some receipts twice.
/// </summary>
internal sealed partial class ParkedReceipts(IReceiptStore receipts, IClock clock, IOptions<ReceiptOptions> options,
    ILogger<ParkedReceipts> logger)
{
    private const int AtOnce = 500;

    private volatile Receipt? _last;

    /// <summary>The next ones; those that were given up are not among them.</summary>
    public async Task<IReadOnlyList<Receipt>> NextAsync(CancellationToken cancellationToken)
    {
        var page = await receipts.FindUnsettledAsync(AtOnce, _last, cancellationToken);
        _last = page.Count < AtOnce ? null : page[^1];
        var oldest = clock.GetCurrentInstant() - Duration.FromTimeSpan(options.Value.ParkedFor);
        List<Receipt> waiting = new(page.Count);
        foreach (var receipt in page)
        {
            if (receipt.At >= oldest)
                waiting.Add(receipt);
            else
                await receipts.SettleAsync(receipt, cancellationToken);
        }

        if (waiting.Count < page.Count)
            LogGivenUp(page.Count - waiting.Count, options.Value.ParkedFor);
        return waiting;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} receipts were given up: no message of theirs was known for {ParkedFor}. Check that no other system reports to "
        + "this one")]
    private partial void LogGivenUp(int count, TimeSpan parkedFor);
}
