namespace Notify.Sdk.Audience;

/// <summary>
/// Says of most words that they are not in a set, by length, first and last letter, faster than the set can: nearly no address of
/// a list is a role or a placeholder. Without regard to ASCII case. Immutable.
/// </summary>
internal sealed class WordSieve
{
    private const int Bits = 4_096;

    private readonly ulong[] _bits = new ulong[Bits / 64];

    public WordSieve(IEnumerable<string> words)
    {
        foreach (var word in words)
            if (word.Length > 0) _bits[Place(word) / 64] |= 1UL << (Place(word) % 64);
    }

    /// <summary>False only if the set does not have the word.</summary>
    public bool MayHave(ReadOnlySpan<char> word) =>
        word.IsEmpty || word[0] >= 0x80 || word[^1] >= 0x80 || ((_bits[Place(word) / 64] >> (Place(word) % 64)) & 1) != 0;

    private static int Place(ReadOnlySpan<char> word) => ((((word.Length * 31) + (word[0] | 0x20)) * 31) + (word[^1] | 0x20)) & (Bits - 1);
}
