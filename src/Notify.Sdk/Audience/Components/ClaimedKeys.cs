using System.Runtime.InteropServices;

namespace Notify.Sdk.Audience;

/// <summary>The addresses in components of <see cref="RowFacts.Claimed"/>, brought together by component. One thread.</summary>
internal sealed class ClaimedKeys
{
    private const int BatchKeys = 512;

    private readonly List<int> _components = [];
    private readonly List<(KeyPart Part, int Group)> _keys = [];

    /// <param name="component">The smallest row of the component.</param>
    /// <param name="part">Where the address is.</param>
    /// <param name="group">Its number there.</param>
    public void Add(int component, KeyPart part, int group)
    {
        _components.Add(component);
        _keys.Add((part, group));
    }

    /// <summary>Some hundred addresses at a time, all of a component together.</summary>
    public IEnumerable<Range> Batches()
    {
        CollectionsMarshal.AsSpan(_components).Sort(CollectionsMarshal.AsSpan(_keys));
        for (int start = 0, end; start < _components.Count; start = end)
        {
            end = Math.Min(start + BatchKeys, _components.Count);
            while (end < _components.Count && _components[end] == _components[end - 1]) end++;
            yield return start..end;
        }
    }

    public int ComponentOf(int key) => _components[key];

    public bool IsEmail(int key) => _keys[key].Part.Groups[_keys[key].Group].IsEmail;

    public ReadOnlySpan<KeyHolder> HoldersOf(int key) => _keys[key].Part.HoldersOf(_keys[key].Part.Groups[_keys[key].Group]);
}
