using Notify.Sdk.PhoneNumbers.Metadata;

namespace Notify.Sdk.PhoneNumbers;

public readonly partial struct PhoneNumber
{
    /// <summary>
    /// The time zones of the number by Google's rule: fixed lines (and mobiles of +52, +54, +55, +62 and +86) by their
    /// first digits, all others by the country code. TZDB ids, some of them aliases (Asia/Calcutta): make them canonical
    /// before comparing. For quiet hours use <see cref="PhoneTimeZones.Candidates"/>, which corrects known faults.
    /// </summary>
    /// <returns>Shared lists; the single entry "Etc/Unknown" for numbers that are not valid and non-geographic ones.</returns>
    public IReadOnlyList<string> TimeZones
    {
        get
        {
            if (!IsValid)
                return TimeZoneMap.Unknown;
            var byDigits = Type is PhoneNumberType.FixedLine or PhoneNumberType.FixedLineOrMobile
                || (Type == PhoneNumberType.Mobile && CountryCode is 52 or 54 or 55 or 62 or 86);
            if (!byDigits)
                return TimeZoneMap.OfCountryCode(CountryCode);
            Span<byte> digits = stackalloc byte[Automaton.MaxLength];
            CopyDigits(digits);
            return TimeZoneMap.OfNumber(CountryCode, digits[..Length]);
        }
    }
}
