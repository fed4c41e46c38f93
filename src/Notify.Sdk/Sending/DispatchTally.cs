namespace Notify.Sdk.Sending;

/// <summary>Counts what became of deliveries, from several threads.</summary>
internal sealed class DispatchTally
{
    private readonly int[] _counts = new int[Enum.GetValues<DeliveryState>().Length];

    public void Add(IReadOnlyList<Delivery> deliveries)
    {
        foreach (var delivery in deliveries)
            Add(delivery);
    }

    public void Add(Delivery delivery) => Interlocked.Increment(ref _counts[(int)delivery.State]);

    public DispatchReport ToReport() => new(
        Accepted: this[DeliveryState.Accepted] + this[DeliveryState.Delivered],
        Held: this[DeliveryState.Held],
        Retrying: this[DeliveryState.Planned],
        Suppressed: this[DeliveryState.Suppressed] + this[DeliveryState.Cancelled] + this[DeliveryState.Superseded],
        Failed: this[DeliveryState.Failed],
        Expired: this[DeliveryState.Expired],
        InDoubt: this[DeliveryState.InDoubt]);

    private int this[DeliveryState state] => _counts[(int)state];
}
