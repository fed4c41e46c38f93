namespace Notify.Sdk.Tracking;

/// <summary>
/// Takes in what providers report. Call it from a web hook or a poller; the same event twice counts once, an event that
/// comes before its message is parked. Thread-safe.
/// </summary>
public interface IReceiptProcessor
{
    /// <summary>Takes in one event. True when it changed something, false when it was known, late, or is parked.</summary>
    Task<bool> RecordAsync(Receipt receipt, CancellationToken cancellationToken = default);

    /// <summary>Tries parked events again; returns how many were settled. <c>AddNotifyWorker</c> does it now and then.</summary>
    Task<int> SettleParkedAsync(CancellationToken cancellationToken = default);
}
