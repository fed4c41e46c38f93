using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>Consents and opt-outs in the SQLite file: an opt-out is on the disk before the call returns. Thread-safe.</summary>
/// <param name="database">The file.</param>
/// <param name="clock">Says when a record is taken; null for the system's clock.</param>
/// <param name="intake">Reads what is handed over; null for one that takes any topic.</param>
/// <remarks>Every call throws <see cref="SqliteStoreException"/> when the file cannot be used; then nothing was written.</remarks>
public sealed class SqliteConsentLedger(SqliteDatabase database, IClock? clock = null, ConsentIntake? intake = null) : IConsentLedger
{
    private readonly ConsentIntake _intake = intake ?? ConsentIntake.WithoutTopics;
    private readonly SqliteConsentChain _chain = new();
    private readonly IClock _clock = clock ?? new TimeProviderClock(TimeProvider.System);

    /// <inheritdoc/>
    public async ValueTask AppendAsync(IReadOnlyCollection<ConsentRecord> records, CancellationToken cancellationToken = default)
    {
        var now = _clock.GetCurrentInstant();
        var accepted = _intake.Accept(records, now);
        if (accepted.Count == 0)
            return;
        await database.WriteAsync(
            s =>
            {
                _chain.Append(s, accepted, now);
                return 0;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>An entry that is damaged counts as a no to everything, and is named in the log.</remarks>
    public async ValueTask<IReadOnlyList<ConsentRecord>> FindAsync(
        IReadOnlyCollection<AddressKey> addresses, string topic, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var found =
            await database.ReadAsync(
            s => s.Snapshot(r => _chain.Find(r, addresses, topic, _clock.GetCurrentInstant()), cancellationToken), cancellationToken);
        found.Sort(ConsentOrder.ByTime);
        return found;
    }

    /// <inheritdoc/>
    public ValueTask<ConsentRecord?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        database.ReadAsync(s => SqliteConsentChain.Find(s, id), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SealedConsent>> HistoryAsync(
        IReadOnlyCollection<AddressKey> addresses, CancellationToken cancellationToken = default)
    {
        var asked = _intake.Canonical(addresses);
        var found = await database.ReadAsync(s => s.Snapshot(r => _chain.History(r, asked), cancellationToken), cancellationToken);
        return [.. found.OrderBy(e => e.Sequence)];
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SealedConsent>> ReadAsync(long after, int limit, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<SealedConsent>>(s => SqliteConsentChain.Read(s, after, limit), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ConsentCheckpoint> HeadAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(SqliteConsentChain.Head, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>
    /// What is erased is overwritten where it stood, and the write-ahead log is emptied unless somebody reads from it;
    /// <see cref="SqliteDatabase.OverwriteAsync"/> says whether nothing is left. Backups are yours to deal with.
    /// </remarks>
    public async ValueTask<int> EraseAsync(IReadOnlyCollection<AddressKey> addresses, CancellationToken cancellationToken = default)
    {
        var asked = _intake.Canonical(addresses);
        var erased = await database.WriteAsync(s => _chain.Erase(s, asked, _clock.GetCurrentInstant()), cancellationToken);
        if (erased > 0)
            await database.EmptyLogAsync(cancellationToken);
        return erased;
    }
}
