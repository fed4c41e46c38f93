namespace Notify.Sdk.Sending;

/// <summary>Where each delivery was left, from several threads. One that was touched twice counts where it ended.</summary>
internal sealed class DispatchTally
{
    private readonly Lock _lock = new();
    private readonly Dictionary<DeliveryId, DeliveryState> _last = [];

    public void Add(IReadOnlyList<Delivery> deliveries)
    {
        foreach (var delivery in deliveries)
            Add(delivery);
    }

    public void Add(Delivery delivery)
    {
        lock (_lock)
            _last[delivery.Id] = delivery.State;
    }

    public DispatchReport ToReport()
    {
        var counts = _last.Values.CountBy(state => state).ToDictionary();
        int Of(params ReadOnlySpan<DeliveryState> states)
        {
            var sum = 0;
            foreach (var state in states)
                sum += counts.GetValueOrDefault(state);
            return sum;
        }

        return new(
            Accepted: Of(DeliveryState.Accepted, DeliveryState.Delivered),
            Held: Of(DeliveryState.Held),
            Retrying: Of(DeliveryState.Planned),
            Suppressed: Of(DeliveryState.Suppressed, DeliveryState.Cancelled, DeliveryState.Superseded),
            Failed: Of(DeliveryState.Failed),
            Expired: Of(DeliveryState.Expired),
            InDoubt: Of(DeliveryState.InDoubt));
    }
}
