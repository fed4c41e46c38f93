namespace Notify.Sdk;

/// <summary>What one run of the dispatcher did.</summary>
/// <param name="Accepted">Messages that a provider took.</param>
/// <param name="Held">Held back by a gate at hand-over, for later.</param>
/// <param name="Retrying">To be tried again, on the same or the next route.</param>
/// <param name="Suppressed">Not sent: a gate said no at hand-over.</param>
/// <param name="Failed">Not sent: all routes failed.</param>
/// <param name="Expired">Not sent: their time has passed.</param>
/// <param name="InDoubt">It is unknown whether a provider took them.</param>
public sealed record DispatchReport(int Accepted, int Held, int Retrying, int Suppressed, int Failed, int Expired, int InDoubt)
{
    /// <summary>How many deliveries were looked at.</summary>
    public int Total => Accepted + Held + Retrying + Suppressed + Failed + Expired + InDoubt;
}

/// <summary>
/// Keeps the promises that are due: asks every gate again, renders with the data of the moment, hands over, writes down
/// what happened. Run by <c>AddNotifyWorker</c>, or by hand. Several may run at a time on one outbox.
/// </summary>
public interface IDispatcher
{
    /// <summary>Works until nothing is due any more.</summary>
    /// <param name="cancellationToken">Stops taking on more; hand-overs under way are finished and written down.</param>
    Task<DispatchReport> DispatchDueAsync(CancellationToken cancellationToken = default);
}
