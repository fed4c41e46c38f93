namespace Notify.Sdk.PhoneNumbers.Lane;

/// <summary>
/// Takes a national prefix, and a carrier code with it, off a number; some regions put other digits in its place (a local
/// Bahamian number gets 242, an Argentine mobile turns 15 into 9).
/// </summary>
internal sealed class NationalPrefix
{
    /// <summary>Room for the digits of a text, each group of them once more, and those that a rule adds.</summary>
    internal const int ScratchLength = ((PrefixProgram.MostGroups + 1) * PlainText.MaxLength) + MaxRule;

    private const int MaxRule = 20;
    private const byte GroupMark = 10;

    private readonly PrefixProgram _program;
    private readonly byte[] _rule;

    private NationalPrefix(PrefixProgram program, byte[] rule) => (_program, _rule) = (program, rule);

    /// <summary>False where pattern or rule have something that is not known.</summary>
    internal static bool TryCompile(string? pattern, string? rule, out NationalPrefix? prefix)
    {
        prefix = null;
        if (string.IsNullOrEmpty(pattern))
            return true;
        var program = PrefixProgram.Compile(pattern);
        if (program is null || ReadRule(rule ?? "", program.Groups) is not { } symbols)
            return false;
        prefix = new NationalPrefix(program, symbols);
        return true;
    }

    /// <summary>False where nothing is to be taken off. The result may lie in <paramref name="scratch"/>.</summary>
    internal bool TryStrip(Plan plan, ReadOnlySpan<byte> digits, Span<byte> scratch, out ReadOnlySpan<byte> stripped)
    {
        stripped = default;
        if (digits.IsEmpty || !_program.TryMatch(digits, out var end, out var captures))
            return false;

        // Where the last group matched nothing there is nothing to put in the place of the prefix.
        var replaces = _rule.Length > 0 && (_program.Groups == 0 || !Group(captures, _program.Groups).IsUnset);
        stripped = replaces ? Replace(digits, end, captures, scratch) : digits[end..];

        // A number that is fine as it stands loses nothing to a prefix that would spoil it.
        return !plan.MatchesGeneral(digits) || plan.MatchesGeneral(stripped);
    }

    // A rule such as 0549$1: these digits, then that group, then what the prefix left.
    private Span<byte> Replace(ReadOnlySpan<byte> digits, int end, ulong captures, Span<byte> scratch)
    {
        var length = 0;
        foreach (var symbol in _rule)
        {
            if (symbol < GroupMark)
            {
                scratch[length++] = symbol;
                continue;
            }

            var group = Group(captures, symbol - GroupMark);
            digits[group.Start..group.End].CopyTo(scratch[length..]);
            length += group.End - group.Start;
        }

        digits[end..].CopyTo(scratch[length..]);
        return scratch[..(length + digits.Length - end)];
    }

    private static (int Start, int End, bool IsUnset) Group(ulong captures, int number)
    {
        var bytes = (int)(captures >> ((number - 1) * 16)) & 0xFFFF;
        return bytes >> 8 == 0 ? (0, 0, true) : ((bytes & 0xFF) - 1, (bytes >> 8) - 1, false);
    }

    private static byte[]? ReadRule(string rule, int groups)
    {
        var symbols = new List<byte>();
        for (var i = 0; i < rule.Length; i++)
        {
            if (char.IsAsciiDigit(rule[i]))
            {
                symbols.Add((byte)(rule[i] - '0'));
                continue;
            }

            // Two digits behind the sign could name another group.
            var isGroup = rule[i] == '$' && i + 1 < rule.Length && rule[i + 1] >= '1' && rule[i + 1] <= '0' + groups
                && !(i + 2 < rule.Length && char.IsAsciiDigit(rule[i + 2]));
            if (!isGroup)
                return null;
            symbols.Add((byte)(GroupMark + rule[++i] - '0'));
        }

        // A rule names a group once and adds a few digits; for one that does not there might not be the room.
        var named = symbols.Where(symbol => symbol >= GroupMark).ToList();
        return symbols.Count - named.Count <= MaxRule && named.Distinct().Count() == named.Count ? [.. symbols] : null;
    }
}
