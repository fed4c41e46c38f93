using System.Text.RegularExpressions;

namespace Notify.Sdk.SyntheticLists;

/// <summary>A customer, as a good developer declares one.</summary>
public sealed record Customer(string Id, string? Name, string? Email, string? Phone, string? Country, string? Region, string? PostalCode);

/// <summary>
/// What a good developer writes in an afternoon: record objects, regular expressions for addresses, a dictionary, and
/// union-find for "same email or phone is the same person".
/// </summary>
public static partial class IdiomaticCollapse
{
    /// <returns>The first row of each row's group.</returns>
    public static int[] GroupsOf(IReadOnlyList<Customer> customers)
    {
        ArgumentNullException.ThrowIfNull(customers);
        var groups = new Groups(customers.Count);
        var first = new Dictionary<string, int>();
        for (var row = 0; row < customers.Count; row++)
        {
            if (Email(customers[row].Email) is { } email && !first.TryAdd(email, row))
                groups.Join(first[email], row);
            if (Phone(customers[row].Phone, customers[row].Country) is { } phone && !first.TryAdd(phone, row))
                groups.Join(first[phone], row);
        }

        return groups.ToArray();
    }

    /// <summary>Lower case, without a tag after a plus; null when it is none.</summary>
    public static string? Email(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var email = text.Trim().ToLowerInvariant();
        return LooksLikeEmail().IsMatch(email) ? Tag().Replace(email, "@") : null;
    }

    /// <summary>Plus, country code and digits; null when it is no number.</summary>
    public static string? Phone(string? text, string? country)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var phone = NotDialled().Replace(text, "");
        if (phone.StartsWith("00", StringComparison.Ordinal))
            phone = $"+{phone[2..]}";
        if (!phone.StartsWith('+'))
        {
            phone = country == "DE" ? $"+49{phone.TrimStart('0')}"
                : phone.Length == 11 && phone[0] == '1' ? $"+{phone}"
                : $"+1{phone}";
        }

        return LooksLikePhone().IsMatch(phone) ? phone : null;
    }

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex LooksLikeEmail();

    [GeneratedRegex(@"\+[^@]*@")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[^\d+]")]
    private static partial Regex NotDialled();

    [GeneratedRegex(@"^\+[1-9]\d{6,14}$")]
    private static partial Regex LooksLikePhone();
}
