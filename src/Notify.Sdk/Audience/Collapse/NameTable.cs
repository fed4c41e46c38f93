namespace Notify.Sdk.Audience;

/// <summary>The names of the rows as small numbers, normalised when first asked for.</summary>
internal sealed class NameTable(Account[] rows, INameMatcher matcher) : INameNumbers
{
    /// <summary>The number of "no name".</summary>
    public const int Nameless = 0;

    private readonly int[] _numbers = new int[rows.Length]; // number + 1; 0 = not asked yet
    private readonly Dictionary<NameKey, int> _known = [];
    private readonly List<NameKey> _keys = [NameKey.None];

    public int Of(int row)
    {
        if (_numbers[row] == 0) _numbers[row] = Number(rows[row].Name) + 1;
        return _numbers[row] - 1;
    }

    public bool IsFull(int name) => _keys[name].IsFull;

    public bool IsInitialOf(int shortened, int full) => matcher.IsInitialOf(_keys[shortened], _keys[full]);

    private int Number(string? name)
    {
        var key = name is null ? NameKey.None : matcher.Normalise(name);
        if (key.IsNone) return Nameless;
        if (_known.TryGetValue(key, out var number)) return number;
        number = _keys.Count;
        _keys.Add(key);
        _known.Add(key, number);
        return number;
    }
}
