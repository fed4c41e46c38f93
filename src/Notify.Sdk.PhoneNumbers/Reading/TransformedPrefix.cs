using Notify.Sdk.PhoneNumbers.Metadata;
using Notify.Sdk.PhoneNumbers.Tables;

namespace Notify.Sdk.PhoneNumbers.Reading;

/// <summary>
/// Takes a national prefix, and a carrier code with it, off a number; some regions put other digits in its place
/// (a local Bahamian number gets 242, an Argentine mobile turns 15 into 9).
/// </summary>
internal static class TransformedPrefix
{
    /// <summary>Room for the digits and the longest replacement.</summary>
    internal const int ScratchLength = NumberResolver.MaxDigits + 8;

    /// <summary>False where nothing is to be stripped; the result may lie in <paramref name="scratch"/>.</summary>
    internal static bool TryStrip(Region region, ReadOnlySpan<byte> digits, Span<byte> scratch, out ReadOnlySpan<byte> stripped)
    {
        var program = region.PrefixProgram;
        if (program == 0 || digits.IsEmpty || !PrefixProgram.MayStart(region.PrefixFirstDigits, digits))
        {
            stripped = default;
            return false;
        }

        return TryStrip(program, region, digits, scratch, out stripped);
    }

    private static bool TryStrip(int program, Region region, ReadOnlySpan<byte> digits, Span<byte> scratch, out ReadOnlySpan<byte> stripped)
    {
        stripped = default;
        if (!PrefixProgram.TryMatch(program, digits, out var end, out var captures) || end == 0)
            return false;

        var transform = region.Transform;
        var groups = region.PrefixGroups;
        stripped = transform == 0 || Capture(captures, groups).IsUnset
            ? digits[end..]
            : Replace(transform, digits, end, captures, scratch);

        // A number that is fine as it stands loses nothing to a prefix that would spoil it.
        return !region.GeneralPatternMatches(digits) || region.GeneralPatternMatches(stripped);
    }

    // A rule such as "0549:1;" : these digits, then that group, then what the prefix left.
    private static ReadOnlySpan<byte> Replace(int transform, ReadOnlySpan<byte> digits, int end, uint captures, Span<byte> scratch)
    {
        var rule = ProgramTables.Transforms[ProgramTables.TransformOffsets[transform - 1]..];
        var length = 0;
        while (rule[length] != (byte)':')
        {
            scratch[length] = (byte)(rule[length] - '0');
            length++;
        }

        var group = Capture(captures, rule[length + 1] - '0');
        if (!group.IsUnset)
        {
            digits[group.Start..group.End].CopyTo(scratch[length..]);
            length += group.End - group.Start;
        }

        digits[end..].CopyTo(scratch[length..]);
        return scratch[..(length + digits.Length - end)];
    }

    private static Group Capture(uint captures, int group) =>
        group == 0 ? default : new Group((int)(captures >> ((group - 1) * 16)) & 0xFFFF);

    private readonly struct Group(int bytes)
    {
        internal bool IsUnset => bytes >> 8 == 0;
        internal int Start => (bytes & 0xFF) - 1;
        internal int End => (bytes >> 8) - 1;
    }
}
