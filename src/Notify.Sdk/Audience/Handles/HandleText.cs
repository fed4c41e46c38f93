using System.Collections.Frozen;
using System.Globalization;

namespace Notify.Sdk.Audience;

/// <summary>What the readers of all networks share.</summary>
internal static class HandleText
{
    /// <summary>Whether a text is a positive 64-bit number, written in the one way: zeros are a placeholder, not an id.</summary>
    internal static bool IsId(ReadOnlySpan<char> text) =>
        !text.IsEmpty && text[0] != '0' && IsDigits(text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>Whether a text is of ASCII digits only, and not empty.</summary>
    internal static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Takes a prefix off, in whatever case it is written.</summary>
    internal static bool TryCut(ref ReadOnlySpan<char> text, string prefix)
    {
        if (!text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return false;
        text = text[prefix.Length..];
        return true;
    }

    /// <summary>A lower-case name behind the mark that tells it from an id.</summary>
    internal static string NameKey(string prefix, ReadOnlySpan<char> name)
    {
        Span<char> lower = stackalloc char[name.Length];
        name.ToLowerInvariant(lower);
        return string.Concat(prefix, "@", lower);
    }

    /// <summary>Names that the network keeps for its own pages, looked up in any case.</summary>
    internal static FrozenSet<string> Names(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    internal static bool Has(this FrozenSet<string> names, ReadOnlySpan<char> name) =>
        names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
}
