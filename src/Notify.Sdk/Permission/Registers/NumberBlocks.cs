using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Stores;

/// <summary>
/// Numbers as octets, for stores: blocks of up to 250,000 numbers, each block the first number and then the distances, seven
/// bits to the octet, closed by a checksum. A register of ten million American numbers takes some 20 MB. For authors of stores.
/// </summary>
public static class NumberBlocks
{
    private const int PerBlock = 250_000;
    private const int Checksum = 8;

    /// <summary>The blocks, ascending.</summary>
    public static IEnumerable<byte[]> Write(NumberRegister register)
    {
        ArgumentNullException.ThrowIfNull(register);
        foreach (var numbers in register.Numbers().Chunk(PerBlock))
            yield return Block(numbers);
    }

    /// <summary>The register that was written.</summary>
    /// <param name="blocks">All blocks in their order.</param>
    /// <param name="count">How many numbers there must be.</param>
    /// <exception cref="InvalidDataException">A block is damaged or missing: part of a register would let people through.</exception>
    public static NumberRegister Read(IEnumerable<byte[]> blocks, long count)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        NumberRegisterBuilder builder = new();
        foreach (var block in blocks)
            Read(block, builder);
        var register = builder.Build();
        return register.Count == count
            ? register
            : throw new InvalidDataException($"A stored register has {register.Count} numbers instead of {count}. Import it again.");
    }

    private static byte[] Block(ulong[] numbers)
    {
        ArrayBufferWriter<byte> block = new(numbers.Length * 3);
        ulong last = 0;
        foreach (var number in numbers)
        {
            var rest = number - last;
            last = number;
            var span = block.GetSpan(10);
            var length = 0;
            for (; rest >= 0x80; rest >>= 7)
                span[length++] = (byte)(rest | 0x80);
            span[length++] = (byte)rest;
            block.Advance(length);
        }

        var sum = SHA256.HashData(block.WrittenSpan);
        block.Write(sum.AsSpan(..Checksum));
        return block.WrittenSpan.ToArray();
    }

    private static void Read(byte[] block, NumberRegisterBuilder builder)
    {
        var body = block.AsSpan(..Math.Max(0, block.Length - Checksum));
        if (body.IsEmpty || BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(body)) != BinaryPrimitives.ReadUInt64LittleEndian(
            block.AsSpan(body.Length)))
            throw new InvalidDataException("A stored register is damaged. Import it again.");
        ulong number = 0, distance = 0;
        var shift = 0;
        foreach (var octet in body)
        {
            distance |= (ulong)(octet & 0x7F) << shift;
            shift += 7;
            if (octet >= 0x80)
                continue;
            builder.Add(number += distance);
            (distance, shift) = (0, 0);
        }
    }
}
