using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Negative control: "same email or phone = same person". Never used by the library.</summary>
internal static class AnySharedAddress
{
    public static string Partition(IEnumerable<Account> accounts)
    {
        var groups = new List<List<Account>>();
        foreach (var account in accounts)
        {
            var hit = groups.Where(g => g.Exists(other => other.Addresses.Any(a => account.Addresses.Any(b => a.Key == b.Key)))).ToList();
            groups.RemoveAll(hit.Contains);
            groups.Add([.. hit.SelectMany(g => g), account]);
        }

        return string.Join(" | ", groups.Select(g => string.Join(' ', g.Select(a => a.Ref).Order())).Order(StringComparer.Ordinal));
    }
}
