using System.Runtime.InteropServices;
using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Permission;

/// <summary>The decisions at each address of a batch: about the topic, and about everything.</summary>
public sealed class ConsentFacts
{
    private readonly Dictionary<AddressKey, List<ConsentRecord>> _byAddress = [];

    /// <summary>Nobody ever said anything.</summary>
    public static ConsentFacts Empty { get; } = new([]);

    /// <summary>Sorts the decisions by address.</summary>
    /// <param name="records">In the order of <see cref="IConsentLedger.FindAsync(IReadOnlyCollection{AddressKey}, string, CancellationToken)"/>: oldest first.</param>
    public ConsentFacts(IReadOnlyList<ConsentRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (var record in records)
        {
            // At most a handful of records stand at one address, so a short list beats a table per channel.
            (CollectionsMarshal.GetValueRefOrAddDefault(_byAddress, record.Address, out _) ??= new(1)).Add(record);
            HasPromises |= record.Disclosure?.Frequency?.AtMost is not null;
        }
    }

    /// <summary>Whether there is any record at all in the batch.</summary>
    public bool IsEmpty => _byAddress.Count == 0;

    /// <summary>Whether any record of the batch promises a frequency.</summary>
    internal bool HasPromises { get; }

    /// <summary>Whether anybody ever decided anything at the address.</summary>
    internal bool Knows(AddressKey address) => _byAddress.ContainsKey(address);

    /// <summary>The latest decision about the topic at the address over the channel, whatever it is, or null.</summary>
    public ConsentRecord? ForTopic(AddressKey address, Channel channel) => Last(address, channel, everything: false);

    /// <summary>The latest decision about everything at the address over the channel, whatever it is, or null.</summary>
    public ConsentRecord? ForEverything(AddressKey address, Channel channel) => Last(address, channel, everything: true);

    /// <summary>
    /// The consent that permits messages of the topic at the address over the channel at an instant, or null: in force,
    /// confirmed where a confirmation was asked for, and with the topic among what was disclosed.
    /// </summary>
    public ConsentRecord? InForce(Topic topic, AddressKey address, Channel channel, Instant at) => Standing(topic, address, channel, at).InForce;

    /// <summary>The opt-out that stands at the address: of everything, or of the topic.</summary>
    internal ConsentRecord? Stop(Topic topic, AddressKey address, Channel channel, bool everything) =>
        _byAddress.TryGetValue(address, out var records) ? ConsentStanding.Stop(records, topic, channel, everything) : null;

    /// <summary>The consent at the address, and where it is not in force, what is wrong with it.</summary>
    internal ConsentStanding Standing(Topic topic, AddressKey address, Channel channel, Instant at) =>
        _byAddress.TryGetValue(address, out var records) ? ConsentStanding.Of(records, topic, channel, at) : default;

    /// <summary>The consents of an address that promise a frequency.</summary>
    internal IEnumerable<ConsentRecord> Promises(AddressKey address) =>
        HasPromises && _byAddress.TryGetValue(address, out var records) ? records.Where(r => r.Disclosure?.Frequency?.AtMost is not null) : [];

    private ConsentRecord? Last(AddressKey address, Channel channel, bool everything) =>
        _byAddress.TryGetValue(address, out var records)
            ? records.FindLast(r => r.Topic is null == everything && (r.Channel is null || r.Channel == channel))
            : null;
}
