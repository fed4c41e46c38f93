namespace Notify.Sdk.SyntheticLists;

/// <summary>
/// Random numbers that are a function of a seed and of what they are for (SplitMix64: Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014), so that any row can be made on its own.
/// </summary>
internal struct Dice
{
    private ulong _state;

    public Dice(ulong seed, ulong subject, ulong purpose) => _state = Mix(Mix(seed + purpose) ^ subject);

    public ulong Next() => Mix(_state += 0x9E37_79B9_7F4A_7C15);

    /// <summary>In [0, 1).</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>In [0, count).</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    public bool Is(double share) => Share() < share;

    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
