using System.Collections.Concurrent;

namespace Notify.Sdk.PhoneNumbers.Library;

/// <summary>
/// The library's map from numbers to time zones. It makes a list for each call; here equal lists are one, and the list of a
/// country code is asked for once.
/// </summary>
internal static class ZoneLists
{
    private static readonly Google.PhoneNumberToTimeZonesMapper Mapper = Google.PhoneNumberToTimeZonesMapper.GetInstance();
    private static readonly ConcurrentDictionary<IReadOnlyList<string>, IReadOnlyList<string>> Shared = new(new SameZones());
    private static readonly IReadOnlyList<string>?[] OfCodes = new IReadOnlyList<string>?[1000];

    /// <summary>What the library answers where it knows no zone.</summary>
    internal static IReadOnlyList<string> Unknown { get; } = Share([Mapper.GetUnknownTimeZone()]);

    /// <summary>The zones of the digits of a number, whatever its type.</summary>
    internal static IReadOnlyList<string> OfDigits(in PhoneNumber number) =>
        Share(Mapper.GetTimeZonesForGeographicalNumber(LibraryNumbers.To(number)));

    /// <summary>
    /// The zones of a country code, 1 to 999, whatever the number. The mapper puts country code and national number side by
    /// side, so the digits of the code alone are asked for as a national number behind no code.
    /// </summary>
    internal static IReadOnlyList<string> OfCode(int code) => OfCodes[code] ??= Share(Mapper.GetTimeZonesForGeographicalNumber(
        Google.PhoneNumber.CreateBuilder().SetNationalNumber((ulong)code).Build()));

    private static IReadOnlyList<string> Share(List<string> zones) =>
        Shared.TryGetValue(zones, out var known) ? known : Shared.GetOrAdd(zones.AsReadOnly(), static list => list);

    private sealed class SameZones : IEqualityComparer<IReadOnlyList<string>>
    {
        public bool Equals(IReadOnlyList<string>? x, IReadOnlyList<string>? y) => x!.SequenceEqual(y!);

        public int GetHashCode(IReadOnlyList<string> zones) => HashCode.Combine(zones.Count, zones[0], zones[^1]);
    }
}
