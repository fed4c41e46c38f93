using System.Globalization;
using System.Net.Mail;
using System.Text.RegularExpressions;

namespace Notify.Sdk.Benchmarks.Plan;

/// <summary>
/// What an experienced developer writes in an afternoon with the base class library: <see cref="MailAddress"/>, a regular
/// expression for phones, dictionaries and LINQ for "same email or phone is the same person", <see cref="TimeZoneInfo"/>
/// for the window. It does much less: no numbering plans, no names, no consents by address, no registers, no reasons.
/// </summary>
internal static partial class IdiomaticPlan
{
    private static readonly Dictionary<string, string> ZoneOfAreaCode = new()
    {
        ["202"] = "America/New_York",
        ["212"] = "America/New_York",
        ["303"] = "America/Denver",
        ["312"] = "America/Chicago",
        ["404"] = "America/New_York",
        ["415"] = "America/Los_Angeles",
        ["512"] = "America/Chicago",
        ["617"] = "America/New_York",
        ["702"] = "America/Los_Angeles",
        ["808"] = "Pacific/Honolulu",
    };

    public sealed record Planned(string AccountId, string Email, DateTimeOffset Due);

    public static List<Planned> Make(IReadOnlyList<Contact> contacts, DateTimeOffset now, IReadOnlySet<string> optedOut)
    {
        var rows = contacts
            .Select(c => new { c.AccountId, Email = Email(c.Emails[0].Value), Phone = Phone(c.Phones[0].Value) })
            .Where(r => r.Email is not null)
            .ToList();

        var groups = new Dictionary<string, int>();
        var parent = Enumerable.Range(0, rows.Count).ToArray();
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var key in new[] { $"email:{rows[i].Email}", $"phone:{rows[i].Phone}" })
            {
                if (groups.TryGetValue(key, out var other))
                    parent[Find(parent, i)] = Find(parent, other);
                else
                    groups[key] = i;
            }
        }

        return rows
            .Select((row, i) => (row, person: Find(parent, i)))
            .GroupBy(r => r.person, r => r.row)
            .Select(person => person.OrderBy(r => r.AccountId, StringComparer.Ordinal).First())
            .Where(row => !optedOut.Contains(row.Email!))
            .Select(row => new Planned(row.AccountId, row.Email!, NextOpening(now, row.Phone)))
            .ToList();
    }

    private static string? Email(string text) =>
        MailAddress.TryCreate(text, out var address) ? address.Address.ToLowerInvariant() : null;

    private static string Phone(string text)
    {
        var digits = NotADigit().Replace(text, "");
        return digits.Length == 10 ? $"+1{digits}" : $"+{digits}";
    }

    private static DateTimeOffset NextOpening(DateTimeOffset now, string phone)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(ZoneOfAreaCode.GetValueOrDefault(phone.Substring(2, 3), "America/New_York"));
        var local = TimeZoneInfo.ConvertTime(now, zone);
        if (local.TimeOfDay >= TimeSpan.FromHours(8) && local.TimeOfDay < TimeSpan.FromHours(21))
            return now;
        var day = local.TimeOfDay < TimeSpan.FromHours(8) ? local.Date : local.Date.AddDays(1);
        var opening = day.AddHours(8);
        return new DateTimeOffset(opening, zone.GetUtcOffset(opening)).ToUniversalTime();
    }

    private static int Find(int[] parent, int i)
    {
        while (parent[i] != i)
            i = parent[i] = parent[parent[i]];
        return i;
    }

    public static string Describe(IReadOnlyList<Planned> plan) => string.Create(CultureInfo.InvariantCulture, $"{plan.Count} messages");

    [GeneratedRegex("[^0-9]")]
    private static partial Regex NotADigit();
}
