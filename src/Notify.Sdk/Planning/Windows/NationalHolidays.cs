using System.Collections.Concurrent;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>Turns "the holidays of wherever the person is" into calendars. Thread-safe.</summary>
internal sealed class NationalHolidays(IEnumerable<LawCalendar> calendars)
{
    private readonly ILookup<string, HolidayCalendar> _byCountry = calendars.Where(c => c.Country is not null)
        .ToLookup(c => c.Country!, c => c.Calendar, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(SendWindowRule, HolidayCalendar?), SendWindowRule> _made = new();

    /// <summary>Whether a national calendar of a country, or of the one whose law reaches it, is known.</summary>
    public bool AreKnownIn(string country) =>
        _byCountry.Contains(country) || (CountryTable.LawOf(country) is { } law && _byCountry.Contains(law));

    /// <summary>The rule with the holidays of each country that the person may be in; without known ones it has none.</summary>
    public IEnumerable<SendWindowRule> In(Place place, SendWindowRule rule)
    {
        if (rule.Holidays?.Calendar != HolidayCalendar.OfRecipientCountry)
            return [rule];
        return place.Countries.SelectMany(c => _byCountry[c]).Distinct().Cast<HolidayCalendar?>().DefaultIfEmpty(null)
            .Select(calendar => _made.GetOrAdd((rule, calendar), static key => With(key.Item1, key.Item2)));
    }

    private static SendWindowRule With(SendWindowRule rule, HolidayCalendar? calendar) =>
        rule with { Holidays = calendar is null ? null : rule.Holidays! with { Calendar = calendar } };
}
