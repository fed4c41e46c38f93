using Notify.Sdk.Permission;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Consents;

/// <summary>
/// Keeps every consent and opt-out in a chain of hashes. Append-only; implementations are thread-safe and use
/// <see cref="ConsentSeal"/>. Verified, exported and imported by <see cref="ConsentLedgerExtensions"/> and <see cref="ConsentImport"/>.
/// </summary>
public interface IConsentLedger
{
    /// <summary>
    /// Appends decisions as <see cref="ConsentIntake"/> reads them: all of them or none. A record that is known already, by its id
    /// and with the same decision, is passed over; what proves it stays as it came first.
    /// </summary>
    /// <exception cref="ArgumentException">A record that could never count; see <see cref="ConsentIntake.Accept"/>.</exception>
    /// <exception cref="NotifyException">The id of a record was used for another decision.</exception>
    ValueTask AppendAsync(IReadOnlyCollection<ConsentRecord> records, CancellationToken cancellationToken = default);

    /// <summary>
    /// All records at the given addresses that concern the topic, all marketing or everything (<see cref="ConsentScope.MayConcern"/>),
    /// ordered by <see cref="ConsentRecord.OccurredAt"/> and then by <see cref="ConsentRecord.Id"/>, ordinal. Opt-outs of
    /// erased people are found by their keys, without personal data.
    /// </summary>
    /// <param name="addresses">Canonical keys, numbers without extension; some thousand at most, each once.</param>
    /// <param name="topic">The topic's name.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    ValueTask<IReadOnlyList<ConsentRecord>> FindAsync(IReadOnlyCollection<AddressKey> addresses, string topic,
        CancellationToken cancellationToken = default);

    /// <summary>The record with an id, or null when there is none or it was erased.</summary>
    ValueTask<ConsentRecord?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Everything that is kept about the given addresses, in the order of the chain; of erased people their opt-outs.</summary>
    ValueTask<IReadOnlyList<SealedConsent>> HistoryAsync(IReadOnlyCollection<AddressKey> addresses, CancellationToken cancellationToken =
        default);

    /// <summary>The entries after <paramref name="after"/>, in the order in which they are stored.</summary>
    /// <param name="after">A sequence; 0 from the beginning.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    ValueTask<IReadOnlyList<SealedConsent>> ReadAsync(long after, int limit, CancellationToken cancellationToken = default);

    /// <summary>
    /// The last entry of the chain. Keep it elsewhere from time to time, to be able to show that nothing was cut off since.
    /// </summary>
    ValueTask<ConsentCheckpoint> HeadAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Erases people: the personal data of all records at these addresses go for good, and one entry says that they went.
    /// Decisions and terms stay, without anything that leads to a person, except that an opt-out that stands keeps a salted
    /// key by which its address is still refused.
    /// </summary>
    /// <returns>How many records lost their personal data.</returns>
    ValueTask<int> EraseAsync(IReadOnlyCollection<AddressKey> addresses, CancellationToken cancellationToken = default);
}
