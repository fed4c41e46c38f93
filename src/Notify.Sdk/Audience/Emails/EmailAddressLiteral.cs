using System.Net;

namespace Notify.Sdk.Audience;

/// <summary>
/// A domain in square brackets (RFC 5321 §4.1.3). An own reader, because <see cref="System.Net.IPAddress"/> also takes
/// scopes, hexadecimal and shortened IPv4.
/// </summary>
internal static class EmailAddressLiteral
{
    private const string Ipv6Tag = "IPv6:";

    /// <summary>Whether the text, brackets included, is an IPv4 or IPv6 literal.</summary>
    internal static bool IsValid(ReadOnlySpan<char> literal)
    {
        if (literal.Length < 2 || literal[0] != '[' || literal[^1] != ']') return false;
        var content = literal[1..^1];
        return content.StartsWith(Ipv6Tag, StringComparison.OrdinalIgnoreCase)
            ? IsIpv6(content[Ipv6Tag.Length..])
            : IsIpv4(content);
    }

    /// <summary>
    /// Writes a valid literal: an IPv6 address in the one form of RFC 5952, an IPv4 address as it is. Never longer than 47
    /// characters.
    /// </summary>
    /// <returns>How much was written.</returns>
    internal static int Write(ReadOnlySpan<char> literal, Span<char> destination)
    {
        var content = literal[1..^1];
        var text = content.StartsWith(Ipv6Tag, StringComparison.OrdinalIgnoreCase)
            ? $"[{Ipv6Tag}{IPAddress.Parse(content[Ipv6Tag.Length..])}]"
            : literal;
        text.CopyTo(destination);
        return text.Length;
    }

    private static bool IsIpv4(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (++count > 4 || part.Length is 0 or > 3 || part.ContainsAnyExceptInRange('0', '9')) return false;
            if (int.Parse(part, System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture) > 255) return false;
        }
        return count == 4;
    }

    // Eight groups, the last two of which may be an IPv4 address; "::" stands once, for one group or more.
    private static bool IsIpv6(ReadOnlySpan<char> text)
    {
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
            return CountGroups(text, mayEndInIpv4: true) == 8;

        var before = CountGroups(text[..gap], mayEndInIpv4: false);
        var after = CountGroups(text[(gap + 2)..], mayEndInIpv4: true);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /// <returns>The 16-bit groups that the text stands for, or -1.</returns>
    private static int CountGroups(ReadOnlySpan<char> text, bool mayEndInIpv4)
    {
        if (text.IsEmpty) return 0;

        var count = 0;
        while (true)
        {
            var colon = text.IndexOf(':');
            var group = colon < 0 ? text : text[..colon];
            if (colon < 0 && mayEndInIpv4 && group.Contains('.'))
                return IsIpv4(group) ? count + 2 : -1;
            if (group.Length is 0 or > 4 || !IsHex(group)) return -1;
            count++;
            if (colon < 0) return count;
            text = text[(colon + 1)..];
        }
    }

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c)) return false;
        }
        return true;
    }
}
