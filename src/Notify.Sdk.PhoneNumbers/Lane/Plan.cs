using System.Numerics;

namespace Notify.Sdk.PhoneNumbers.Lane;

/// <summary>The numbering plan of a region, compiled from the library's metadata. Immutable.</summary>
internal sealed class Plan
{
    /// <summary>Patterns of a plan by their bit, in the order in which the library asks for types; the general one is last.</summary>
    internal const int FixedLineBit = 8;
    internal const int MobileBit = 9;
    internal const int GeneralBit = 10;

    /// <summary>Lengths are asked up to here: no plan has a longer number, and what is longer is treated alike.</summary>
    internal const int MaxLength = 18;

    private static ReadOnlySpan<byte> Types =>
    [
        (byte)PhoneNumberType.PremiumRate, (byte)PhoneNumberType.TollFree, (byte)PhoneNumberType.SharedCost,
        (byte)PhoneNumberType.Voip, (byte)PhoneNumberType.PersonalNumber, (byte)PhoneNumberType.Pager,
        (byte)PhoneNumberType.Uan, (byte)PhoneNumberType.Voicemail,
    ];

    internal required int CountryCode { get; init; }

    internal required Automaton Numbers { get; init; }

    /// <summary>For each length up to <see cref="MaxLength"/> the patterns that allow it.</summary>
    internal required ushort[] PatternsOfLength { get; init; }

    /// <summary>For each length up to <see cref="MaxLength"/> whether it fits.</summary>
    internal required PossibleResult[] Possible { get; init; }

    /// <summary>Whether fixed lines and mobiles have the same numbers.</summary>
    internal required bool FixedLinesAreMobiles { get; init; }

    internal required NationalPrefix? NationalPrefix { get; init; }

    internal required PrefixProgram InternationalPrefix { get; init; }

    /// <summary>Whether the general pattern matches, whatever the lengths say.</summary>
    internal bool MatchesGeneral(ReadOnlySpan<byte> digits) => (Numbers.Match(digits) >> GeneralBit & 1) != 0;

    internal PossibleResult TestLength(int length) => Possible[Math.Min(length, MaxLength)];

    /// <summary>The type of a national number; unknown for one that is not valid in this region.</summary>
    internal PhoneNumberType TypeOf(ReadOnlySpan<byte> digits)
    {
        var matches = Numbers.Match(digits) & PatternsOfLength[Math.Min(digits.Length, MaxLength)];
        if (matches >> GeneralBit == 0)
            return PhoneNumberType.Unknown;
        var first = BitOperations.TrailingZeroCount(matches);
        return first switch
        {
            < FixedLineBit => (PhoneNumberType)Types[first],
            FixedLineBit when FixedLinesAreMobiles || (matches >> MobileBit & 1) != 0 => PhoneNumberType.FixedLineOrMobile,
            FixedLineBit => PhoneNumberType.FixedLine,
            MobileBit when !FixedLinesAreMobiles => PhoneNumberType.Mobile,
            _ => PhoneNumberType.Unknown,
        };
    }
}
