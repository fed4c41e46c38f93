using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Notify.Sdk.Audience;

/// <summary>
/// SipHash-1-3 with 128 bits (Aumasson and Bernstein 2012, 128-bit variant of the reference code): for texts of any length and
/// in any letters. Immutable.
/// </summary>
internal sealed class SipHash(ulong key0, ulong key1)
{
    /// <param name="kind">What the text is, so that an email and a name of the same letters are two things.</param>
    /// <param name="text">UTF-16, hashed as its bytes.</param>
    public UInt128 Of(byte kind, ReadOnlySpan<char> text)
    {
        var (v0, v1) = (key0 ^ 0x736f6d6570736575, key1 ^ 0x646f72616e646f6d ^ 0xee);
        var (v2, v3) = (key0 ^ 0x6c7967656e657261, key1 ^ 0x7465646279746573);
        var rest = MemoryMarshal.AsBytes(text);
        while (rest.Length >= 8)
        {
            Take(BinaryPrimitives.ReadUInt64LittleEndian(rest), ref v0, ref v1, ref v2, ref v3);
            rest = rest[8..];
        }

        // The last word: what is left (0 to 3 letters), the kind, and the length in bytes.
        var last = ((ulong)(byte)(text.Length * 2) << 56) | ((ulong)kind << 48) | Left(text);
        Take(last, ref v0, ref v1, ref v2, ref v3);

        v2 ^= 0xee;
        for (var i = 0; i < 3; i++) Round(ref v0, ref v1, ref v2, ref v3);
        var low = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
        for (var i = 0; i < 3; i++) Round(ref v0, ref v1, ref v2, ref v3);
        return new(v0 ^ v1 ^ v2 ^ v3, low);
    }

    /// <summary>
    /// The letters after the last whole word. Read with those before them and shifted, as a loop of unknown length is what takes the
    /// time.
    /// </summary>
    private static ulong Left(ReadOnlySpan<char> text)
    {
        var left = text.Length & 3;
        if (text.Length >= 4) return BinaryPrimitives.ReadUInt64LittleEndian(MemoryMarshal.AsBytes(text[^4..])) >> 1 >> (63 - (16 * left));
        var word = 0UL;
        for (var i = 0; i < left; i++) word |= (ulong)text[i] << (16 * i);
        return word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(ulong word, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
