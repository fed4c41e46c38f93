using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>The declared registers, and which addresses of a batch stand on them.</summary>
public sealed class SuppressionFacts
{
    private readonly ILookup<AddressKey, SuppressionEntry> _hits;
    private readonly IReadOnlyList<SuppressionEntry> _all;

    /// <summary>No register, no hit.</summary>
    public static SuppressionFacts Empty { get; } = new([], []);

    /// <summary>Groups the hits by address.</summary>
    public SuppressionFacts(IReadOnlyList<SuppressionRegister> registers, IReadOnlyList<SuppressionEntry> hits)
    {
        Registers = registers;
        _all = hits;
        HasHits = hits is { Count: > 0 };
        _hits = hits.ToLookup(h => h.Address);
    }

    /// <summary>The declared registers.</summary>
    public IReadOnlyList<SuppressionRegister> Registers { get; }

    /// <summary>Whether any address of the batch stands on a register.</summary>
    public bool HasHits { get; }

    /// <summary>The entries of one address; of a number in doubt those of either.</summary>
    public IEnumerable<SuppressionEntry> At(AddressKey address) =>
        address.ToOtherLine() is { } other ? _hits[address.ToLine()].Concat(_hits[other]) : _hits[address.ToLine()];

    /// <summary>When the number of an address last changed hands, or null.</summary>
    internal Instant? ReassignedAt(AddressKey address)
    {
        Instant? last = null;
        if (HasHits)
        {
            foreach (var entry in At(address))
            {
                if (entry.Kind == SuppressionKind.Reassigned && !(last >= entry.AddedAt))
                    last = entry.AddedAt;
            }
        }

        return last;
    }

    internal SuppressionFacts With(IReadOnlyList<SuppressionEntry> more) => new(Registers, [.. _all, .. more]);

    /// <summary>The declaration of a register, or null when it was never declared.</summary>
    public SuppressionRegister? Find(string register)
    {
        // Asked for every message under rules that name registers, so nothing is allocated.
        for (var i = 0; i < Registers.Count; i++)
        {
            if (string.Equals(Registers[i].Name, register, StringComparison.Ordinal))
                return Registers[i];
        }

        return null;
    }
}
