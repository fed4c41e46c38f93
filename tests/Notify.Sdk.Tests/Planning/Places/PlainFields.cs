using System.Globalization;
using Notify.Sdk.Audience;
using Notify.Sdk.Planning;

namespace Notify.Sdk.Tests.Planning;

/// <summary>The fields of an account that say where somebody is, for the plain referee of places.</summary>
internal sealed record PlainFields(Account Account, string? DefaultCountry)
{
    public string? Country => Account.Country;

    public string? Default => Country is null ? DefaultCountry : null;

    public string? Region => Account.Region;

    public Address? Phone => Account.Addresses.FirstOrDefault(a => a.PhoneRegion is not null);

    public string? PhoneRegion => Phone?.PhoneRegion;

    /// <summary>The parts that the area code serves, from the lines of the table.</summary>
    public IReadOnlyList<string> ByAreaCode => PhoneRegion is not null && Phone!.Key.Value.StartsWith("+1", StringComparison.Ordinal)
        ? AreaCodeLines[Phone.Key.Value.Substring(2, 3)].ToList() : [];

    public PostcodeArea? AreaIn(string country) => country == (Country ?? Default) || (Country is null && country == PhoneRegion)
        ? Postcodes.Find(country, Account.PostalCode) is >= 0 and var area ? Postcodes.Of(area) : null : null;

    /// <summary>The postcode in any country.</summary>
    public PostcodeArea? AreaOf(string country) =>
        Postcodes.Find(country, Account.PostalCode) is >= 0 and var area ? Postcodes.Of(area) : null;

    public bool IsPostcodeMisread => new[] { Country ?? Default, Country is null ? PhoneRegion : null }
        .Any(c => Postcodes.Find(c, Account.PostalCode) == Postcodes.NotUnderstood);

    private static readonly ILookup<string, string> AreaCodeLines = PlaceTables.Lines("area-codes.txt", ' ')
        .SelectMany(l => l.Skip(1).SelectMany(Numbers).Select(n => (Number: n, Part: l[0]))).ToLookup(p => p.Number, p => p.Part);

    private static IEnumerable<string> Numbers(string range)
    {
        var culture = CultureInfo.InvariantCulture;
        for (var n = int.Parse(range[..3], culture); n <= int.Parse(range[^3..], culture); n++)
            yield return n.ToString("000", culture);
    }
}
