using System.Text.Json.Serialization;

namespace Notify.Sdk;

/// <summary>One way to reach a person.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Address">The address.</param>
/// <param name="Account">The account that owns the address, and whose data are used when this route is taken.</param>
public sealed record Route(DeliveryChannel Channel, Address Address, AccountRef Account)
{
    /// <summary>What makes two messages over the channel go to the same place: <see cref="Address.KeyFor"/>.</summary>
    [JsonIgnore]
    public AddressKey Key => Address.KeyFor(Channel);

    /// <summary>Channel and masked address.</summary>
    public override string ToString() => $"{Channel} to {Address}";
}
