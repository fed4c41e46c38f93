using System.Buffers.Binary;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Notify.Sdk.Push.Tests.Referee;

/// <summary>Opens <c>aes128gcm</c> of any number of records (RFC 8188), on BouncyCastle.</summary>
internal static class ContentCoding
{
    private const int TagLength = 16;

    /// <summary>What the body says.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="keyOf">The input keying material of a key id.</param>
    public static byte[] Open(ReadOnlySpan<byte> body, Func<byte[], byte[]> keyOf)
    {
        var (salt, size) = (body[..16].ToArray(), BinaryPrimitives.ReadInt32BigEndian(body[16..]));
        var name = body.Slice(21, body[20]).ToArray();
        var secret = keyOf(name);
        var records = body[(21 + name.Length)..];
        var key = Derive(secret, salt, "Content-Encoding: aes128gcm\0"u8, 16);
        var nonce = Derive(secret, salt, "Content-Encoding: nonce\0"u8, 12);
        List<byte> words = [];
        for (var number = 0; records.Length > 0; number++)
        {
            var record = Decrypt(key, Numbered(nonce, number), records[..Math.Min(size, records.Length)].ToArray());
            records = records[Math.Min(size, records.Length)..];
            var end = Array.FindLastIndex(record, octet => octet != 0);
            record[end].Should().Be(records.Length == 0 ? (byte)2 : (byte)1, "every record says whether it is the last");
            words.AddRange(record[..end]);
        }

        return [.. words];
    }

    /// <summary>HKDF over SHA-256 (RFC 5869).</summary>
    public static byte[] Derive(byte[] secret, byte[] salt, ReadOnlySpan<byte> info, int length)
    {
        HkdfBytesGenerator generator = new(new Sha256Digest());
        generator.Init(new HkdfParameters(secret, salt, info.ToArray()));
        var octets = new byte[length];
        generator.GenerateBytes(octets, 0, length);
        return octets;
    }

    private static byte[] Numbered(byte[] nonce, int number)
    {
        var numbered = (byte[])nonce.Clone();
        for (var i = 0; i < 4; i++)
            numbered[^(i + 1)] ^= (byte)(number >> (8 * i));
        return numbered;
    }

    private static byte[] Decrypt(byte[] key, byte[] nonce, byte[] record)
    {
        GcmBlockCipher cipher = new(new AesEngine());
        cipher.Init(forEncryption: false, new AeadParameters(new KeyParameter(key), TagLength * 8, nonce));
        var words = new byte[cipher.GetOutputSize(record.Length)];
        var written = cipher.ProcessBytes(record, 0, record.Length, words, 0);
        cipher.DoFinal(words, written); // throws when an octet was changed
        return words;
    }
}
