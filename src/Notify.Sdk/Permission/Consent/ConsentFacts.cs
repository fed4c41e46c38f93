using System.Runtime.InteropServices;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>The decisions at each address of a batch: about the topic, and about everything.</summary>
public sealed class ConsentFacts
{
    private readonly Dictionary<AddressKey, List<ConsentRecord>> _byAddress = [];

    /// <summary>Nobody ever said anything.</summary>
    public static ConsentFacts Empty { get; } = new([]);

    /// <summary>Sorts the decisions by address, a phone number without its extension.</summary>
    /// <param name="records">
    /// In the order of <see cref="IConsentLedger.FindAsync(IReadOnlyCollection{AddressKey}, string, CancellationToken)"/>: oldest
    /// first.
    /// </param>
    public ConsentFacts(IReadOnlyList<ConsentRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (var record in records)
        {
            // At most a handful of records stand at one address, so a short list beats a table per channel.
            (CollectionsMarshal.GetValueRefOrAddDefault(_byAddress, record.Address, out _) ??= new(1)).Add(record);
            HasDisclosedFrequencies |= record.Disclosure?.Frequency?.AtMost is not null;
        }
    }

    /// <summary>Whether there is any record at all in the batch.</summary>
    public bool IsEmpty => _byAddress.Count == 0;

    /// <summary>Whether any record of the batch promises a frequency.</summary>
    internal bool HasDisclosedFrequencies { get; }

    /// <summary>When the person last agreed to anything at the address that is loaded, or null.</summary>
    internal Instant? LatestYes(AddressKey address)
    {
        Instant? latest = null;
        foreach (var record in _byAddress.GetValueOrDefault(address.ToLine(), []))
        {
            if (IsYes(record) && record.DoubleOptIn != DoubleOptIn.Pending)
                latest = record.OccurredAt;
        }

        return latest;
    }

    /// <summary>With decisions that are not kept yet.</summary>
    internal ConsentFacts With(IEnumerable<ConsentRecord> more)
    {
        List<ConsentRecord> all = [.. _byAddress.Values.SelectMany(r => r), .. more];
        all.Sort(ConsentOrder.ByTime);
        return new(all);
    }

    /// <summary>
    /// Without what was agreed before a number changed hands. A no stays: whoever gave it, nobody is told what was refused.
    /// </summary>
    internal ConsentFacts Without(SuppressionFacts suppressions) => suppressions.HasHits
        ? new([.. _byAddress.SelectMany(a => a.Value.Where(r => !IsYes(r) || !(r.OccurredAt <= suppressions.ReassignedAt(a.Key))))])
        : this;

    private static bool IsYes(ConsentRecord record) => record.Status is ConsentStatus.Granted or ConsentStatus.Imported;

    /// <summary>Whether anybody ever decided anything at the address.</summary>
    internal bool Knows(AddressKey address) =>
        _byAddress.ContainsKey(address.ToLine()) || (address.ToOtherLine() is { } other && _byAddress.ContainsKey(other));

    /// <summary>
    /// The consent that permits messages of the topic at the address over the channel at an instant, or null: in force,
    /// confirmed where a confirmation was asked for, and with the topic among what was disclosed.
    /// </summary>
    public ConsentRecord? InForce(Topic topic, AddressKey address, DeliveryChannel channel, Instant at) =>
        Standing(topic, address, channel, at).InForce;

    /// <summary>The opt-out of one breadth that stands at the address for the topic; of a number in doubt, at either.</summary>
    internal ConsentRecord? Stop(Topic topic, AddressKey address, DeliveryChannel channel, ConsentBreadth breadth) =>
        _byAddress.TryGetValue(address.ToLine(), out var records)
        && ConsentStanding.Stop(records, topic, channel, breadth) is { } stop ? stop
        : address.ToOtherLine() is { } other ? Stop(topic, other, channel, breadth)
        : null;

    /// <summary>The consent at the address, and where it is not in force, what is wrong with it.</summary>
    internal ConsentStanding Standing(Topic topic, AddressKey address, DeliveryChannel channel, Instant at) =>
        _byAddress.TryGetValue(address.ToLine(), out var records) ? ConsentStanding.Of(records, topic, channel, at) : default;

    /// <summary>The records at the address that say yes, newest first.</summary>
    internal StandingWalk Walk(Topic topic, AddressKey address, DeliveryChannel channel, Instant at) =>
        new(_byAddress.Count == 0 ? null : _byAddress.GetValueOrDefault(address.ToLine()), topic, channel, at);

    /// <summary>The consents of an address that promise a frequency.</summary>
    internal IEnumerable<ConsentRecord> Promises(AddressKey address) =>
        HasDisclosedFrequencies && _byAddress.TryGetValue(address.ToLine(), out var records)
            ? records.Where(r => r.Disclosure?.Frequency?.AtMost is not null) : [];
}
