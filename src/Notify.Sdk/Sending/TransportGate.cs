using System.Collections.Frozen;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Sending;

/// <summary>
/// Refuses a channel that nobody serves. A process without any transport only plans for others to send, so there it
/// lets everything pass.
/// </summary>
internal sealed class TransportGate(IEnumerable<ITransport> transports) : ISendGate
{
    private readonly FrozenSet<Channel> _served = transports.Select(t => t.Channel).ToFrozenSet();

    public string Id => "sending/transport";

    public Verdict Judge(in Attempt attempt) => _served.Count == 0 || _served.Contains(attempt.Channel)
        ? Verdict.Proceed
        : Verdict.Suppress(new(ReasonCodes.NoTransport, Id, $"No transport serves {attempt.Channel}. Register one with AddTransport<T>()."));
}
