namespace Notify.Sdk.PhoneNumbers.Metadata;

/// <summary>The output of a country automaton: type in bits 0 to 3, general pattern in bit 4, region number above.</summary>
internal readonly struct NumberFacts(int output)
{
    internal const int GeneralBit = 16;

    internal PhoneNumberType Type => (PhoneNumberType)(output & 15);

    /// <summary>The region found, or 0; only for country codes with several regions.</summary>
    internal int RegionNumber => output >> 5;
}
