using System.Text.RegularExpressions;

namespace Notify.Sdk.Rendering;

/// <summary>
/// What a link may be, so that a value in it can neither turn it into a script nor send people to another place than the words say.
/// </summary>
internal static partial class LinkRule
{
    /// <summary>The most characters of a link.</summary>
    public const int MaxLength = 2_048;

    private static readonly string[] Never = ["http", "javascript", "data", "vbscript", "file", "blob", "about"];

    /// <summary>Whether it is one value and nothing else.</summary>
    public static bool IsOneValue(string source) => OneTag().IsMatch(source);

    /// <summary>What is wrong with the source of a link, or null.</summary>
    public static string? FaultOfSource(string source)
    {
        if (IsOneValue(source))
            return null;
        var scheme = Scheme().Match(source);
        return !scheme.Success ? "must begin with https://, tel:, mailto: or the scheme of an app, written out, or be one value alone"
            : Never.Contains(scheme.Groups[1].Value.ToLowerInvariant()) ? $"begins with {scheme.Groups[1].Value}:, which is not sent"
            : scheme.Groups[1].Value.Equals("https", StringComparison.OrdinalIgnoreCase) && !Host().IsMatch(source)
            ? "must have its host written out: a value there could send people anywhere"
            : null;
    }

    /// <summary>What is wrong with a link whose values are filled in, or null; never quotes it.</summary>
    /// <param name="link">The link.</param>
    /// <param name="isOneValue">Whether all of it is one value; then only https goes.</param>
    public static string? FaultOf(string link, bool isOneValue)
    {
        if (link.Length > MaxLength)
            return $"is longer than {MaxLength} characters";
        if (link.AsSpan().ContainsAnyInRange('\0', ' ') || !Uri.TryCreate(link, UriKind.Absolute, out var uri))
            return "is no absolute address";
        if (!isOneValue && DotSegment().IsMatch(link))
            return "has a value that leads out of its place";
        if (isOneValue ? uri.Scheme != Uri.UriSchemeHttps : Never.Contains(uri.Scheme))
            return "does not begin with https://";
        return uri.Scheme == Uri.UriSchemeHttps && (uri.UserInfo.Length > 0 || uri.Host.Length == 0) ? "names no host alone" : null;
    }

    [GeneratedRegex(@"^\s*\{\{[^{}#/^!>&]+\}\}\s*$")]
    private static partial Regex OneTag();

    [GeneratedRegex(@"^[^?#]*/\.{1,2}(/|\?|#|$)")]
    private static partial Regex DotSegment();

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9+.-]*):")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^https://[^/?#{}@\s]+([/?#]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Host();
}
