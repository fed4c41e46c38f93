using System.Buffers.Binary;
using System.Globalization;
using Notify.Sdk.Audience;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// What marks, buckets and traces are found by: 128 bits of <see cref="SipHash"/> under the file's own key, so that an index is short and
/// holds no address, and nobody who does not know the key can make two that are found for one another.
/// </summary>
internal sealed class SqliteKeys(ReadOnlySpan<byte> key)
{
    private const int OnStack = 512;

    private readonly SipHash _hash = new(BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key[8..]));

    /// <summary>Of a once-only mark.</summary>
    public byte[] Of(OnceKey mark) => Octets(Kind.Mark, mark.ContentKey, SqliteText.Of(mark.Subject));

    /// <summary>Of a bucket of a cap.</summary>
    public byte[] Of(CapBucket bucket) => Octets(Kind.Bucket, "", SqliteText.Of(bucket));

    /// <summary>Of a decision.</summary>
    public byte[] OfDecision(string notificationKey, AccountRef account) =>
        Octets(Kind.Decision, notificationKey, SqliteText.Of(account));

    /// <summary>Of the id by which a provider knows a message.</summary>
    public byte[] OfProvider(string provider, string providerId) => Octets(Kind.Provider, provider, providerId);

    /// <summary>What a damaged row is named by where its table has no numbers: 16 hexadecimal digits.</summary>
    public string OfRow(string table, in SqliteValue key) => Convert.ToHexStringLower(
        Octets(Kind.Row, table, key.Reference is byte[] octets ? Convert.ToHexString(octets) : $"{key.Reference}")[..8]);

    /// <summary>Of the slot at which a trace stands; it is a code already.</summary>
    public long OfTrace(string content, ulong slot) => (long)((ulong)_hash.Of((byte)Kind.Trace, content) ^ slot);

    private byte[] Octets(Kind kind, string one, string other)
    {
        var octets = new byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(octets, Of(kind, one, other));
        return octets;
    }

    // The length of the first text stands before them, so that no two pairs are one text.
    private UInt128 Of(Kind kind, string one, string other)
    {
        const int Length = 11;
        var most = Length + one.Length + other.Length;
        var text = most <= OnStack ? stackalloc char[OnStack] : new char[most];
        one.Length.TryFormat(text, out var at, default, CultureInfo.InvariantCulture);
        text[at++] = ':';
        one.CopyTo(text[at..]);
        at += one.Length;
        other.CopyTo(text[at..]);
        return _hash.Of((byte)kind, text[..(at + other.Length)]);
    }

    private enum Kind : byte
    {
        Mark,
        Bucket,
        Decision,
        Provider,
        Trace,
        Row,
    }
}
