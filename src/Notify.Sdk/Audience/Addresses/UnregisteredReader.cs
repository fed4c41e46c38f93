namespace Notify.Sdk.Audience;

/// <summary>The reader of a kind of which only the name is known: whoever registers the kind has another.</summary>
internal sealed class UnregisteredReader : IAddressReader
{
    public static UnregisteredReader Instance { get; } = new();

    public AddressReading Read(string text, string? country) =>
        AddressReading.Refused("Its kind is not registered in this process; register a channel of it with AddChannel.");
}
