using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Notify.Sdk.Audience;

/// <summary>
/// A hash whose collisions nobody can prepare without the key, which is drawn anew for each list. No answer depends on the key.
/// Immutable.
/// </summary>
/// <remarks>
/// Short ASCII texts, nearly all of a list, by a multilinear function (Carter and Wegman 1979; over 128 bits as in Lemire and
/// Kaser, "Strongly universal string hashing is fast", 2014): each word of the text times a random number of its own, added up;
/// of the sum the upper half. Two texts have the same 64 bits for one in 2^64 of all random numbers, the same 128 for one in 2^128.
/// The random numbers come of the key by <see cref="SipHash"/>, as do the hashes of all other texts.
/// </remarks>
internal sealed class KeyedHash
{
    private const int PerWord = 4; // two random numbers of 128 bits, lower half first
    private const ulong Number = 1 << 16;

    private readonly SipHash _others;
    // the last are passed and never read
    private readonly ulong[] _random = new ulong[PerWord * (3 + (AsciiBlocks.MaxText / sizeof(ulong)))];

    public KeyedHash(ulong key0, ulong key1)
    {
        _others = new(key0, key1);
        for (var i = 0; i < _random.Length; i += 2)
        {
            var drawn = _others.Of(byte.MaxValue, [(char)i]);
            (_random[i], _random[i + 1]) = ((ulong)drawn, (ulong)(drawn >> 64));
        }
    }

    public static KeyedHash Random()
    {
        Span<byte> key = stackalloc byte[16];
        RandomNumberGenerator.Fill(key);
        return new(BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key[8..]));
    }

    /// <param name="kind">What the text is, so that an email and a name of the same letters are two things.</param>
    /// <param name="text">The text.</param>
    public UInt128 Of(byte kind, ReadOnlySpan<char> text)
    {
        if (!AsciiBlocks.Fit(text)) return _others.Of(kind, text);
        var first = new Sum(_random, 0, Head(kind, text.Length));
        var second = new Sum(_random, 2, Head(kind, text.Length));
        var seen = Vector128<byte>.Zero;
        for (var at = 0; at < text.Length; at += AsciiBlocks.Size)
        {
            var block = AsciiBlocks.Load(text, at);
            seen |= block;
            first.Add(block.AsUInt64());
            second.Add(block.AsUInt64());
        }

        return seen.ExtractMostSignificantBits() == 0 ? new(second.Upper, first.Upper) : _others.Of(kind, text);
    }

    /// <summary>The lower half alone, where 64 bits are all that is kept.</summary>
    public ulong Of64(byte kind, ReadOnlySpan<char> text)
    {
        if (!AsciiBlocks.Fit(text)) return (ulong)_others.Of(kind, text);
        var sum = new Sum(_random, 0, Head(kind, text.Length));
        var seen = Vector128<byte>.Zero;
        for (var at = 0; at < text.Length; at += AsciiBlocks.Size)
        {
            var block = AsciiBlocks.Load(text, at);
            seen |= block;
            sum.Add(block.AsUInt64());
        }

        return seen.ExtractMostSignificantBits() == 0 ? sum.Upper : (ulong)_others.Of(kind, text);
    }

    /// <summary>
    /// The same for the ASCII letters of a text in <see cref="AsciiBlocks"/>, whose room goes on in zeros to the end of a block.
    /// </summary>
    public UInt128 OfBlocks(byte kind, ReadOnlySpan<byte> room, int length)
    {
        var first = new Sum(_random, 0, Head(kind, length));
        var second = new Sum(_random, 2, Head(kind, length));
        for (var at = 0; at < length; at += AsciiBlocks.Size)
        {
            var block = Vector128.Create(room.Slice(at, AsciiBlocks.Size)).AsUInt64();
            first.Add(block);
            second.Add(block);
        }

        return new(second.Upper, first.Upper);
    }

    /// <summary>The lower half of that alone.</summary>
    public ulong OfBlocks64(byte kind, ReadOnlySpan<byte> room, int length)
    {
        var sum = new Sum(_random, 0, Head(kind, length));
        for (var at = 0; at < length; at += AsciiBlocks.Size) sum.Add(Vector128.Create(room.Slice(at, AsciiBlocks.Size)).AsUInt64());
        return sum.Upper;
    }

    /// <summary>A number, which is another thing than its digits.</summary>
    public UInt128 OfNumber(byte kind, ulong number)
    {
        var first = new Sum(_random, 0, Number | Head(kind, 0));
        var second = new Sum(_random, 2, Number | Head(kind, 0));
        first.Add(number);
        second.Add(number);
        return new(second.Upper, first.Upper);
    }

    // Before the words: what is hashed, so that zeros at the end of a text count.
    private static ulong Head(byte kind, int length) => ((ulong)kind << 8) | (uint)length;

    /// <summary>One of the two sums, and where its next random number stands.</summary>
    private ref struct Sum
    {
        private ref ulong _next;
        private ulong _low;
        private ulong _high;

        public Sum(ulong[] random, int at, ulong head)
        {
            _next = ref random[at];
            (_low, _high) = (_next, Unsafe.Add(ref _next, 1));
            _next = ref Unsafe.Add(ref _next, PerWord);
            Add(head);
        }

        // The sum is linear, and tables take their places from single bits of it: so it is stirred, one to one.
        public readonly ulong Upper
        {
            get
            {
                var stirred = (_high ^ (_high >> 32)) * 0x9E3779B97F4A7C15;
                return stirred ^ (stirred >> 29);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector128<ulong> words)
        {
            Add(words[0]);
            Add(words[1]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ulong word)
        {
            var high = Math.BigMul(word, _next, out var low);
            _low += low;
            _high += high + (word * Unsafe.Add(ref _next, 1)) + (_low < low ? 1UL : 0);
            _next = ref Unsafe.Add(ref _next, PerWord);
        }
    }
}
