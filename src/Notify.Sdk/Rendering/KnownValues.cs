using System.Collections;
using System.Diagnostics.CodeAnalysis;
using HandlebarsDotNet;
using HandlebarsDotNet.IO;

namespace Notify.Sdk.Rendering;

/// <summary>
/// Values as the template engine sees them. A name without a value can be asked about (<c>{{#if attributes.points}}</c>,
/// <c>{{#each items}}</c>): it is empty, and so are the names below it. Written into a text, it is an error that names it; so a
/// presence test is no demand, and there is never an empty place. Made when it is looked at; not thread-safe.
/// </summary>
internal class KnownValues(IReadOnlyDictionary<string, object?> values, string path) : IReadOnlyDictionary<string, object?>
{
    public IEnumerable<string> Keys => values.Keys;

    public IEnumerable<object?> Values => values.Select(v => Seen(v.Key, v.Value));

    public int Count => values.Count;

    public object? this[string key] => Find(key);

    public bool ContainsKey(string key) => true;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        value = Find(key);
        return true;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        values.Select(v => KeyValuePair.Create(v.Key, Seen(v.Key, v.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private object? Find(string key) => Seen(key, values.GetValueOrDefault(key));

    private object? Seen(string key, object? value)
    {
        var below = path.Length == 0 ? key : $"{path}.{key}";
        return value switch
        {
            null => new AbsentValue(below),
            string text => text,
            IReadOnlyDictionary<string, object?> map => new KnownValues(map, below),
            IReadOnlyList<object?> list => SeenList(list, below),
            _ => value,
        };
    }

    private static List<object?> SeenList(IReadOnlyList<object?> list, string path) => [.. list.Select(item => item switch
    {
        string text => text,
        IReadOnlyDictionary<string, object?> map => new KnownValues(map, path),
        IReadOnlyList<object?> inner => SeenList(inner, path),
        _ => item,
    })];
}

/// <summary>The value of a name that has none: empty when it is asked about, an error when it is written.</summary>
internal sealed class AbsentValue(string path) : KnownValues(new Dictionary<string, object?>(), path)
{
    public string Path { get; } = path;
}

/// <summary>What the template engine does when a template writes a name that has no value.</summary>
internal sealed class AbsentValueFormatter : IFormatterProvider, IFormatter
{
    public bool TryCreateFormatter(Type type, [MaybeNullWhen(false)] out IFormatter formatter)
    {
        formatter = type == typeof(AbsentValue) ? this : null;
        return formatter is not null;
    }

    /// <exception cref="RenderingException">Always.</exception>
    public void Format<T>(T value, in EncodedTextWriter writer) =>
        throw new RenderingException($"variable '{(value as AbsentValue)?.Path}' has no value");
}
