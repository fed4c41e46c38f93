using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Notify.Sdk.Audience;

/// <summary>Searches that look at 32 bytes at a time, for the lines that most are: ASCII without quotation marks.</summary>
internal static class CsvVectors
{
    /// <summary>
    /// Finds the first byte that ends a line or asks for a closer look (a quotation mark, NUL, a sign outside ASCII), and
    /// counts the separators before it. -1 when there is none.
    /// </summary>
    public static int FindEnd(ReadOnlySpan<byte> bytes, byte delimiter, out int delimiters)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var at = 0;
        delimiters = 0;
        for (; bytes.Length - at >= Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            var part = Vector256.LoadUnsafe(ref start, (nuint)at);
            var ends = Vector256.Equals(part, Vector256.Create((byte)'\n')) | Vector256.Equals(part, Vector256.Create((byte)'\r'))
                | Vector256.Equals(part, Vector256.Create((byte)'"')) | Vector256.Equals(part, Vector256<byte>.Zero) | part; // the highest bit counts
            var end = ends.ExtractMostSignificantBits();
            var separators = Vector256.Equals(part, Vector256.Create(delimiter)).ExtractMostSignificantBits();
            if (end != 0)
            {
                var place = BitOperations.TrailingZeroCount(end);
                delimiters += BitOperations.PopCount(separators & ((1u << place) - 1));
                return at + place;
            }

            delimiters += BitOperations.PopCount(separators);
        }

        for (; at < bytes.Length; at++)
        {
            if (bytes[at] is 0 or (byte)'\n' or (byte)'\r' or (byte)'"' or >= 0x80)
                return at;
            if (bytes[at] == delimiter)
                delimiters++;
        }

        return -1;
    }

    /// <summary>
    /// Copies ASCII of 32 bytes or more into characters and writes down where the separators are; false, with nothing to be
    /// relied on, when a sign is outside ASCII, a quotation mark, or <paramref name="places"/> are too few.
    /// </summary>
    public static bool TrySplit(ReadOnlySpan<byte> row, byte delimiter, Span<char> chars, Span<int> places, out int delimiters)
    {
        delimiters = 0;
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var to = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(chars[..row.Length]));
        for (int at = 0, seen = 0; seen < row.Length; at += Vector256<byte>.Count)
        {
            at = Math.Min(at, row.Length - Vector256<byte>.Count); // the last part overlaps the one before
            var part = Vector256.LoadUnsafe(ref from, (nuint)at);
            if ((part | Vector256.Equals(part, Vector256.Create((byte)'"'))).ExtractMostSignificantBits() != 0)
                return false;
            var (lower, upper) = Vector256.Widen(part);
            lower.StoreUnsafe(ref to, (nuint)at);
            upper.StoreUnsafe(ref to, (nuint)(at + Vector256<ushort>.Count));
            var separators = Vector256.Equals(part, Vector256.Create(delimiter)).ExtractMostSignificantBits();
            for (separators = separators >> (seen - at) << (seen - at); separators != 0; separators &= separators - 1)
            {
                if (delimiters == places.Length)
                    return false;
                places[delimiters++] = at + BitOperations.TrailingZeroCount(separators);
            }

            seen = at + Vector256<byte>.Count;
        }

        return true;
    }
}
