using Notify.Sdk.Tracking;

namespace Notify.Sdk.Stores;

/// <summary>The stored form of a receipt, in the format of <see cref="OutboxJson"/>. For authors of stores.</summary>
public static class ReceiptJson
{
    /// <summary>Writes a receipt.</summary>
    public static byte[] Write(Receipt receipt) => OutboxJson.WriteValue(receipt);

    /// <summary>Reads a receipt.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged or of a newer format.</exception>
    public static Receipt Read(ReadOnlySpan<byte> json) => OutboxJson.Read<Receipt>(json, "receipt");
}
