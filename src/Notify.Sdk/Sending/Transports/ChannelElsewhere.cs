namespace Notify.Sdk.Sending;

/// <summary>A channel of which the host says that another process serves it.</summary>
internal sealed record ChannelElsewhere(DeliveryChannel Channel);
