using Notify.Sdk.PhoneNumbers.Library;

namespace Notify.Sdk.PhoneNumbers;

public readonly partial struct PhoneNumber
{
    /// <summary>
    /// The time zones of the number by the library's rule: fixed lines (and the mobiles of a few countries) by their first
    /// digits, all others by the country code. TZDB ids, some of them aliases (Asia/Calcutta): make them canonical
    /// before comparing. For quiet hours use <see cref="PhoneTimeZones.Candidates(PhoneNumber, ITimeZoneDirectory)"/>, which corrects
    /// known faults.
    /// </summary>
    /// <returns>Shared lists; the single entry "Etc/Unknown" for numbers that are not valid and non-geographic ones.</returns>
    public IReadOnlyList<string> TimeZones
    {
        get
        {
            if (!IsValid)
                return ZoneLists.Unknown;
            return LibraryNumbers.IsGeographical(this) ? ZoneLists.OfDigits(this) : ZoneLists.OfCode(CountryCode);
        }
    }
}
