using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Notify.Sdk.Audience;

/// <summary>What stands in 64 bytes of a CSV file: a bit for each byte, the lowest for the first.</summary>
internal readonly struct CsvBits
{
    /// <summary>Bytes that are looked at together.</summary>
    public const int Count = 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private CsvBits(ref byte at, byte delimiter)
    {
        var lower = Vector256.LoadUnsafe(ref at);
        var upper = Vector256.LoadUnsafe(ref at, (nuint)Vector256<byte>.Count);
        Delimiters = Equal(lower, upper, delimiter);
        Feeds = Equal(lower, upper, (byte)'\n');
        Returns = Equal(lower, upper, (byte)'\r');
        Quotes = Equal(lower, upper, (byte)'"');
        Nuls = Equal(lower, upper, 0);
        Wide = Join(lower, upper);
    }

    /// <summary>Signs that may separate fields.</summary>
    public ulong Delimiters { get; }

    /// <summary>LF.</summary>
    public ulong Feeds { get; }

    /// <summary>CR.</summary>
    public ulong Returns { get; }

    /// <summary>Quotation marks.</summary>
    public ulong Quotes { get; }

    /// <summary>NUL.</summary>
    public ulong Nuls { get; }

    /// <summary>Parts of signs outside ASCII.</summary>
    public ulong Wide { get; }

    /// <summary>Looks at the bytes from a place on; after their end there are spaces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CsvBits Of(ReadOnlySpan<byte> bytes, int at, byte delimiter) => bytes.Length - at >= Count
        ? new(ref Unsafe.Add(ref MemoryMarshal.GetReference(bytes), at), delimiter)
        : OfRest(bytes[at..], delimiter);

    private static CsvBits OfRest(ReadOnlySpan<byte> rest, byte delimiter)
    {
        Span<byte> padded = stackalloc byte[Count];
        padded.Fill((byte)' ');
        rest.CopyTo(padded);
        return new(ref MemoryMarshal.GetReference(padded), delimiter);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Equal(Vector256<byte> lower, Vector256<byte> upper, byte value) =>
        Join(Vector256.Equals(lower, Vector256.Create(value)), Vector256.Equals(upper, Vector256.Create(value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Join(Vector256<byte> lower, Vector256<byte> upper) =>
        lower.ExtractMostSignificantBits() | ((ulong)upper.ExtractMostSignificantBits() << 32);
}
