using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>How keys and times stand in columns. Lengths are written where two texts are joined, so no two keys meet in one text.</summary>
internal static class SqliteText
{
    private static readonly InstantPattern Sortable = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fffffffff'Z'");

    public static string Of(Instant instant) => Sortable.Format(instant);

    /// <exception cref="FormatException">It is none.</exception>
    public static Instant Instant(string text) => Sortable.Parse(text).GetValueOrThrow();

    public static bool TryInstant(string text, out Instant instant) => Sortable.Parse(text).TryGetValue(default, out instant);

    /// <summary>Ticks of 100 nanoseconds since 1970, rounded down: what waits for an instant does not wait past it.</summary>
    public static long Ticks(Instant instant) => instant.ToUnixTimeTicks();

    /// <summary>The instant of ticks; the first or last one there is, where a damaged row says more.</summary>
    public static Instant Instant(long ticks) => NodaTime.Instant.FromUnixTimeTicks(Math.Clamp(ticks, First, Last));

    private static long First { get; } = NodaTime.Instant.MinValue.ToUnixTimeTicks();

    private static long Last { get; } = NodaTime.Instant.MaxValue.ToUnixTimeTicks();

    public static string Of(AddressKey address) =>
        address.Kind == AddressKind.Email ? $"e:{address.Value}"
        : address.Kind == AddressKind.Phone ? $"p:{address.Value}"
        : $"k:{address.Kind}:{address.Value}";

    /// <summary>What <see cref="Of(AddressKey)"/> wrote; a text that it cannot have written is an address of nobody.</summary>
    public static AddressKey Address(string text) => text.Split(':', 3) switch
    {
        ["e", ..] => new(AddressKind.Email, text[2..]),
        ["p", ..] => new(AddressKind.Phone, text[2..]),
        ["k", var name, var value] when AddressKind.TryNamed(name, out var kind) => new(kind, value),
        _ => new(AddressKind.Phone, ""),
    };

    public static string Of(AccountRef account) =>
        string.Create(CultureInfo.InvariantCulture, $"a:{account.Source?.Length ?? 0}:{account.Source}{account.Id}");

    public static string Of(OnceSubject subject) =>
        subject.Account is { } account ? Of(account) : subject.Address is { } address ? Of(address) : "nobody";

    public static string Of(CapBucket bucket) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{bucket.Cap.Length}:{bucket.Cap}{bucket.Scope.Length}:{bucket.Scope}{Of(bucket.Subject)}");

    /// <summary>A list as the one parameter of a query, for <c>json_each</c>.</summary>
    public static string List<T>(IReadOnlyCollection<T> keys, Action<Utf8JsonWriter, T> write)
    {
        System.Buffers.ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartArray();
            foreach (var key in keys)
                write(writer, key);
            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Addresses as permission knows them.</summary>
    public static string List(IReadOnlyCollection<AddressKey> addresses) =>
        List(addresses, static (writer, address) => writer.WriteStringValue(Of(address.ToLine())));
}
