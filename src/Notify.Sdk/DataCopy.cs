using System.Collections;
using System.Text.Json;

namespace Notify.Sdk;

/// <summary>
/// A copy of template variables in which lists and dictionaries are new ones: what the caller does to theirs after a call changes no
/// message, and a sequence is read once.
/// </summary>
internal static class DataCopy
{
    // Deeper data are refused with a clear word when the notification is sent; until then they stay as they are.
    private const int MaximumDepth = 64;

    public static IReadOnlyDictionary<string, object?> Of(IReadOnlyDictionary<string, object?> data)
    {
        var isTooDeep = false;
        Dictionary<string, object?> copy = new(data.Count);
        foreach (var (name, value) in data)
            copy[name] = Of(value, 1, ref isTooDeep);
        return isTooDeep ? data : copy;
    }

    private static object? Of(object? value, int depth, ref bool isTooDeep)
    {
        isTooDeep |= depth > MaximumDepth;
        if (isTooDeep)
            return value;
        switch (value)
        {
            case null or string: return value;
            case JsonElement element: return element.ValueKind == JsonValueKind.Undefined ? value : element.Clone();
            case IReadOnlyDictionary<string, object?> map:
                Dictionary<string, object?> copy = new(map.Count);
                foreach (var (name, item) in map)
                    copy[name] = Of(item, depth + 1, ref isTooDeep);
                return copy;
            case IDictionary map:
                Dictionary<object, object?> other = new(map.Count);
                foreach (DictionaryEntry entry in map)
                    other[entry.Key] = Of(entry.Value, depth + 1, ref isTooDeep);
                return other.Keys.All(k => k is string) ? other.ToDictionary(e => (string)e.Key, e => e.Value) : other;
            case IEnumerable list:
                List<object?> items = [];
                foreach (var item in list)
                {
                    items.Add(Of(item, depth + 1, ref isTooDeep));
                    if (isTooDeep)
                        return value;
                }

                return items;
            default: return value;
        }
    }
}
