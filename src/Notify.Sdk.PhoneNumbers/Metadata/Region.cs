using Notify.Sdk.PhoneNumbers.Tables;

namespace Notify.Sdk.PhoneNumbers.Metadata;

/// <summary>One region, or one non-geographic country code, of the metadata: a row of the table.</summary>
internal readonly struct Region : IEquatable<Region>
{
    internal const int NoneNumber = 0;

    // 1 + index of the row, so that the default is "none".
    private readonly byte _number;

    private Region(int number) => _number = (byte)number;

    internal static Region None => default;
    internal bool Exists => _number != NoneNumber;
    internal int Number => _number;

    internal int CountryCode => Word(0);
    internal int RegionAutomaton => Word(3);
    internal int CountryAutomaton => Word(4);
    internal int PrefixProgram => Word(5);
    internal int PrefixFirstDigits => Word(6);
    internal int Transform => Word(7);
    internal int PrefixGroups => Word(8);
    internal int IddProgram => Word(9);
    internal int IddFirstDigits => Word(10);
    internal int NationalFormats => Word(11);
    internal int InternationalFormats => Word(12);
    internal int NationalFormatBase => Word(13);
    internal int InternationalFormatBase => Word(14);
    internal int ExtensionPrefix => Word(15);

    /// <summary>False for a country code with several regions, whose automaton tells which one.</summary>
    internal bool IsOnlyOneOfItsCode => RegionAutomaton == CountryAutomaton;

    internal bool IsNonGeographic => RegionTables.Names[(_number - 1) * 2] == (byte)'0';

    internal string Name => RegionNames.Get(_number);

    internal static Region FromNumber(int number) => new(number);

    /// <summary>The main region of a country code, none where Google knows no such code.</summary>
    internal static Region OfCountryCode(int countryCode) =>
        new((uint)countryCode < (uint)RegionTables.ByCountryCode.Length ? RegionTables.ByCountryCode[countryCode] : NoneNumber);

    /// <summary>By two capital letters; anything else, and 001, is none.</summary>
    internal static Region Named(ReadOnlySpan<char> name)
    {
        if (name.Length != 2)
            return None;
        var first = (uint)(name[0] - 'A');
        var second = (uint)(name[1] - 'A');
        return first < 26 && second < 26 ? new Region(RegionTables.ByName[(int)((first * 26) + second)]) : None;
    }

    /// <summary>Whether a national number of this length could be dialled, by Google's length lists.</summary>
    internal PossibleResult TestLength(int length)
    {
        // Bit n stands for the length n + 2: none is shorter than 2 or longer than 17.
        var possible = Word(1);
        if (possible == 0)
            return PossibleResult.InvalidLength;
        if (length is >= 2 and <= 17)
        {
            var bit = 1 << (length - 2);
            if ((Word(2) & bit) != 0)
                return PossibleResult.IsPossibleLocalOnly;
            if ((possible & bit) != 0)
                return PossibleResult.IsPossible;
            if ((possible & (bit - 1)) == 0)
                return PossibleResult.TooShort;
            return possible < bit ? PossibleResult.TooLong : PossibleResult.InvalidLength;
        }

        return length < 2 ? PossibleResult.TooShort : PossibleResult.TooLong;
    }

    /// <summary>Whether the general pattern of the region matches, whatever the length lists say.</summary>
    internal bool GeneralPatternMatches(ReadOnlySpan<byte> digits) =>
        (Automaton.Walk(RegionAutomaton, digits) & NumberFacts.GeneralBit) != 0;

    public bool Equals(Region other) => _number == other._number;
    public override bool Equals(object? obj) => obj is Region other && Equals(other);
    public override int GetHashCode() => _number;

    private int Word(int column) => RegionTables.Rows[((_number - 1) * RegionTables.Stride) + column];
}
