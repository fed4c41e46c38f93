using Notify.Sdk.Audience;

namespace Notify.Sdk.Permission;

/// <summary>Keeps every consent and opt-out. Append-only; implementations are thread-safe.</summary>
public interface IConsentLedger
{
    /// <summary>Appends decisions. A record whose <see cref="ConsentRecord.Id"/> is known already is ignored.</summary>
    /// <exception cref="ArgumentException">A record without an id.</exception>
    ValueTask AppendAsync(IReadOnlyCollection<ConsentRecord> records, CancellationToken cancellationToken = default);

    /// <summary>
    /// All records at the given addresses that concern the topic or everything (<see cref="ConsentRecord.Topic"/> null),
    /// ordered by <see cref="ConsentRecord.OccurredAt"/> and then by <see cref="ConsentRecord.Id"/>, ordinal.
    /// </summary>
    /// <param name="addresses">Some thousand at most; each once.</param>
    /// <param name="topic">The topic's name.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    ValueTask<IReadOnlyList<ConsentRecord>> FindAsync(IReadOnlyCollection<AddressKey> addresses, string topic, CancellationToken cancellationToken = default);
}
