using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// What marks, buckets and traces are found by: 128 bits of SHA-256 under the file's own key, so that an index is short and holds no
/// address. Two that differ are never found for one another in practice: 128 bits.
/// </summary>
internal static class SqliteKeys
{
    private const int Length = 16;
    private const int OnStack = 512;

    /// <summary>Of a once-only mark.</summary>
    public static byte[] Of(ReadOnlySpan<byte> key, OnceKey mark) => Of(key, mark.ContentKey, SqliteText.Of(mark.Subject));

    /// <summary>Of a bucket of a cap.</summary>
    public static byte[] Of(ReadOnlySpan<byte> key, CapBucket bucket) => Of(key, "cap", SqliteText.Of(bucket));

    /// <summary>Of a decision.</summary>
    public static byte[] OfDecision(ReadOnlySpan<byte> key, string notificationKey, AccountRef account) =>
        Of(key, notificationKey, SqliteText.Of(account));

    /// <summary>Of the id by which a provider knows a message.</summary>
    public static byte[] OfProvider(ReadOnlySpan<byte> key, string provider, string providerId) => Of(key, provider, providerId);

    /// <summary>Of the slot at which a trace stands; it is a code already.</summary>
    public static long OfTrace(ReadOnlySpan<byte> key, string content, ulong slot) =>
        (long)(BinaryPrimitives.ReadUInt64LittleEndian(Of(key, "trace", content)) ^ slot);

    // The length of the first text stands between them, so that no two pairs are one text.
    private static byte[] Of(ReadOnlySpan<byte> key, string one, string other)
    {
        var most = key.Length + sizeof(int) + Encoding.UTF8.GetMaxByteCount(one.Length) + Encoding.UTF8.GetMaxByteCount(other.Length);
        var octets = most <= OnStack ? stackalloc byte[OnStack] : new byte[most];
        key.CopyTo(octets);
        var at = key.Length + sizeof(int);
        var first = Encoding.UTF8.GetBytes(one, octets[at..]);
        BinaryPrimitives.WriteInt32LittleEndian(octets[key.Length..], first);
        at += first;
        at += Encoding.UTF8.GetBytes(other, octets[at..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(octets[..at], hash);
        return hash[..Length].ToArray();
    }
}
