using System.Globalization;

namespace Notify.Sdk.Email.Client.Auth;

/// <summary>A set of code points. Immutable.</summary>
internal sealed class CodePoints
{
    private readonly int[] _starts;
    private readonly int[] _ends;

    /// <summary>Reads ranges in hexadecimal, such as <c>41-5A,AA</c>, ascending.</summary>
    public CodePoints(string ranges)
    {
        var all = ranges.Split(',').Select(range => range.Split('-')).ToArray();
        _starts = [.. all.Select(range => Number(range[0]))];
        _ends = [.. all.Select(range => Number(range[^1]))];
    }

    public bool Contains(int codePoint)
    {
        var at = Array.BinarySearch(_starts, codePoint);
        at = at < 0 ? ~at - 1 : at;
        return at >= 0 && codePoint <= _ends[at];
    }

    private static int Number(string hex) => int.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
