using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>
/// Loads the registers, the entries of all addresses of a batch with one look-up, and asks the copies in memory for their
/// numbers. A register that the application names but that was never imported counts as one without a copy.
/// </summary>
internal sealed class SuppressionFactSource(ISuppressionList list, IEnumerable<SuppressionRegister> declared) : IFactSource
{
    private readonly SuppressionRegister[] _declared = [.. declared];

    public async ValueTask LoadAsync(FactRequest request, Facts facts, CancellationToken cancellationToken)
    {
        // The copies last: a register that is replaced meanwhile may look older than it is, never newer.
        var registers = await RegistersAsync(cancellationToken);
        var addresses = request.Addresses;
        var entries = await list.FindAsync(addresses, cancellationToken);
        var copies = await list.CopiesAsync(cancellationToken);
        facts.Set(new SuppressionFacts(registers, copies.Count == 0 ? entries : [.. entries, .. Listed(addresses, copies, registers)]));
    }

    /// <summary>What the application says now counts, with the date of the copy that is in force.</summary>
    private async ValueTask<IReadOnlyList<SuppressionRegister>> RegistersAsync(CancellationToken cancellationToken)
    {
        var stored = await list.RegistersAsync(cancellationToken);
        if (_declared.Length == 0)
            return stored;
        var dates = stored.ToDictionary(r => r.Name, r => r.ObtainedAt);
        return
        [
            .. stored.Where(s => !Array.Exists(_declared, d => d.Name == s.Name)),
            .. _declared.Select(d => dates.TryGetValue(d.Name, out var copy) && copy > d.ObtainedAt ? d with { ObtainedAt = copy } : d),
        ];
    }

    private static List<SuppressionEntry> Listed(IReadOnlyCollection<AddressKey> addresses, IReadOnlyList<RegisterCopy> copies,
        IReadOnlyList<SuppressionRegister> registers)
    {
        List<SuppressionEntry> listed = [];
        foreach (var copy in copies)
        {
            var register = registers.FirstOrDefault(r => r.Name == copy.Register);
            foreach (var address in addresses)
            {
                if (copy.Contains(address))
                    listed.Add(
                        new(address, copy.Register, register?.Kind ?? SuppressionKind.DoNotCall, register?.ObtainedAt
                        ?? SuppressionRegister.NeverObtained));
            }
        }

        return listed;
    }
}
