using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Notify.Sdk.Audience;

/// <summary>
/// The key of a name of two words of ASCII letters and digits, as <see cref="TokenNameMatcher"/> makes it, without a step for each
/// letter: nearly all names of a list are such. One thread.
/// </summary>
internal sealed class TwoWordNames
{
    /// <summary>The longest name that is read so: a bit for each letter fits a word.</summary>
    private const int MaxName = 2 * AsciiBlocks.Size;

    private readonly byte[] _text = new byte[MaxName + AsciiBlocks.Size];
    private readonly byte[] _key = new byte[MaxName + (2 * AsciiBlocks.Size)];

    /// <summary>Where the key is; after it there are zeros to the end of its block.</summary>
    public ReadOnlySpan<byte> Key => _key;

    /// <summary>Writes the key of a name, trimmed or not, to <see cref="Key"/>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="length">Of the key.</param>
    /// <param name="hasInitials">As of the key.</param>
    /// <returns>False, and nothing is said, for names of more words, of one, with signs other than <c>, . -</c>, or with words that are long.</returns>
    public bool TryWrite(ReadOnlySpan<char> name, out int length, out bool hasInitials)
    {
        (length, hasInitials) = (0, false);
        if (name.Length > MaxName || !AsciiBlocks.Fit(name)) return false;
        var (letters, words, gaps) = (0UL, 0UL, 0UL);
        for (var i = 0; i < name.Length; i += AsciiBlocks.Size)
        {
            var block = AsciiBlocks.Load(name, i);
            AsciiBlocks.Lower(block, out var letter).CopyTo(_text, i);
            letters |= (ulong)letter.ExtractMostSignificantBits() << i;
            words |= (ulong)(letter | AsciiBlocks.Between(block, '0', '9')).ExtractMostSignificantBits() << i;
            gaps |= (ulong)(AsciiBlocks.Between(block, ',', '.') | Vector128.Equals(block, Vector128.Create((byte)' '))).ExtractMostSignificantBits() << i;
        }

        if (BitOperations.PopCount(words | gaps) != name.Length || BitOperations.PopCount(words & ~(words << 1)) != 2) return false;
        var first = BitOperations.TrailingZeroCount(words);
        var firstLength = BitOperations.TrailingZeroCount(~(words >> first));
        var second = first + firstLength + BitOperations.TrailingZeroCount(words >> (first + firstLength));
        var secondLength = 64 - BitOperations.LeadingZeroCount(words) - second;
        if (firstLength > AsciiBlocks.Size || secondLength > AsciiBlocks.Size) return false;

        var (one, other) = (Start(first, firstLength), Start(second, secondLength));
        if (one == other) return false; // the order is told by letters further on, or the words are equal
        hasInitials = (firstLength == 1 && (letters >> first & 1) != 0) || (secondLength == 1 && (letters >> second & 1) != 0);
        length = one < other ? Join(first, firstLength, second, secondLength) : Join(second, secondLength, first, firstLength);
        return true;
    }

    /// <summary>The first eight letters of a word as a number; numbers are in the order of the words.</summary>
    private ulong Start(int at, int length)
    {
        var start = BinaryPrimitives.ReadUInt64BigEndian(_text.AsSpan(at));
        return length >= sizeof(ulong) ? start : start & ~(ulong.MaxValue >> (8 * length));
    }

    // A block for each word, and then zeros over what followed the second.
    private int Join(int first, int firstLength, int second, int secondLength)
    {
        var length = firstLength + 1 + secondLength;
        Vector128.Create<byte>(_text, first).CopyTo(_key, 0);
        _key[firstLength] = (byte)NameFolding.Gap;
        Vector128.Create<byte>(_text, second).CopyTo(_key, firstLength + 1);
        Vector128<byte>.Zero.CopyTo(_key, length);
        return length;
    }
}
