using Notify.Sdk.Tracking;

namespace Notify.Sdk.Stores;

/// <summary>
/// The stored form of what is in a <see cref="HookEntry"/>, in the format of <see cref="OutboxJson"/>. For authors of stores.
/// </summary>
public static class HookEntryJson
{
    /// <summary>Writes receipt and reply; the other fields are columns of the store.</summary>
    public static byte[] Write(HookEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return OutboxJson.WriteValue(new Contents(entry.Receipt, entry.Reply));
    }

    /// <summary>The entry with what was written of it; with neither receipt nor reply where that cannot be read any more.</summary>
    public static HookEntry Read(HookEntry entry, ReadOnlySpan<byte> json)
    {
        ArgumentNullException.ThrowIfNull(entry);
        try
        {
            var contents = OutboxJson.Read<Contents>(json, "event of a hook");
            return entry with { Receipt = contents.Receipt, Reply = contents.Reply };
        }
        catch (InvalidDataException)
        {
            return entry;
        }
    }

    private sealed record Contents(Receipt? Receipt, InboundReply? Reply);
}
