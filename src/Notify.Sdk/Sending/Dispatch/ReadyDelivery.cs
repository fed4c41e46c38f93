using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>A delivery that passed the second look, with the message to hand over.</summary>
/// <param name="Delivery">The delivery, on the route to use.</param>
/// <param name="Topic">Its topic.</param>
/// <param name="Message">The message.</param>
/// <param name="Standing">Where the provider that is asked stands among those that could take it.</param>
/// <param name="Places">What it takes under the caps and promises of the moment.</param>
internal sealed record ReadyDelivery(Delivery Delivery, Topic Topic, OutgoingMessage Message, ProviderStanding Standing,
    IReadOnlyList<CapSlot> Places);
