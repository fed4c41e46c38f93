using System.Globalization;

namespace Notify.Sdk.Audience;

/// <summary>What the headers of a form mean: whole headers first, then those with a number, then beginnings.</summary>
internal sealed class FormColumns
{
    private readonly Dictionary<string, string> _whole = new(StringComparer.Ordinal);
    private readonly List<(string Before, string After, string Field)> _numbered = [];
    private readonly List<(string Start, string Field, bool IsBroad)> _beginnings = [];

    public FormColumns(IReadOnlyDictionary<string, string> columns)
    {
        foreach (var (pattern, field) in columns)
        {
            var star = pattern.IndexOf('*', StringComparison.Ordinal);
            if (star < 0)
                _whole[HeaderKey.Of(pattern)] = field;
            else if (pattern.EndsWith("**", StringComparison.Ordinal))
                _beginnings.Add((HeaderKey.Of(pattern), field, !pattern.TrimEnd('*', ' ').Contains(' ', StringComparison.Ordinal)));
            else
                _numbered.Add((HeaderKey.Of(pattern[..star]), HeaderKey.Of(pattern[(star + 1)..]), field));
        }
    }

    /// <summary>The keys of whole headers.</summary>
    public IEnumerable<string> Whole => _whole.Keys;

    public bool Knows(string key) => Find(key) is not null;

    /// <summary>The field; empty for nothing; null when the header is none of the form.</summary>
    public string? FieldOf(string header)
    {
        var found = Find(HeaderKey.Of(header));
        // A beginning of one word that means nothing must not swallow a no, nor a place.
        return found is { Length: 0 } && IsBroad(HeaderKey.Of(header))
            && (PermissionHeader.IsDoubtful(header) || PlaceHeader.Find(header) is not null) ? null : found;
    }

    private bool IsBroad(string key) =>
        !_whole.ContainsKey(key) && _beginnings.Find(b => key.StartsWith(b.Start, StringComparison.Ordinal)).IsBroad;

    private string? Find(string key)
    {
        if (_whole.TryGetValue(key, out var field))
            return field;
        foreach (var (before, after, numbered) in _numbered)
        {
            if (HeaderKey.Number(key, before, after) is { } number)
                return numbered.Replace("*", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        foreach (var (start, rest, _) in _beginnings)
        {
            if (key.StartsWith(start, StringComparison.Ordinal))
                return rest;
        }

        return null;
    }
}
