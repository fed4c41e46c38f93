using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Notify.Sdk.Rendering;

/// <summary>A few values by name, before all those of another dictionary; nothing is copied. Immutable.</summary>
/// <param name="others">The other values; those with one of the names are hidden.</param>
/// <param name="few">The values, each name once.</param>
internal sealed class FewValues(IReadOnlyDictionary<string, object?> others, params (string Name, object? Value)[] few)
    : IReadOnlyDictionary<string, object?>
{
    public IEnumerable<string> Keys => this.Select(v => v.Key);

    public IEnumerable<object?> Values => this.Select(v => v.Value);

    public int Count => few.Length + others.Keys.Count(k => IndexOf(k) < 0);

    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"No value '{key}'.");

    public bool ContainsKey(string key) => IndexOf(key) >= 0 || others.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        if (IndexOf(key) is >= 0 and var index)
        {
            value = few[index].Value;
            return true;
        }

        return others.TryGetValue(key, out value);
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        others.Where(v => IndexOf(v.Key) < 0).Concat(few.Select(f => KeyValuePair.Create(f.Name, f.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string name)
    {
        for (var i = 0; i < few.Length; i++)
        {
            if (few[i].Name == name)
                return i;
        }

        return -1;
    }
}
