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
/// <param name="values">The values.</param>
/// <param name="path">Where they lie, for messages.</param>
/// <param name="steps">Counts what is walked through, for the whole rendering.</param>
internal class KnownValues(IReadOnlyDictionary<string, object?> values, string path, LoopSteps steps) : IReadOnlyDictionary<string, object?>
{
    public IEnumerable<string> Keys => values.Keys.Select(steps.Next);

    public LoopSteps Steps => steps;

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
        values.Select(v => KeyValuePair.Create(steps.Next(v.Key), Seen(v.Key, v.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private object? Find(string key) => Seen(key, values.GetValueOrDefault(key));

    private object? Seen(string key, object? value)
    {
        var below = path.Length == 0 ? key : $"{path}.{key}";
        return value is null ? new AbsentValue(below, steps) : Seen(value, below, steps);
    }

    internal static object? Seen(object? value, string path, LoopSteps steps) => value switch
    {
        string text => text,
        IReadOnlyDictionary<string, object?> map => new KnownValues(map, path, steps),
        IReadOnlyList<object?> list => new KnownItems(list, path, steps),
        _ => value,
    };
}

/// <summary>A list as the template engine sees it, an item at a time.</summary>
internal sealed class KnownItems(IReadOnlyList<object?> items, string path, LoopSteps steps) : IReadOnlyList<object?>
{
    public int Count => items.Count;

    public object? this[int index] => KnownValues.Seen(steps.Next(items[index]), path, steps);

    public IEnumerator<object?> GetEnumerator() => items.Select(item => KnownValues.Seen(steps.Next(item), path, steps)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>
/// How far loops have gone in one rendering. What they write is bounded by <see cref="BoundedText"/>; this bounds loops in loops that
/// write nothing, which cost as much time.
/// </summary>
internal sealed class LoopSteps
{
    /// <summary>Four for each octet that a text may have; a computer takes them in a fraction of a second.</summary>
    public const int Maximum = 4 * BoundedText.MaximumOctets;

    private int _taken;

    /// <summary>Whether there was one too many.</summary>
    public bool AreOver => _taken > Maximum;

    /// <summary>Counts one more item.</summary>
    /// <exception cref="RenderingException">It is one too many.</exception>
    public T Next<T>(T item) => ++_taken <= Maximum ? item : throw TooMany();

    public static RenderingException TooMany() =>
        new($"its loops take more than {Maximum} steps; check for lists nested in lists", ReasonCodes.RenderingFailed);
}

/// <summary>The value of a name that has none: empty when it is asked about, an error when it is written.</summary>
internal sealed class AbsentValue(string path, LoopSteps steps) : KnownValues(new Dictionary<string, object?>(), path, steps)
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
