using System.Numerics;

namespace Notify.Sdk.SyntheticLists;

/// <summary>
/// A random order of 0 to count - 1 that needs no memory: a Feistel network with four rounds over the next even power of two, walked
/// until it is inside.
/// </summary>
internal readonly struct Shuffle
{
    private readonly ulong _count;
    private readonly ulong _seed;
    private readonly int _half;

    public Shuffle(ulong count, ulong seed)
    {
        (_count, _seed) = (count, seed);
        _half = Math.Max(1, (65 - BitOperations.LeadingZeroCount(count - 1)) / 2);
    }

    /// <summary>What stands at a position.</summary>
    public ulong this[ulong position]
    {
        get
        {
            var at = position;
            do at = Pass(at);
            while (at >= _count);
            return at;
        }
    }

    private ulong Pass(ulong value)
    {
        var mask = (1UL << _half) - 1;
        var (left, right) = (value >> _half, value & mask);
        for (var round = 0UL; round < 4; round++)
            (left, right) = (right, left ^ (Dice.Mix(_seed + (right * 4) + round) & mask));
        return (left << _half) | right;
    }
}
