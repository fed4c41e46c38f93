namespace Notify.Sdk.Sending;

/// <summary>Channels and kinds of addresses as rows name them. A name that nobody registered is kept, so that nothing is lost.</summary>
internal static class Names
{
    public static DeliveryChannel ToChannel(string name) =>
        ValueNames.IsName(name) ? DeliveryChannel.Named(name) : throw RowReader.Damaged();

    public static AddressKind ToKind(string name) => ValueNames.IsName(name) ? AddressKind.Named(name) : throw RowReader.Damaged();
}
