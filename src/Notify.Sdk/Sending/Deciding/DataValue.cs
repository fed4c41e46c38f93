using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Notify.Sdk.Sending;

/// <summary>
/// Template variables as JSON and back. A number keeps its value and its written digits (1.10 stays 1.10), which is
/// what a template shows; whether it was an <see cref="int"/> or a <see cref="long"/> is not kept.
/// </summary>
internal static class DataValue
{
    /// <summary>How deep lists and dictionaries may lie in each other.</summary>
    public const int MaximumDepth = 48;

    public static void Write(Utf8JsonWriter writer, object? value, bool sorted, int depth = 0)
    {
        if (depth > MaximumDepth)
            throw new ArgumentException(
                $"Notification data lie deeper than {MaximumDepth} levels. Flatten them, and check for a list that holds itself.");
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(Whole(text)); break;
            case char letter: writer.WriteStringValue(Whole(letter.ToString())); break;
            case bool yes: writer.WriteBooleanValue(yes); break;
            case sbyte or short or int or long or byte or ushort
                or uint:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case ulong number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case float number when float.IsFinite(number): writer.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case JsonElement element: WriteElement(writer, element, sorted, depth); break;
            case IReadOnlyDictionary<string, object?> map: WriteMap(writer, map, sorted, depth); break;
            case IDictionary map: WriteMap(writer, Named(map), sorted, depth); break;
            case IEnumerable list: WriteList(writer, list.Cast<object?>(), sorted, depth); break;
            default: throw Unusable(value);
        }
    }

    public static object? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null: return null;
            case JsonTokenType.True: return true;
            case JsonTokenType.False: return false;
            case JsonTokenType.String: return reader.GetString();
            case JsonTokenType.Number: return ReadNumber(ref reader);
            case JsonTokenType.StartArray:
                List<object?> list = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    list.Add(Read(ref reader));
                return list;
            case JsonTokenType.StartObject:
                Dictionary<string, object?> map = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    map[name] = Read(ref reader);
                }

                return map;
            default: throw new JsonException("This is no value of a template variable.");
        }
    }

    private static object ReadNumber(ref Utf8JsonReader reader) =>
        Number(Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan));

    private static object Number(string text)
    {
        if (text != "-0" && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        // A decimal keeps every digit; what it cannot keep was a double.
        return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var exact)
            && exact.ToString(CultureInfo.InvariantCulture) == text
            ? exact
            : double.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Half a surrogate pair becomes U+FFFD here, so that what is written and what is read back are the same text.</summary>
    private static string Whole(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    private static void WriteElement(Utf8JsonWriter writer, JsonElement element, bool sorted, int depth)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteMap(writer, element.EnumerateObject()
                .Select(p => KeyValuePair.Create(p.Name, (object?)p.Value)), sorted, depth); break;
            case JsonValueKind.Array: WriteList(writer, element.EnumerateArray().Select(e => (object?)e), sorted, depth); break;
            case JsonValueKind.Number: Write(writer, Number(element.GetRawText()), sorted, depth); break;
            case JsonValueKind.Undefined: throw Unusable(element);
            default: element.WriteTo(writer); break;
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> map, bool sorted, int depth)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in sorted ? map.OrderBy(p => p.Key, StringComparer.Ordinal) : map)
        {
            writer.WritePropertyName(Whole(name));
            Write(writer, value, sorted, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable<object?> list, bool sorted, int depth)
    {
        writer.WriteStartArray();
        foreach (var value in list)
            Write(writer, value, sorted, depth + 1);
        writer.WriteEndArray();
    }

    private static IEnumerable<KeyValuePair<string, object?>> Named(IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
            yield return KeyValuePair.Create(entry.Key as string ?? throw Unusable(entry.Key), entry.Value);
    }

    private static ArgumentException Unusable(object value) =>
        new($"Notification data hold a {value.GetType().Name} that cannot be kept. Use strings, finite numbers, booleans, and lists and "
            + $"dictionaries of these; write dates as text.");
}
