using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Notify.Sdk.Planning;

/// <summary>The fields of one object of a law pack. Whatever is wrong is said with file, entry, field and what was expected.</summary>
internal sealed class LawFields
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private readonly JsonElement _element;
    private readonly string _where;
    private readonly HashSet<string> _known = [];

    public LawFields(JsonElement element, string where)
    {
        (_element, _where) = (element, where);
        if (element.ValueKind != JsonValueKind.Object)
            throw Fault(null, "an object", element);
    }

    public string Text(string field) => OptionalText(field) is { } text ? text : throw Missing(field, "a text");

    public string? OptionalText(string field) => Find(field) is not { } value ? null
        : value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()) ? value.GetString()
        : throw Fault(field, "a text that is not empty", value);

    public bool Flag(string field) => OptionalFlag(field) ?? throw Missing(field, "true or false");

    public bool? OptionalFlag(string field) => Find(field) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Fault(field, "true or false", value);

    public int? OptionalNumber(string field) => Find(field) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 ? number
        : throw Fault(field, "a whole number that is not negative", value);

    /// <summary>Texts, each one of those allowed where there is such a list.</summary>
    public IReadOnlyList<string> Texts(string field, IReadOnlyCollection<string>? allowed = null)
    {
        if (Find(field) is not { } value)
            throw Missing(field, "a list of texts");
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0 || value.EnumerateArray()
            .Any(v => v.ValueKind != JsonValueKind.String))
            throw Fault(field, "a list of texts that is not empty", value);
        foreach (var item in value.EnumerateArray())
        {
            if (allowed is not null && !allowed.Contains(item.GetString()!))
                throw Fault(field, $"only {string.Join(", ", allowed)}", item);
        }

        return [.. value.EnumerateArray().Select(v => v.GetString()!)];
    }

    public IReadOnlyList<string> OptionalTexts(string field, IReadOnlyCollection<string>? allowed = null) =>
        Has(field) ? Texts(field, allowed) : [];

    /// <summary>Channels by their names; <c>social</c> is all messengers, <c>push</c> all kinds of push.</summary>
    public IReadOnlyList<DeliveryChannel> Channels(string field)
    {
        var words = Texts(field);
        return Make(field, () => (IReadOnlyList<DeliveryChannel>)[.. words.SelectMany(DeliveryChannel.OfWord).Distinct()]);
    }

    public IReadOnlyList<DeliveryChannel> OptionalChannels(string field) => Has(field) ? Channels(field) : [];

    /// <summary>A word of an enumeration, written <c>like-this</c>.</summary>
    public T Word<T>(string field, T? missing = null) where T : struct, Enum
    {
        if (Find(field) is not { } value)
            return missing ?? throw Missing(field, $"one of {string.Join(", ", Words<T>())}");
        var index = value.ValueKind == JsonValueKind.String ? Words<T>().IndexOf(value.GetString()!) : -1;
        return index >= 0 ? Enum.GetValues<T>()[index] : throw Fault(field, $"one of {string.Join(", ", Words<T>())}", value);
    }

    /// <summary>Words of an enumeration; none when the field is missing.</summary>
    public IReadOnlyList<T> OptionalWords<T>(string field) where T : struct, Enum
    {
        var words = Words<T>();
        return [.. OptionalTexts(field, words).Select(w => Enum.GetValues<T>()[words.IndexOf(w)])];
    }

    /// <summary>24:00 and 00:00 are midnight.</summary>
    public LocalTime Time(string field)
    {
        var text = Text(field);
        if (text == "24:00")
            return LocalTime.Midnight;
        return Clock.Parse(text) is { Success: true } time
            ? time.Value : throw Fault(field, "a time such as \"09:00\"", _element.GetProperty(field));
    }

    public LocalDate? OptionalDate(string field) => OptionalText(field) is not { } text ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value
        : throw Fault(field, "a date such as \"2026-01-31\"", _element.GetProperty(field));

    public LocalDate Date(string field) => OptionalDate(field) ?? throw Missing(field, "a date such as \"2026-01-31\"");

    public Period? OptionalPeriod(string field) => OptionalText(field) is not { } text ? null
        : PeriodPattern.NormalizingIso.Parse(text) is { Success: true } period ? period.Value
        : throw Fault(field, "a period such as \"PT24H\" or \"P30D\"", _element.GetProperty(field));

    public Period Period(string field) => OptionalPeriod(field) ?? throw Missing(field, "a period such as \"P18M\"");

    public IEnumerable<LawFields> OptionalObjects(string field) =>
        OptionalList(field).Select((e, i) => new LawFields(e, $"{_where}, field '{field}', {i + 1}"));

    /// <summary>What is wrong with the object as a whole, said with the place.</summary>
    public NotifyException Wrong(string fault) => new($"{_where}: {fault}");

    public LawFields? OptionalObject(string field) => Find(field) is { } value ? new(value, $"{_where}, field '{field}'") : null;

    public IEnumerable<JsonElement> OptionalList(string field) => Find(field) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray()
        : throw Fault(field, "a list", value);

    public bool Has(string field) => Find(field) is not null;

    /// <summary>What could not be built from the fields, said with the place.</summary>
    public T Make<T>(string field, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException fault)
        {
            throw new NotifyException($"{_where}, field '{field}': {fault.Message}");
        }
    }

    /// <summary>A field that nobody asked for is a slip of the pen.</summary>
    public void Finish()
    {
        foreach (var property in _element.EnumerateObject())
        {
            if (!_known.Contains(property.Name))
                throw new NotifyException(
                    $"{_where}: unknown field '{property.Name}'. Known are {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
        }
    }

    private JsonElement? Find(string field)
    {
        _known.Add(field);
        return _element.TryGetProperty(field, out var value) ? value : null;
    }

    /// <summary>How a value of an enumeration is written in a law pack.</summary>
    public static string WordOf<T>(T value) where T : struct, Enum =>
        string.Concat(
            value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private static List<string> Words<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(WordOf)];

    private NotifyException Missing(string field, string expected) => new($"{_where}: field '{field}' is missing; expected {expected}.");

    private NotifyException Fault(string? field, string expected, JsonElement found) =>
        new($"{_where}{(field is null ? "" : $", field '{field}'")}: expected {expected}, found {Shown(found)}.");

    private static string Shown(JsonElement found) => found.GetRawText() is { Length: > 60 } text ? text[..60] + "..." : found.GetRawText();
}
