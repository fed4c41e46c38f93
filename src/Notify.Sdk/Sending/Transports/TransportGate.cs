using System.Collections.Frozen;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Sending;

/// <summary>
/// Refuses, while planning, a channel that nobody serves. A process without any transport only plans for others to send, so
/// there it lets everything pass; at hand-over the worker leaves what it does not serve to others.
/// </summary>
internal sealed class TransportGate(IEnumerable<ITransport> transports) : ISendGate
{
    private readonly FrozenSet<DeliveryChannel> _served = transports.Select(t => t.Channel).ToFrozenSet();

    public string Id => "sending/transport";

    public Verdict Judge(in Attempt attempt) => attempt.Self is not null || _served.Count == 0 || _served.Contains(attempt.Channel)
        ? Verdict.Proceed
        : Verdict.Suppress(
            new(ReasonCodes.NoTransport, Id, $"No transport serves {attempt.Channel}. Register one with AddTransport<T>()."));
}
