using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>
/// Writes contacts as bytes, one after the other, into one growing buffer; <see cref="ContactBytes"/> reads them. A form for the
/// memory of one process, not for storage. What was null stays null, and text stays as it is, well-formed or not. One thread.
/// </summary>
internal sealed class ContactWriter(int capacity)
{
    /// <summary>Stands before the name of a channel that is not well known.</summary>
    public const byte OtherChannel = 255;

    private byte[] _buffer = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    /// <summary>Forgets what was written, and keeps the room.</summary>
    public void Clear() => Length = 0;

    /// <returns>Where the contact begins.</returns>
    public int Write(Contact contact)
    {
        var start = Length;
        Length += sizeof(int);
        Room(0);
        Text(contact.AccountId);
        Text(contact.Source);
        Text(contact.PersonId);
        Text(contact.Name);
        Text(contact.Language);
        Text(contact.Country);
        Text(contact.Region);
        Text(contact.PostalCode);
        Text(contact.TimeZone);
        Byte((byte)contact.Kind);
        Points(contact.Emails);
        Points(contact.Phones);
        Addresses(contact.Addresses);
        Hours(contact.QuietHours);
        Time(contact.LastConfirmed);
        Date(contact.BirthDate);
        if (HasAny(contact.ChannelOrder))
            foreach (var (topic, channels) in contact.ChannelOrder) Channels(topic, channels);
        if (HasAny(contact.Attributes))
            foreach (var (name, value) in contact.Attributes) Attribute(name, value);
        Number(contact.Permissions.Count);
        for (var i = 0; i < contact.Permissions.Count; i++) Permission(contact.Permissions[i]);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(start), Length - start);
        return start;
    }

    /// <summary>Writes how many there are; to enumerate none would cost an object.</summary>
    private bool HasAny<T>(IReadOnlyDictionary<string, T> values)
    {
        Number(values.Count);
        return values.Count > 0;
    }

    private void Room(int more)
    {
        if (Length + more > _buffer.Length) Array.Resize(ref _buffer, Math.Max(Length + more, _buffer.Length * 2));
    }

    private void Byte(byte value)
    {
        Room(1);
        _buffer[Length++] = value;
    }

    /// <summary>Seven bits a byte, lowest first; small numbers are one byte.</summary>
    private void Number(long value)
    {
        Room(10);
        var rest = (ulong)((value << 1) ^ (value >> 63));
        for (; rest >= 0x80; rest >>= 7) _buffer[Length++] = (byte)(rest | 0x80);
        _buffer[Length++] = (byte)rest;
    }

    /// <summary>0 for null; else the length and whether it is ASCII, then bytes or UTF-16 units.</summary>
    private void Text(string? text)
    {
        if (text is null)
        {
            Byte(0);
            return;
        }

        // As ASCII, which it nearly always is; else once more from its beginning.
        var start = Length;
        Number(((long)text.Length << 1 | 1L) + 1);
        Room(text.Length * 2);
        if (Ascii.FromUtf16(text, _buffer.AsSpan(Length), out var written) == OperationStatus.Done)
        {
            Length += written;
            return;
        }

        Length = start;
        Number(((long)text.Length << 1) + 1);
        MemoryMarshal.AsBytes(text.AsSpan()).CopyTo(_buffer.AsSpan(Length));
        Length += text.Length * 2;
    }

    private void Time(Instant? instant)
    {
        Byte(instant is null ? (byte)0 : (byte)1);
        if (instant is not { } known) return;
        var since = known - NodaConstants.UnixEpoch;
        Number(since.Days);
        Number(since.NanosecondOfDay);
    }

    private void Date(LocalDate? date)
    {
        Text(date?.Calendar.Id);
        if (date is not { } known) return;
        Number(known.Year);
        Number(known.Month);
        Number(known.Day);
    }

    private void Hours(QuietHours? hours)
    {
        Byte(hours is null ? (byte)0 : (byte)1);
        if (hours is null) return;
        Number(hours.From.NanosecondOfDay);
        Number(hours.To.NanosecondOfDay);
    }

    private void Points(IReadOnlyList<ContactPoint> points)
    {
        Number(points.Count);
        if (points is ContactPoint[] array) // mostly; through the interface each element is a slow call
        {
            foreach (var point in array) Point(point);
            return;
        }

        for (var i = 0; i < points.Count; i++) Point(points[i]);
    }

    private void Point(ContactPoint? point)
    {
        Text(point?.Value);
        Time(point?.VerifiedAt);
    }

    private void Addresses(IReadOnlyList<ContactAddress> addresses)
    {
        Number(addresses.Count);
        for (var i = 0; i < addresses.Count; i++)
        {
            Text(addresses[i]?.Kind?.Name);
            Text(addresses[i]?.Value);
            Time(addresses[i]?.VerifiedAt);
        }
    }

    private void Channels(string topic, IReadOnlyList<DeliveryChannel>? channels)
    {
        Text(topic);
        Number(channels?.Count ?? -1);
        for (var i = 0; i < channels?.Count; i++) Channel(channels[i]);
    }

    /// <summary>0 for null, the place of a well-known channel, or 255 and the name of another one.</summary>
    private void Channel(DeliveryChannel? channel)
    {
        Byte(channel is null ? (byte)0 : channel.Place < 0 ? OtherChannel : (byte)(channel.Place + 1));
        if (channel is { Place: < 0 }) Text(channel.Name);
    }

    private void Permission(ContactPermission permission)
    {
        Byte((byte)permission.Answer);
        Byte(permission.MarketingOnly ? (byte)1 : (byte)0);
        Channel(permission.Channel);
        Time(permission.At);
        Text(permission.File);
        Number(permission.Line);
        Text(permission.Column);
    }

    private void Attribute(string name, ContactAttribute? value)
    {
        Text(name);
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is null) return;
        Text(value.Value);
        Time(value.AsOf);
    }
}
