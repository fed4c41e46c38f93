using System.Runtime.InteropServices;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Permission;

/// <summary>Consents of one process. For tests and trials; nothing survives a restart. Thread-safe.</summary>
public sealed class InMemoryConsentLedger : IConsentLedger
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = [];
    private readonly Dictionary<AddressKey, List<ConsentRecord>> _byAddress = [];

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyCollection<ConsentRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var record in records)
            ArgumentException.ThrowIfNullOrWhiteSpace(record.Id, nameof(records));
        lock (_lock)
        {
            foreach (var record in records)
            {
                if (_ids.Add(record.Id))
                    (CollectionsMarshal.GetValueRefOrAddDefault(_byAddress, record.Address, out _) ??= []).Add(record);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ConsentRecord>> FindAsync(IReadOnlyCollection<AddressKey> addresses, string topic, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        cancellationToken.ThrowIfCancellationRequested();
        List<ConsentRecord> found = [];
        lock (_lock)
        {
            if (_byAddress.Count == 0)
                return new([]);
            foreach (var address in addresses)
            {
                if (_byAddress.TryGetValue(address, out var records))
                    found.AddRange(records.Where(r => r.Topic is null || r.Topic == topic));
            }
        }

        found.Sort(InOrder);
        return new(found);
    }

    private static int InOrder(ConsentRecord a, ConsentRecord b)
    {
        var byTime = a.OccurredAt.CompareTo(b.OccurredAt);
        return byTime != 0 ? byTime : string.CompareOrdinal(a.Id, b.Id);
    }
}
