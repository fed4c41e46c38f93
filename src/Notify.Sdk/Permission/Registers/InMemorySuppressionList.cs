using System.Runtime.InteropServices;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Stores;

/// <summary>Registers of one process. For tests and trials; nothing survives a restart. Thread-safe.</summary>
/// <param name="addresses">Reads the keys that are handed over; null for the default.</param>
public sealed class InMemorySuppressionList(AddressIntake? addresses = null) : ISuppressionList
{
    private readonly AddressIntake _intake = addresses ?? AddressIntake.Default;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, SuppressionRegister> _registers = new(StringComparer.Ordinal);
    private readonly Dictionary<AddressKey, List<SuppressionEntry>> _entries = [];
    private readonly SortedDictionary<string, RegisterCopy> _copies = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask DeclareAsync(SuppressionRegister register, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(register);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            _registers[register.Name] = register;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask AddAsync(IReadOnlyCollection<SuppressionEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        cancellationToken.ThrowIfCancellationRequested();
        List<SuppressionEntry> read =
            [.. entries.SelectMany(e => _intake.CanonicalLines(e.Address), (e, line) => e with { Address = line })];
        lock (_lock)
        {
            foreach (var entry in read)
            {
                var at = CollectionsMarshal.GetValueRefOrAddDefault(_entries, entry.Address, out _) ??= [];
                if (at.FindIndex(e => e.Register == entry.Register) is >= 0 and var known)
                    at[known] = entry.Replaces(at[known]) ? entry : at[known];
                else
                    at.Add(entry);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(string register, IReadOnlyCollection<AddressKey> addresses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        cancellationToken.ThrowIfCancellationRequested();
        List<AddressKey> read = [.. addresses.SelectMany(_intake.CanonicalLines)];
        lock (_lock)
        {
            foreach (var address in read)
            {
                if (_entries.TryGetValue(address, out var at))
                    at.RemoveAll(e => e.Register == register);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ReplaceAsync(SuppressionRegister register, RegisterCopy copy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(copy);
        if (copy.Register != register.Name)
            throw new ArgumentException($"The copy is of register '{copy.Register}', not of '{register.Name}'.", nameof(copy));
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _registers[register.Name] = register;
            _copies[register.Name] = copy;
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RegisterCopy>> CopiesAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_copies.Count == 0 ? [] : [.. _copies.Values]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SuppressionRegister>> RegistersAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new([.. _registers.Values]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SuppressionEntry>> FindAsync(
        IReadOnlyCollection<AddressKey> addresses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        cancellationToken.ThrowIfCancellationRequested();
        List<SuppressionEntry> found = [];
        lock (_lock)
        {
            if (_entries.Count == 0)
                return new([]);
            foreach (var address in addresses)
            {
                if (_entries.TryGetValue(address.ToLine(), out var at))
                    found.AddRange(at);
            }
        }

        return new(found);
    }
}
