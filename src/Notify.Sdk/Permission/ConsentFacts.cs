using System.Runtime.InteropServices;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Permission;

/// <summary>The latest decision at each address of a batch: one for the topic, one for everything.</summary>
public sealed class ConsentFacts
{
    private readonly Dictionary<AddressKey, Latest> _byAddress = [];

    /// <summary>Nobody ever said anything.</summary>
    public static ConsentFacts Empty { get; } = new([]);

    /// <summary>Keeps the latest decision of each kind.</summary>
    /// <param name="records">In the order of <see cref="IConsentLedger.FindAsync"/>: oldest first.</param>
    public ConsentFacts(IReadOnlyList<ConsentRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (var record in records)
            CollectionsMarshal.GetValueRefOrAddDefault(_byAddress, record.Address, out _).Keep(record);
    }

    /// <summary>Whether there is any record at all in the batch.</summary>
    public bool IsEmpty => _byAddress.Count == 0;

    /// <summary>Whether anybody ever decided anything at the address.</summary>
    internal bool Knows(AddressKey address) => _byAddress.ContainsKey(address);

    /// <summary>The latest decision about the topic at the address over the channel, or null.</summary>
    public ConsentRecord? ForTopic(AddressKey address, Channel channel) =>
        _byAddress.TryGetValue(address, out var latest) ? latest.Topic(channel) : null;

    /// <summary>The latest decision about everything at the address over the channel, or null.</summary>
    public ConsentRecord? ForEverything(AddressKey address, Channel channel) =>
        _byAddress.TryGetValue(address, out var latest) ? latest.Everything(channel) : null;

    /// <summary>At most a handful of records stand at one address, so a short list beats a table per channel.</summary>
    private struct Latest
    {
        private List<ConsentRecord>? _records;

        public void Keep(ConsentRecord record) => (_records ??= new(1)).Add(record);

        public readonly ConsentRecord? Topic(Channel channel) => Last(channel, everything: false);

        public readonly ConsentRecord? Everything(Channel channel) => Last(channel, everything: true);

        private readonly ConsentRecord? Last(Channel channel, bool everything)
        {
            for (var i = _records!.Count - 1; i >= 0; i--)
            {
                var record = _records[i];
                if (record.Topic is null == everything && (record.Channel is null || record.Channel == channel))
                    return record;
            }

            return null;
        }
    }
}
