namespace Notify.Sdk.Sending;

/// <summary>A delivery that passed the second look, with the message to hand over.</summary>
/// <param name="Delivery">The delivery, on the route to use.</param>
/// <param name="Topic">Its topic.</param>
/// <param name="Message">The message.</param>
/// <param name="Providers">How many transports could take it, one after the other. At least one.</param>
/// <param name="Places">What it takes under the caps and promises of the moment.</param>
internal sealed record ReadyDelivery(Delivery Delivery, Topic Topic, OutgoingMessage Message, int Providers,
    IReadOnlyList<CapPlace> Places);
