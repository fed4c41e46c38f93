using Notify.Sdk.PhoneNumbers.Metadata;

namespace Notify.Sdk.PhoneNumbers.Reading;

/// <summary>What reading a text found, before it is packed into a <see cref="PhoneNumber"/>.</summary>
internal struct ReadNumber
{
    /// <summary>The main region of the country code.</summary>
    internal Region Country;

    internal ulong NationalNumber;
    internal int LeadingZeros;

    /// <summary>Digits of the national number, leading zeros included: 2 to 17.</summary>
    internal int Length;

    internal NumberFacts Facts;
}
