using System.Runtime.InteropServices;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Stores;

/// <summary>Consents of one process. For tests and trials; nothing survives a restart. Thread-safe.</summary>
/// <param name="clock">Says when a record is taken; null for the system's clock.</param>
/// <param name="intake">Reads what is handed over; null for one that takes any topic.</param>
public sealed class InMemoryConsentLedger(IClock? clock = null, ConsentIntake? intake = null) : IConsentLedger
{
    private readonly ConsentIntake _intake = intake ?? ConsentIntake.WithoutTopics;
    private readonly IClock _clock = clock ?? new TimeProviderClock(TimeProvider.System);
    private readonly Lock _lock = new();
    private readonly List<SealedConsent> _chain = [];
    private readonly Dictionary<string, long> _byId = [];
    private readonly Dictionary<AddressKey, List<Kept>> _byAddress = [];
    private readonly Dictionary<string, List<long>> _byErasedKey = [];
    private string? _salt;

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyCollection<ConsentRecord> records, CancellationToken cancellationToken = default)
    {
        var now = _clock.GetCurrentInstant();
        var accepted = _intake.Accept(records, now);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            foreach (var record in ConsentSeal.New(accepted, id => _byId.TryGetValue(id, out var sequence) ? At(sequence) : null, _salt))
            {
                var entry = ConsentSeal.Seal(record, Head(), now);
                Keep(entry);
                (CollectionsMarshal.GetValueRefOrAddDefault(_byAddress, record.Address, out _) ??= [])
                    .Add(new(entry.Sequence, ConsentSeal.Open(entry, record.Address)!));
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ConsentRecord>> FindAsync(
        IReadOnlyCollection<AddressKey> addresses, string topic, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        cancellationToken.ThrowIfCancellationRequested();
        List<ConsentRecord> found = [];
        lock (_lock)
        {
            if (_chain.Count == 0)
                return new([]);
            foreach (var address in addresses.Select(a => a.ToLine()).Distinct())
            {
                if (_byAddress.TryGetValue(address, out var records))
                    found.AddRange(records.Select(k => k.Record));
                found.AddRange(Erased(address).Select(e => ConsentSeal.Open(e, address)!));
            }
        }

        found.RemoveAll(r => !r.Scope.MayConcern(topic));
        found.Sort(ConsentOrder.ByTime);
        return new(found);
    }

    /// <inheritdoc/>
    public ValueTask<ConsentRecord?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new(_byId.TryGetValue(id, out var sequence) && At(sequence) is { Address: { } address } entry
                ? ConsentSeal.Open(entry, address) : null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SealedConsent>> HistoryAsync(
        IReadOnlyCollection<AddressKey> addresses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        cancellationToken.ThrowIfCancellationRequested();
        addresses = _intake.Canonical(addresses);
        lock (_lock)
            return new([.. addresses.SelectMany(a => Live(a).Concat(Erased(a))).OrderBy(e => e.Sequence)]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SealedConsent>> ReadAsync(long after, int limit, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new([.. _chain.Skip((int)Math.Min(after, int.MaxValue)).Take(limit)]);
    }

    /// <inheritdoc/>
    public ValueTask<ConsentCheckpoint> HeadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(Head());
    }

    /// <inheritdoc/>
    public ValueTask<int> EraseAsync(IReadOnlyCollection<AddressKey> addresses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        cancellationToken.ThrowIfCancellationRequested();
        addresses = _intake.Canonical(addresses);
        lock (_lock)
        {
            List<SealedConsent> entries = [.. addresses.SelectMany(Live).OrderBy(e => e.Sequence)];
            if (entries.Count == 0)
                return new(0);
            var salt = _salt ??= ConsentSeal.NewSalt();
            var now = _clock.GetCurrentInstant();
            var erased = ConsentSeal.Erase(entries, salt, now);
            foreach (var (sequence, key) in erased)
            {
                _chain[(int)sequence - 1] = At(sequence) with { Address = null, Personal = null, Salt = null, ErasedKey = key };
                if (key is not null)
                    (CollectionsMarshal.GetValueRefOrAddDefault(_byErasedKey, key, out _) ??= []).Add(sequence);
            }

            foreach (var address in addresses)
                _byAddress.Remove(address);
            Keep(ConsentSeal.SealErasure(erased, salt, Head(), now));
            return new(erased.Count);
        }
    }

    private void Keep(SealedConsent entry)
    {
        _chain.Add(entry);
        _byId[entry.Id] = entry.Sequence;
    }

    private ConsentCheckpoint Head() => _chain.Count == 0 ? ConsentCheckpoint.Start : new(_chain[^1].Sequence, _chain[^1].Hash);

    private SealedConsent At(long sequence) => _chain[(int)sequence - 1];

    private IEnumerable<SealedConsent> Live(AddressKey address) =>
        _byAddress.TryGetValue(address, out var records) ? records.Select(r => At(r.Sequence)) : [];

    private IEnumerable<SealedConsent> Erased(AddressKey address) =>
        _salt is { } salt && _byErasedKey.TryGetValue(ConsentSeal.KeyOf(address, salt), out var sequences) ? sequences.Select(At) : [];

    private readonly record struct Kept(long Sequence, ConsentRecord Record);
}
