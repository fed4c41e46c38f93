using System.Runtime.InteropServices;

namespace Notify.Sdk.PhoneNumbers.Lane;

/// <summary>
/// Makes an automaton of patterns. A pattern is first cut into steps, each a set of digits and what may follow it; a row of
/// the automaton stands for the steps that are possible at one place. Patterns have no loops, so their rows are finite.
/// </summary>
internal sealed class AutomatonBuilder
{
    // What follows: numbers of steps, and below zero the patterns that are at their end. Sorted, each once.
    private readonly List<(int Digits, int[] Follow)> _steps = [];
    private int[] _start = [];
    private int _patterns;
    private bool _isUnknown;

    /// <summary>Adds a pattern, whose bit is the number of patterns before it.</summary>
    internal void Add(Pattern? pattern)
    {
        var end = new[] { -++_patterns };
        _start = pattern is null ? Unknown() : Union(_start, Cut(pattern, end));
    }

    /// <summary>Keeps a bit free for a pattern that never matches.</summary>
    internal void AddNothing() => _patterns++;

    /// <summary>Null where a pattern has something that an automaton has not, or where there are too many rows.</summary>
    internal Automaton? Build()
    {
        if (_isUnknown)
            return null;
        var rows = new List<ushort>(new ushort[Automaton.RowLength]);
        var places = new List<int[]> { Array.Empty<int>() };
        var numbers = new Dictionary<int[], int>(new SameNumbers());
        NumberOf(_start);
        for (var place = 1; place < places.Count; place++)
        {
            for (var digit = 0; digit < 10; digit++)
            {
                var next = Follow(places[place], digit);
                if (next.Length > 0)
                    rows[(place * Automaton.RowLength) + digit] = (ushort)(NumberOf(next) * Automaton.RowLength);
                if (places.Count > Automaton.MostRows)
                    return null;
            }
        }

        return new Automaton(Merge(CollectionsMarshal.AsSpan(rows)));

        int NumberOf(int[] steps)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, steps, out var known);
            if (known)
                return number;
            number = places.Count;
            places.Add(steps);
            var at = rows.Count;
            CollectionsMarshal.SetCount(rows, at + Automaton.RowLength);
            CollectionsMarshal.AsSpan(rows)[at..].Clear();
            foreach (var step in steps)
            {
                if (step < 0)
                    rows[at + Automaton.MatchesAt] |= (ushort)(1 << (-step - 1));
            }

            return number;
        }
    }

    /// <summary>
    /// Rows from which the same digits lead to the same matches are one: a plan has many ways into "then any six digits", and
    /// few rows stay in the caches of a processor. The row of the start is the last one.
    /// </summary>
    private static ushort[] Merge(ReadOnlySpan<ushort> rows)
    {
        var merged = new List<ushort>(new ushort[Automaton.RowLength]);
        var known = new Dictionary<(UInt128, UInt128), ushort> { [default] = 0 };
        var places = new ushort?[rows.Length / Automaton.RowLength];
        Place(rows, Automaton.RowLength);
        return [.. merged];

        ushort Place(ReadOnlySpan<ushort> all, int at)
        {
            if (at == 0)
                return 0;
            if (places[at / Automaton.RowLength] is { } done)
                return done;
            Span<ushort> row = stackalloc ushort[Automaton.RowLength];
            all.Slice(at, Automaton.RowLength).CopyTo(row);
            for (var digit = 0; digit < 10; digit++)
                row[digit] = Place(all, row[digit]);
            var halves = MemoryMarshal.Cast<ushort, UInt128>(row);
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(known, (halves[0], halves[1]), out var isKnown);
            if (!isKnown)
            {
                place = (ushort)merged.Count;
                merged.AddRange(row);
            }

            places[at / Automaton.RowLength] = place;
            return place;
        }
    }

    private int[] Follow(int[] steps, int digit)
    {
        int[] next = [];
        foreach (var step in steps)
        {
            if (step >= 0 && (_steps[step].Digits >> digit & 1) != 0)
                next = Union(next, _steps[step].Follow);
        }

        return next;
    }

    // The steps with which the pattern may begin, when those of "then" follow it.
    private int[] Cut(Pattern pattern, int[] then)
    {
        switch (pattern)
        {
            case Pattern.Digits digits:
                _steps.Add((digits.Set, then));
                return [_steps.Count - 1];
            case Pattern.Sequence sequence:
                for (var i = sequence.Parts.Count - 1; i >= 0; i--)
                    then = Cut(sequence.Parts[i], then);
                return then;
            case Pattern.Choice choice:
                return choice.Options.Aggregate(Array.Empty<int>(), (all, option) => Union(all, Cut(option, then)));
            case Pattern.Group group:
                return Cut(group.Part, then);
            case Pattern.Repeat repeat:
                var rest = then;
                for (var i = repeat.Least; i < repeat.Most; i++)
                    rest = Union(Cut(repeat.Part, rest), then);
                for (var i = 0; i < repeat.Least; i++)
                    rest = Cut(repeat.Part, rest);
                return rest;
            default:
                return Unknown();
        }
    }

    private int[] Unknown()
    {
        _isUnknown = true;
        return [];
    }

    private static int[] Union(int[] left, int[] right)
    {
        if (left.Length == 0 || right.Length == 0)
            return left.Length == 0 ? right : left;
        var (l, r, count) = (0, 0, 0);
        var union = new int[left.Length + right.Length];
        while (l < left.Length || r < right.Length)
        {
            var next = r == right.Length || (l < left.Length && left[l] <= right[r]) ? left[l] : right[r];
            l += l < left.Length && left[l] == next ? 1 : 0;
            r += r < right.Length && right[r] == next ? 1 : 0;
            union[count++] = next;
        }

        return count == union.Length ? union : union[..count];
    }

    private sealed class SameNumbers : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] numbers)
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(numbers.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
