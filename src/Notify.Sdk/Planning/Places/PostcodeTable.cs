namespace Notify.Sdk.Planning;

/// <summary>One rule of <c>postcodes.txt</c>: the kind of beginning, its bounds, and the number of the area that it leads to.</summary>
internal readonly record struct PostcodeRule(char Kind, string From, string To, int Area);

/// <summary>The postcodes of one country by their beginnings. The longest beginning wins, then the narrower range. Immutable.</summary>
internal sealed class PostcodeTable
{
    private readonly (int Length, Run[] Runs)[] _byLength;
    private readonly Dictionary<long, int> _outward = [];
    private readonly Dictionary<long, int> _areas = [];

    public PostcodeTable(IReadOnlyList<PostcodeRule> rules)
    {
        foreach (var rule in rules.Where(r => r.Kind != 'p'))
            (rule.Kind == 'o' ? _outward : _areas)[Number(rule.From)] = rule.Area;
        _byLength = [.. rules.Where(r => r.Kind == 'p').GroupBy(r => r.From.Length).OrderByDescending(g => g.Key)
            .Select(g => (g.Key, Flat([.. g])))];
    }

    /// <summary>The area of a clean postcode, or <see cref="Postcodes.NotUnderstood"/>.</summary>
    public int Find(ReadOnlySpan<char> code)
    {
        if (_outward.Count > 0)
            return OfBritain(code);
        foreach (var (length, runs) in _byLength)
        {
            if (length <= code.Length && Find(runs, Number(code[..length])) is >= 0 and var area)
                return area;
        }

        return Postcodes.NotUnderstood;
    }

    /// <summary>The whole outward code, else its letters, else England.</summary>
    private int OfBritain(ReadOnlySpan<char> outward)
    {
        if (_outward.TryGetValue(Number(outward), out var area))
            return area;
        var letters = 0;
        while (letters < outward.Length && !char.IsAsciiDigit(outward[letters]))
            letters++;
        if (letters is < 1 or > 2 || letters == outward.Length)
            return Postcodes.NotUnderstood;
        return _areas.TryGetValue(Number(outward[..letters]), out area) || _areas.TryGetValue(Number("*"), out area)
            ? area : Postcodes.NotUnderstood;
    }

    private static int Find(Run[] runs, long number)
    {
        int low = 0, high = runs.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (runs[middle].To < number) low = middle + 1;
            else if (runs[middle].From > number) high = middle - 1;
            else return runs[middle].Area;
        }

        return Postcodes.NotUnderstood;
    }

    /// <summary>Ranges lie in one another or apart; cut into runs that do not overlap, each of its narrowest range.</summary>
    private static Run[] Flat(IReadOnlyList<PostcodeRule> rules)
    {
        var ranges = rules.Select(r => new Run(Number(r.From), Number(r.To), r.Area)).OrderBy(r => r.To - r.From).ToList();
        var cuts = ranges.SelectMany(r => new[] { r.From, r.To + 1 }).Distinct().Order().ToArray();
        List<Run> runs = [];
        for (var i = 0; i + 1 < cuts.Length; i++)
        {
            var inner = ranges.FindIndex(r => r.From <= cuts[i] && cuts[i] <= r.To);
            if (inner >= 0)
                runs.Add(new(cuts[i], cuts[i + 1] - 1, ranges[inner].Area));
        }

        return [.. runs];
    }

    /// <summary>Digits and letters in their order, to the base of 37.</summary>
    private static long Number(ReadOnlySpan<char> text)
    {
        var number = 0L;
        foreach (var c in text)
            number = number * 37 + (char.IsAsciiDigit(c) ? c - '0' : c == '*' ? 36 : c - 'A' + 10);
        return number;
    }

    private readonly record struct Run(long From, long To, int Area);
}
