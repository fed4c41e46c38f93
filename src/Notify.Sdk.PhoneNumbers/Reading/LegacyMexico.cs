using Notify.Sdk.PhoneNumbers.Metadata;

namespace Notify.Sdk.PhoneNumbers.Reading;

/// <summary>
/// Drops the tokens that Mexico abolished with its closed ten-digit plan in August 2019 (IFT, plan fundamental de
/// numeración): 1 for mobiles called from abroad, 044 and 045 for mobiles, 01 for long distance.
/// </summary>
internal static class LegacyMexico
{
    private const int CountryCode = 52;
    private const int Length = 10;
    private const ulong Modulus = 10_000_000_000;

    internal static void Rewrite(ref ReadNumber number)
    {
        if (number.Country.CountryCode != CountryCode || !HasToken(in number))
            return;

        var rest = number.NationalNumber % Modulus;
        Span<byte> digits = stackalloc byte[Length];
        var value = rest;
        for (var i = Length - 1; i >= 0; i--)
        {
            digits[i] = (byte)(value % 10);
            value /= 10;
        }

        var facts = new NumberFacts(Automaton.Walk(number.Country.CountryAutomaton, digits));
        if (facts.Type == PhoneNumberType.Unknown || digits[0] == 0)
            return;
        number.NationalNumber = rest;
        number.LeadingZeros = 0;
        number.Length = Length;
        number.Facts = facts;
    }

    // Length tells the tokens apart, the digits in front of the last ten name them.
    private static bool HasToken(in ReadNumber number) =>
        (number.Length, number.LeadingZeros, number.NationalNumber / Modulus)
            is (11, 0, 1) or (12, 1, 1) or (13, 1, 44) or (13, 1, 45);
}
