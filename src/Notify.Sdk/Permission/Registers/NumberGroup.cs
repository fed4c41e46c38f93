using System.Numerics;

namespace Notify.Sdk.Permission;

/// <summary>
/// Sorted 32-bit values with a directory: equal stretches of the values' range, about eight values each when they are spread
/// evenly. A stretch that holds many is searched by halves.
/// </summary>
internal sealed class NumberGroup
{
    private const int PerStretch = 8;

    private readonly uint[] _lows;
    private readonly int[] _starts; // where each stretch begins, and at the end the number of values
    private readonly int _shift;

    /// <param name="lows">Ascending, each once, at least one.</param>
    public NumberGroup(uint[] lows)
    {
        _lows = lows;
        var range = lows[^1] - lows[0];
        var stretches = BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, lows.Length / PerStretch));
        // C# takes a shift by 32 for one by 0
        _shift = Math.Clamp(32 - BitOperations.LeadingZeroCount(range) - BitOperations.Log2(stretches), 0, 31);
        _starts = new int[(range >> _shift) + 2];
        var next = 0;
        for (var i = 0; i < lows.Length; i++)
        {
            for (var stretch = (lows[i] - lows[0]) >> _shift; next <= stretch; next++)
                _starts[next] = i;
        }

        _starts[^1] = lows.Length;
    }

    public int Count => _lows.Length;

    public long SizeInBytes => ((long)_lows.Length * sizeof(uint)) + ((long)_starts.Length * sizeof(int));

    public IReadOnlyList<uint> Lows => _lows;

    public bool Contains(uint low)
    {
        if (low < _lows[0] || low > _lows[^1])
            return false;
        var stretch = (int)((low - _lows[0]) >> _shift);
        var values = _lows.AsSpan(_starts[stretch].._starts[stretch + 1]);
        return values.Length <= 2 * PerStretch ? values.Contains(low) : values.BinarySearch(low) >= 0;
    }
}
