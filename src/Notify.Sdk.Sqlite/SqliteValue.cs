using System.Runtime.CompilerServices;

namespace Notify.Sdk.Sqlite;

/// <summary>A parameter of a statement: null, a number, a text or octets. Nothing is boxed.</summary>
internal readonly struct SqliteValue
{
    private SqliteValue(long number) => (Kind, Number) = (SqliteKind.Number, number);

    private SqliteValue(SqliteKind kind, long number, object? reference) => (Kind, Number, Reference) = (kind, number, reference);

    private SqliteValue(string? text) => (Kind, Reference) = (text is null ? SqliteKind.Null : SqliteKind.Text, text);

    private SqliteValue(DeliveryId? id) => (Kind, Reference) = (id is null ? SqliteKind.Null : SqliteKind.Id, id?.Value);

    private SqliteValue(byte[]? octets, int length) =>
        (Kind, Reference, Number) = (octets is null ? SqliteKind.Null : SqliteKind.Octets, octets, length);

    /// <summary>Which of them it is.</summary>
    public SqliteKind Kind { get; }

    /// <summary>The number; of octets, how many count.</summary>
    public long Number { get; }

    /// <summary>The text or the octets.</summary>
    public object? Reference { get; }

    /// <summary>The octets.</summary>
    public ReadOnlySpan<byte> Octets => ((byte[])Reference!).AsSpan(0, (int)Number);

    /// <summary>A number with a fraction, which no column holds that is not damaged.</summary>
    public static SqliteValue Of(double number) => new(SqliteKind.Fraction, BitConverter.DoubleToInt64Bits(number), null);

    /// <summary>A text as its octets, which may be none of UTF-8.</summary>
    public static SqliteValue OfText(byte[] octets) => new(SqliteKind.TextOctets, octets.Length, octets);

    public static implicit operator SqliteValue(long number) => new(number);

    public static implicit operator SqliteValue(int number) => new(number);

    public static implicit operator SqliteValue(bool yes) => new(yes ? 1 : 0);

    public static implicit operator SqliteValue(long? number) => number is { } value ? new(value) : default;

    public static implicit operator SqliteValue(int? number) => number is { } value ? new(value) : default;

    public static implicit operator SqliteValue(string? text) => new(text);

    public static implicit operator SqliteValue(DeliveryId id) => new(id);

    public static implicit operator SqliteValue(DeliveryId? id) => new(id);

    public static implicit operator SqliteValue(byte[]? octets) => new(octets, octets?.Length ?? 0);

    public static implicit operator SqliteValue(ArraySegment<byte> octets) =>
        octets.Offset == 0 ? new(octets.Array, octets.Count) : new(octets.ToArray(), octets.Count);
}

/// <summary>What a parameter is.</summary>
internal enum SqliteKind : byte
{
    /// <summary>Nothing.</summary>
    Null,

    /// <summary>A number of 64 bits.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Octets.</summary>
    Octets,

    /// <summary>The id of a delivery.</summary>
    Id,

    /// <summary>A number of floating point.</summary>
    Fraction,

    /// <summary>A text as its octets.</summary>
    TextOctets,
}

/// <summary>Room for the parameters of a statement that is put together as it is needed.</summary>
[InlineArray(9)]
internal struct SqliteValues
{
    private SqliteValue _first;
}
