using Microsoft.Extensions.Options;
using Notify.Sdk.Audience;
using Notify.Sdk.SyntheticLists;

namespace Notify.Sdk.Tests.Audience;

/// <summary>A list with known truth, read as the library reads it; row by row in the same order.</summary>
internal static class SyntheticAudience
{
    public static async Task<(List<SyntheticAccount> Truth, List<Account> Accounts)> ReadAsync(int accounts, ulong seed, ListShape shape)
    {
        using var file = new MemoryStream();
        var truth = new SyntheticList(accounts, seed, shape).WriteCsv(file).ToList();
        file.Position = 0;
        var normalizer = new ContactNormalizer(new DefaultPhoneNumberParser(), Options.Create(new AudienceOptions()));
        return (truth, await ContactCsv.ReadAsync(file).Select(normalizer.Normalize).ToListAsync());
    }

    /// <summary>What the library says, by row: the first row of its person.</summary>
    public static int[] GroupsOf(IReadOnlyList<Account> accounts)
    {
        var (people, _) = new PersonCollapser(new(), TokenNameMatcher.Instance).Collapse(accounts);
        var rows = accounts.Index().ToDictionary(a => a.Item.Ref, a => a.Index);
        var groups = new int[accounts.Count];
        foreach (var person in people)
        {
            foreach (var account in person.Accounts)
                groups[rows[account.Ref]] = rows[person.Label];
        }

        return groups;
    }
}
