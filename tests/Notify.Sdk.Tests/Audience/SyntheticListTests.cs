using System.Security.Cryptography;
using Notify.Sdk.Audience;
using Notify.Sdk.SyntheticLists;

namespace Notify.Sdk.Tests.Audience;

/// <summary>The list with known truth must itself be right, before it may judge a rule.</summary>
public class SyntheticListTests
{
    [Fact]
    public void One_seed_makes_one_list_byte_for_byte_and_another_seed_another()
    {
        var first = Write(3_000, seed: 7);

        Write(3_000, seed: 7).Should().Equal(first);
        Write(3_000, seed: 8).Should().NotEqual(first);
        Convert.ToHexString(SHA256.HashData(first))[..16].Should().Be("2AE7BF95949E7B0B", "the list is the same on every machine");
    }

    [Fact]
    public async Task Addresses_are_equal_in_the_list_when_they_are_in_truth_whatever_their_spelling()
    {
        var (truth, accounts) = await SyntheticAudience.ReadAsync(20_000, seed: 7, ListShape.Messy);

        accounts.Should().HaveCount(20_000).And.OnlyContain(a => a.Addresses.Count > 0, "everybody can be told");
        OneToOne(truth.Select(t => t.Email), accounts, AddressKind.Email);
        OneToOne(truth.Select(t => t.Phone), accounts, AddressKind.Phone);
    }

    /// <summary>Truth says 0 for what was typed to get past a form, which the list may have as an address all the same.</summary>
    private static void OneToOne(IEnumerable<long> truth, IReadOnlyList<Account> accounts, AddressKind kind)
    {
        var pairs = truth.Zip(accounts, (number, account) =>
            (number, account.Addresses.SingleOrDefault(a => a.Key.Kind == kind)?.Key.Value)).Where(p => p.number != 0).Distinct()
            .ToList();

        pairs.Should().OnlyContain(p => p.Value != null);
        pairs.Select(p => p.number).Should().OnlyHaveUniqueItems();
        pairs.Select(p => p.Value).Should().OnlyHaveUniqueItems();
    }

    private static byte[] Write(int accounts, ulong seed)
    {
        var file = new MemoryStream();
        new SyntheticList(accounts, seed, ListShape.Described).WriteCsv(file).Count().Should().Be(accounts);
        return file.ToArray();
    }
}
