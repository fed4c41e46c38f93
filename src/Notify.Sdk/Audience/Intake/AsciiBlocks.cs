using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Notify.Sdk.Audience;

/// <summary>
/// Short texts as blocks of 16 bytes, a byte for a letter, zeros past the end: half the memory of UTF-16, and a whole name or
/// mailbox is looked at in two or three steps. Nearly all texts of a list are short and ASCII; the others are left to slower ways.
/// </summary>
internal static class AsciiBlocks
{
    /// <summary>Letters in a block.</summary>
    public const int Size = 16;

    /// <summary>The longest text that is short: one bit for each letter fits a word.</summary>
    public const int MaxText = 64;

    // The indices 0 to 15, then 0x80, which stands for zero on every processor: read from the n-th on they move a block n letters down.
    private static ReadOnlySpan<byte> Down =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
    ];

    /// <summary>Whether a text can be read in blocks. What follows counts on the first letter in the lowest byte of a word.</summary>
    public static bool Fit(ReadOnlySpan<char> text) => text.Length <= MaxText && BitConverter.IsLittleEndian;

    /// <summary>The block from a letter on. What is not ASCII has its highest bit set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Load(ReadOnlySpan<char> text, int at)
    {
        ref var letters = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        if (text.Length - at >= Size) return Narrow(ref letters, at, at + 8);
        if (text.Length >= Size) return MovedDown(Narrow(ref letters, text.Length - 16, text.Length - 8), Size - text.Length + at);
        var whole = text.Length >= 8 ? LoadHalf(ref letters, text.Length) : LoadLess(text);
        return at == 0 ? whole : MovedDown(whole, at);
    }

    private static Vector128<byte> MovedDown(Vector128<byte> block, int letters) =>
        Vector128.ShuffleNative(block, Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Down), (nuint)letters));

    /// <summary>Which bytes of a block are between two, both included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Between(Vector128<byte> block, char first, char last) =>
        Vector128.LessThanOrEqual(block - Vector128.Create((byte)first), Vector128.Create((byte)(last - first)));

    /// <summary>Capital letters made small; <paramref name="letters"/> says which bytes are letters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Lower(Vector128<byte> block, out Vector128<byte> letters)
    {
        letters = Between(block | Vector128.Create((byte)0x20), 'a', 'z');
        return block | (letters & Vector128.Create((byte)0x20));
    }

    private static Vector128<byte> LoadHalf(ref ushort letters, int length)
    {
        var words = Narrow(ref letters, 0, length - 8).AsUInt64();
        return words.WithElement(1, words[1] >> 1 >> (8 * (Size - length) - 1)).AsByte();
    }

    private static Vector128<byte> LoadLess(ReadOnlySpan<char> text)
    {
        var word = 0UL;
        for (var i = 0; i < text.Length; i++) word |= (ulong)Math.Min(text[i], (char)0xFF) << (8 * i);
        return Vector128.CreateScalar(word).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Narrow(ref ushort letters, int first, int second) =>
        Vector128.NarrowWithSaturation(Vector128.LoadUnsafe(ref letters, (nuint)first), Vector128.LoadUnsafe(ref letters, (nuint)second));
}
