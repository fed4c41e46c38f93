using System.Buffers.Binary;
using System.Text;
using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>
/// Writes the octets of one row after the other into a buffer of its own. Numbers are LEB128, seven bits an octet, and take as many
/// octets as they need; texts are UTF-8 behind their length.
/// </summary>
internal sealed class RowWriter(INameTable names)
{
    private const int MostRemembered = 1024;

    private readonly HashSet<string> _seen = [];
    private byte[] _octets = new byte[512];
    private int _length;

    /// <summary>What was written since <see cref="Begin"/>; good until then.</summary>
    public ArraySegment<byte> Written => new(_octets, 0, _length);

    /// <summary>Begins a row with the version of its format.</summary>
    public void Begin(byte version)
    {
        _length = 0;
        Write(version);
    }

    public void Write(byte octet)
    {
        Reserve(1);
        _octets[_length++] = octet;
    }

    public void Write(bool yes) => Write(yes ? (byte)1 : (byte)0);

    public void Number(ulong number)
    {
        Reserve(10);
        for (; number >= 0x80; number >>= 7)
            _octets[_length++] = (byte)(number | 0x80);
        _octets[_length++] = (byte)number;
    }

    public void Count(int count) => Number((ulong)count);

    /// <summary>Small numbers of either sign are short.</summary>
    public void Signed(long number) => Number((ulong)((number << 1) ^ (number >> 63)));

    public void Code(ulong code)
    {
        Reserve(sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(_octets.AsSpan(_length), code);
        _length += sizeof(ulong);
    }

    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Count(length);
        Reserve(length);
        _length += Encoding.UTF8.GetBytes(text, _octets.AsSpan(_length));
    }

    /// <summary>A text or none.</summary>
    public void TextOrNull(string? text)
    {
        Write(text is not null);
        if (text is not null)
            Text(text);
    }

    /// <summary>An id or none.</summary>
    public void IdOrNull(DeliveryId? id)
    {
        Reserve(1 + ShortIds.MostOctets);
        var length = ShortIds.Pack(id?.Value, _octets.AsSpan(_length + 1, ShortIds.MostOctets));
        _octets[_length] = (byte)length;
        _length += 1 + length;
    }

    /// <summary>A text that many rows repeat.</summary>
    public void Name(string name) => Count(name.Length == 0 ? 0 : names.NumberOf(name) + 1);

    /// <summary>A text that many rows repeat, or none.</summary>
    public void NameOrNull(string? name) => Count(name is null ? 0 : name.Length == 0 ? 1 : names.NumberOf(name) + 1);

    /// <summary>
    /// A text that may be one for many rows or one for each: it stands whole the first time, and gets a number when it comes again.
    /// </summary>
    public void Phrase(string phrase)
    {
        if (phrase.Length > 0 && _seen.Add(phrase))
        {
            if (_seen.Count >= MostRemembered)
                _seen.Clear();
            Whole(phrase);
            return;
        }

        NameOrNull(phrase);
    }

    /// <summary>A text of this row alone, however often it is written; read as a <see cref="Phrase"/>.</summary>
    public void Whole(string phrase)
    {
        Count(0);
        Text(phrase);
    }

    /// <summary>The same, or none.</summary>
    public void PhraseOrNull(string? phrase)
    {
        Write(phrase is not null);
        if (phrase is not null)
            Phrase(phrase);
    }

    /// <summary>To the nanosecond; whole seconds are short.</summary>
    public void Instant(Instant instant)
    {
        var seconds = instant.ToUnixTimeSeconds();
        var rest = (instant - NodaTime.Instant.FromUnixTimeSeconds(seconds)).SubsecondNanoseconds;
        Signed(seconds);
        Count(rest);
    }

    public void InstantOrNull(Instant? instant)
    {
        Write(instant is not null);
        if (instant is { } at)
            Instant(at);
    }

    private void Reserve(int more)
    {
        if (_octets.Length - _length < more)
            Array.Resize(ref _octets, Math.Max(_octets.Length * 2, _length + more));
    }
}
