using System.Runtime.InteropServices;
using NodaTime;

namespace Notify.Sdk.Stores;

/// <summary>Soft bounces of one process; a restart forgets them, which suppresses nobody. Thread-safe.</summary>
public sealed class InMemoryBounceLedger : IBounceLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<AddressKey, Dictionary<(string Provider, string EventId), Instant>> _bounces = [];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Instant>> AddAsync(SoftBounce bounce, Instant since, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bounce);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var at = CollectionsMarshal.GetValueRefOrAddDefault(_bounces, bounce.Address, out _) ??= [];
            at.TryAdd((bounce.Provider, bounce.EventId), bounce.At);
            Forget(bounce.Address, at, when => when < since);
            return new([.. at.Values.Order()]);
        }
    }

    /// <inheritdoc/>
    public ValueTask ForgetAsync(AddressKey address, Instant until, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_bounces.TryGetValue(address, out var at))
                Forget(address, at, when => when <= until);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SoftBounce>> FindAsync(AddressKey address, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new(!_bounces.TryGetValue(address, out var found) ? []
                : [.. found.Select(b => new SoftBounce(address, b.Key.Provider, b.Key.EventId, b.Value)).OrderBy(b => b.At)
                    .ThenBy(b => b.Provider, StringComparer.Ordinal).ThenBy(b => b.EventId, StringComparer.Ordinal)]);
        }
    }

    private void Forget(AddressKey address, Dictionary<(string Provider, string EventId), Instant> at, Func<Instant, bool> isOver)
    {
        foreach (var over in at.Where(bounce => isOver(bounce.Value)).Select(bounce => bounce.Key).ToArray())
            at.Remove(over);
        if (at.Count == 0)
            _bounces.Remove(address);
    }
}
