using System.Numerics;

namespace Notify.Sdk.Audience;

/// <summary>The addresses of one partition that several rows have, and who has them. Immutable but for <see cref="Forget"/>.</summary>
internal sealed class KeyPart
{
    /// <summary>No address.</summary>
    public static KeyPart Empty { get; } = new([], []);

    private readonly KeyGroup[] _groups;
    private readonly int[] _slots; // number of the group + 1
    private KeyHolder[] _holders;

    public KeyPart(KeyGroup[] groups, KeyHolder[] holders)
    {
        (_groups, _holders) = (groups, holders);
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)(groups.Length * 3 / 2) + 1)];
        for (var i = 0; i < groups.Length; i++)
        {
            var at = (int)groups[i].Hash & (_slots.Length - 1);
            while (_slots[at] != 0) at = (at + 1) & (_slots.Length - 1);
            _slots[at] = i + 1;
        }
    }

    public ReadOnlySpan<KeyGroup> Groups => _groups;

    public ReadOnlySpan<KeyHolder> HoldersOf(in KeyGroup group) => _holders.AsSpan(group.Start, group.Count);

    /// <summary>The holders that come <see cref="Prefetch.Distance"/> later when the groups are read in order.</summary>
    public ReadOnlySpan<KeyHolder> Soon(in KeyGroup group)
    {
        var start = Math.Min(group.Start + Prefetch.Distance, _holders.Length);
        return _holders.AsSpan(start, Math.Min(group.Count, _holders.Length - start));
    }

    /// <summary>The group of an address, or -1 when one row has it at most.</summary>
    public int Find(UInt128 hash)
    {
        var kept = (ulong)hash;
        for (var at = (int)kept & (_slots.Length - 1); _slots[at] != 0; at = (at + 1) & (_slots.Length - 1))
            if (_groups[_slots[at] - 1].Hash == kept) return _slots[at] - 1;

        return -1;
    }

    /// <summary>Lets go of the holders: who they are is settled.</summary>
    public void Forget() => _holders = [];
}
