using System.Buffers.Binary;
using System.Text;
using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>Reads what <see cref="RowWriter"/> wrote, in the same order.</summary>
/// <exception cref="InvalidDataException">Everything here throws it where a row is damaged; its text says no more than that.</exception>
internal ref struct RowReader
{
    private readonly INameTable _names;
    private ReadOnlySpan<byte> _rest;

    /// <summary>Begins a row.</summary>
    public RowReader(ReadOnlySpan<byte> octets, INameTable names, byte version)
    {
        _rest = octets;
        _names = names;
        if (Octet() is var found && found != version)
            throw new InvalidDataException($"A stored row has format {found}; this version of Notify.Sdk reads {version}. It was damaged, "
                + "or written by another version; restore a backup or use that version.");
    }

    public byte Octet()
    {
        if (_rest.IsEmpty)
            throw Damaged();
        var octet = _rest[0];
        _rest = _rest[1..];
        return octet;
    }

    public bool Flag() => Octet() switch
    {
        0 => false,
        1 => true,
        _ => throw Damaged(),
    };

    public ulong Number()
    {
        ulong number = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var octet = Octet();
            number |= (ulong)(octet & 0x7F) << shift;
            if (octet < 0x80)
                return number;
        }

        throw Damaged();
    }

    /// <summary>How many follow: no more than there are octets left, so that a damaged row asks for no memory.</summary>
    public int Count() => Number() is var count && count <= (ulong)_rest.Length ? (int)count : throw Damaged();

    public int Int() => Number() is var number && number <= int.MaxValue ? (int)number : throw Damaged();

    public long Signed() => Number() is var number ? (long)(number >> 1) ^ -(long)(number & 1) : 0;

    public ulong Code()
    {
        if (_rest.Length < sizeof(ulong))
            throw Damaged();
        var code = BinaryPrimitives.ReadUInt64LittleEndian(_rest);
        _rest = _rest[sizeof(ulong)..];
        return code;
    }

    public string Text()
    {
        var length = Count();
        var text = Encoding.UTF8.GetString(_rest[..length]);
        _rest = _rest[length..];
        return text;
    }

    public string? TextOrNull() => Flag() ? Text() : null;

    public DeliveryId? IdOrNull()
    {
        int length = Octet();
        if (length > _rest.Length)
            throw Damaged();
        var octets = _rest[..length];
        _rest = _rest[length..];
        return length == 0 ? null : new(ShortIds.Unpack(octets));
    }

    public string Name() => Int() is > 0 and var number ? _names.NameOf(number - 1) : "";

    public string? NameOrNull() => Int() switch
    {
        0 => null,
        1 => "",
        var number => _names.NameOf(number - 1),
    };

    public string Phrase() => NameOrNull() ?? Text();

    public string? PhraseOrNull() => Flag() ? Phrase() : null;

    public Instant Instant()
    {
        var (seconds, nanoseconds) = (Signed(), Int());
        if (nanoseconds >= NodaConstants.NanosecondsPerSecond
            || seconds < NodaTime.Instant.MinValue.ToUnixTimeSeconds() || seconds > NodaTime.Instant.MaxValue.ToUnixTimeSeconds())
            throw Damaged();
        return NodaTime.Instant.FromUnixTimeSeconds(seconds).PlusNanoseconds(nanoseconds);
    }

    public Instant? InstantOrNull() => Flag() ? Instant() : null;

    /// <summary>A member of an enumeration of octets.</summary>
    public T Member<T>() where T : struct, Enum
    {
        var octet = Octet();
        var member = System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref octet);
        return Enum.IsDefined(member) ? member : throw Damaged();
    }

    /// <summary>Takes note that the row ends here.</summary>
    public readonly void End()
    {
        if (!_rest.IsEmpty)
            throw Damaged();
    }

    public static InvalidDataException Damaged() =>
        new("A stored row cannot be read: it was damaged, or written by another version of Notify.Sdk. Restore a backup or use that "
            + "version.");
}
