using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Notify.Sdk.Audience;

/// <summary>
/// The two words of a name as <see cref="TokenNameMatcher"/> would have them in its key, without a step for each letter: nearly all
/// names of a list are two words of ASCII. One thread.
/// </summary>
internal sealed class TwoWordNames
{
    /// <summary>The longest name that is read so: a bit for each letter fits a word.</summary>
    private const int MaxName = 2 * AsciiBlocks.Size;

    private readonly byte[] _text = new byte[MaxName + AsciiBlocks.Size];
    private readonly byte[] _words = new byte[2 * AsciiBlocks.Size];

    /// <summary>The word that comes first in the key; after it zeros to the end of its block.</summary>
    public ReadOnlySpan<byte> First => _words.AsSpan(0, AsciiBlocks.Size);

    /// <summary>The other likewise.</summary>
    public ReadOnlySpan<byte> Second => _words.AsSpan(AsciiBlocks.Size);

    /// <summary>Reads the words of a name to <see cref="First"/> and <see cref="Second"/>; one of a single letter is an initial.</summary>
    /// <param name="name">The name, trimmed or not.</param>
    /// <param name="firstLength">Of the word that comes first in the key.</param>
    /// <param name="secondLength">Of the other.</param>
    /// <returns>
    /// False, and nothing is said, for names of more words, of one, with signs other than <c>, . -</c>, or with words that are long or
    /// begin with a digit.
    /// </returns>
    public bool TryRead(ReadOnlySpan<char> name, out int firstLength, out int secondLength)
    {
        firstLength = secondLength = 0;
        if (name.Length > MaxName || !AsciiBlocks.Fit(name)) return false;
        var (letters, words, gaps) = (0UL, 0UL, 0UL);
        for (var i = 0; i < name.Length; i += AsciiBlocks.Size)
        {
            var block = AsciiBlocks.Load(name, i);
            AsciiBlocks.Lower(block, out var letter).CopyTo(_text, i);
            letters |= (ulong)letter.ExtractMostSignificantBits() << i;
            words |= (ulong)(letter | AsciiBlocks.Between(block, '0', '9')).ExtractMostSignificantBits() << i;
            gaps |= (ulong)(AsciiBlocks.Between(block, ',', '.') | Vector128.Equals(block, Vector128.Create((byte)' ')))
                .ExtractMostSignificantBits() << i;
        }

        var starts = words & ~(words << 1);
        if (BitOperations.PopCount(words | gaps) != name.Length || BitOperations.PopCount(starts) != 2
            || (starts & ~letters) != 0) return false;
        var left = BitOperations.TrailingZeroCount(words);
        var leftLength = BitOperations.TrailingZeroCount(~(words >> left));
        var right = left + leftLength + BitOperations.TrailingZeroCount(words >> (left + leftLength));
        var rightLength = 64 - BitOperations.LeadingZeroCount(words) - right;
        if (leftLength > AsciiBlocks.Size || rightLength > AsciiBlocks.Size) return false;

        var (one, other) = (Start(left, leftLength), Start(right, rightLength));
        if (one == other) return false; // the order is told by letters further on, or the words are equal
        if (one > other) (left, leftLength, right, rightLength) = (right, rightLength, left, leftLength);
        Keep(left, leftLength, 0);
        Keep(right, rightLength, AsciiBlocks.Size);
        (firstLength, secondLength) = (leftLength, rightLength);
        return true;
    }

    /// <summary>The first eight letters of a word as a number; numbers are in the order of the words.</summary>
    private ulong Start(int at, int length)
    {
        var start = BinaryPrimitives.ReadUInt64BigEndian(_text.AsSpan(at));
        return length >= sizeof(ulong) ? start : start & ~(ulong.MaxValue >> (8 * length));
    }

    private void Keep(int at, int length, int to)
    {
        var mask = Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)length));
        (Vector128.Create<byte>(_text, at) & mask).CopyTo(_words, to);
    }
}
