namespace Notify.Sdk.Audience;

/// <summary>Ids of accounts in a network, by the rules of <see cref="NetworkHandle"/>.</summary>
internal sealed class HandleReader(HandleNetwork network) : IAddressReader
{
    public AddressReading Read(string text, string? country)
    {
        if (!NetworkHandle.TryParse(network, text, out var handle, out var error))
            return AddressReading.Refused($"It is no address of the network ({error}).");
        if (!handle.IsSendable)
            return AddressReading.Refused("It names a profile but cannot be written to. Use the network's own id.");
        return AddressReading.Of(handle.StableId) with { Number = handle.Number };
    }
}
