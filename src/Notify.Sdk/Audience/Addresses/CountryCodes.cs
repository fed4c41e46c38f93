using System.Collections.Frozen;
using NodaTime.TimeZones;

namespace Notify.Sdk.Audience;

/// <summary>The countries that there are, by ISO 3166-1 alpha-2.</summary>
internal static class CountryCodes
{
    private static readonly FrozenSet<string> Known =
        (TzdbDateTimeZoneSource.Default.ZoneLocations ?? []).Select(l => l.CountryCode).ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKnown(string code) => Known.Contains(code);

    /// <summary>The codes of a rule, each known: a rule for "UK" or "gb" would never match anybody, and nobody would notice.</summary>
    /// <exception cref="ArgumentException">A code is not one; the message says which and what is expected.</exception>
    public static IReadOnlyList<string> Checked(IReadOnlyList<string> codes)
    {
        foreach (var code in codes)
        {
            if (!IsKnown(code))
                throw new ArgumentException($"'{code}' is not an ISO 3166-1 alpha-2 country in upper case, such as \"GB\" (not \"UK\") or \"US\".", nameof(codes));
        }

        return codes;
    }
}
