using Notify.Sdk.Permission;

namespace Notify.Sdk.Sending;

/// <summary>
/// Refuses, while planning, a channel that nobody serves. A process without any transport only plans for others to send, so
/// there it lets everything pass; at hand-over the worker leaves what it does not serve to others.
/// </summary>
internal sealed class TransportGate(TransportTable transports) : ISendGate
{
    public string Id => "sending/transport";

    public Verdict Judge(in Attempt attempt) => attempt.Self is not null || transports.IsEmpty || transports.IsElsewhere(attempt.Channel)
        || transports.For(attempt.Channel, attempt.Topic, attempt.Person, attempt.Address).Count > 0
        ? Verdict.Proceed
        : Verdict.Suppress(new(ReasonCodes.NoTransport, Id, Missing(attempt.Channel, attempt.Topic)));

    private string Missing(DeliveryChannel channel, Topic topic) => transports.ForAnywhere(channel, topic).Count > 0
        ? $"No transport for {channel} serves the country of the person. Register one with ForCountries, or one for all countries."
        : transports.Serves(channel)
        ? $"No transport for {channel} serves brand '{topic.Brand}'. Register one with ForBrands, or one for all brands."
        : $"No transport serves {channel}. Register one with AddTransport<T>().";
}
