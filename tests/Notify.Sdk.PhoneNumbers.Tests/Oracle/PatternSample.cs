using System.Text;

namespace Notify.Sdk.PhoneNumbers.Tests.Oracle;

/// <summary>
/// Draws a text that a pattern of the metadata matches, by walking the pattern itself. It shares nothing with the compiler
/// that it tests.
/// </summary>
internal static class PatternSample
{
    public static string Draw(string? pattern, Random random)
    {
        var drawn = new StringBuilder();
        Choose(pattern ?? "", random, drawn);
        return drawn.ToString();
    }

    private static void Choose(ReadOnlySpan<char> pattern, Random random, StringBuilder drawn)
    {
        // The bars outside of all brackets part the options.
        var options = new List<Range>();
        var (depth, start) = (0, 0);
        for (var i = 0; i <= pattern.Length; i++)
        {
            if (i == pattern.Length || (pattern[i] == '|' && depth == 0))
            {
                options.Add(start..i);
                start = i + 1;
            }
            else
            {
                depth += pattern[i] switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            }
        }

        Follow(pattern[options[random.Next(options.Count)]], random, drawn);
    }

    private static void Follow(ReadOnlySpan<char> pattern, Random random, StringBuilder drawn)
    {
        while (!pattern.IsEmpty)
        {
            var part = pattern[..LengthOfPart(pattern)];
            pattern = pattern[part.Length..];
            var (least, most) = (1, 1);
            if (pattern is ['?', ..])
            {
                least = 0;
                pattern = pattern[1..];
            }
            else if (pattern is ['{', ..])
            {
                var end = pattern.IndexOf('}');
                var bounds = pattern[1..end].ToString().Split(',');
                (least, most) = (int.Parse(bounds[0], null), int.Parse(bounds[^1], null));
                pattern = pattern[(end + 1)..];
            }

            for (var times = random.Next(least, most + 1); times > 0; times--)
                DrawPart(part, random, drawn);
        }
    }

    private static int LengthOfPart(ReadOnlySpan<char> pattern)
    {
        if (pattern[0] == '\\')
            return 2;
        if (pattern[0] == '[')
            return pattern.IndexOf(']') + 1;
        if (pattern[0] != '(')
            return 1;
        var (depth, at) = (0, 0);
        do
            depth += pattern[at++] switch { '(' => 1, ')' => -1, _ => 0 };
        while (depth > 0);
        return at;
    }

    private static void DrawPart(ReadOnlySpan<char> part, Random random, StringBuilder drawn)
    {
        switch (part[0])
        {
            case '\\':
                drawn.Append(random.Next(10));
                break;
            case '(':
                Choose(part.StartsWith("(?:", StringComparison.Ordinal) ? part[3..^1] : part[1..^1], random, drawn);
                break;
            case '[':
                var digits = new List<char>();
                for (var i = 1; i < part.Length - 1; i++)
                {
                    var last = part[i + 1] == '-' ? part[i + 2] : part[i];
                    for (var digit = part[i]; digit <= last; digit++)
                        digits.Add(digit);
                    i += part[i + 1] == '-' ? 2 : 0;
                }

                drawn.Append(digits[random.Next(digits.Count)]);
                break;
            case '$':
                break;
            default:
                drawn.Append(part[0]);
                break;
        }
    }
}
