using Notify.Sdk.Audience;
using Notify.Sdk.SyntheticLists;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Extra copies and silenced people per 1,000 on a list of 20,000 people with known truth; the same figures every time.</summary>
public class AudienceQualityTests
{
    private const int Accounts = 25_300;

    [Fact]
    public async Task Hardly_anybody_is_silenced_and_few_get_a_second_copy()
    {
        var (truth, accounts) = await SyntheticAudience.ReadAsync(Accounts, seed: 20261122, ListShape.Described);
        var quality = ListQuality.Of(truth, SyntheticAudience.GroupsOf(accounts));

        quality.Humans.Should().BeInRange(19_500, 20_500);
        quality.SilencedPerThousand.Should().BeLessThan(1.9);
        quality.ExtraPerThousand.Should().BeLessThan(80);
    }

    [Fact]
    public async Task The_same_email_or_phone_alone_silences_forty_times_as_many()
    {
        var (truth, accounts) = await SyntheticAudience.ReadAsync(Accounts, seed: 20261122, ListShape.Described);
        var ours = ListQuality.Of(truth, SyntheticAudience.GroupsOf(accounts));
        var naive = ListQuality.Of(truth, NaiveGroupsOf(accounts));

        naive.SilencedPerThousand.Should().BeInRange(70, 110).And.BeGreaterThan(30 * ours.SilencedPerThousand);
    }

    [Fact]
    public async Task No_rule_on_addresses_could_save_many_more_copies()
    {
        var (truth, accounts) = await SyntheticAudience.ReadAsync(Accounts, seed: 20261122, ListShape.Described);
        var floor = ListQuality.Of(truth, AddressFloor.GroupsOf(truth));
        var ours = ListQuality.Of(truth, SyntheticAudience.GroupsOf(accounts));

        floor.Silenced.Should().Be(0);
        floor.ExtraPerThousand.Should().BeInRange(60, ours.ExtraPerThousand);
        ours.ExtraPerThousand.Should().BeLessThan(floor.ExtraPerThousand + 10);
    }

    [Fact]
    public async Task Short_names_titles_and_typos_cost_copies_and_silence_nobody_more()
    {
        var (truth, accounts) = await SyntheticAudience.ReadAsync(Accounts, seed: 20261122, ListShape.Messy);
        var quality = ListQuality.Of(truth, SyntheticAudience.GroupsOf(accounts));

        quality.SilencedPerThousand.Should().BeLessThan(1.9);
        quality.ExtraPerThousand.Should().BeInRange(85, 110);
    }

    [Fact]
    public void Quality_counts_people_told_by_the_first_account_of_each_group()
    {
        SyntheticAccount[] truth = [new(1, 1, 1), new(2, 1, 2), new(3, 3, 3), new(3, 4, 4), new(2, 5, 5)];

        ListQuality.Of(truth, [0, 0, 2, 3, 0]).Should().Be(new ListQuality(Humans: 3, Silenced: 1, ExtraCopies: 1));
        ListQuality.Of(truth, [0, 1, 2, 2, 1]).Should().Be(new ListQuality(Humans: 3, Silenced: 0, ExtraCopies: 0));
    }

    /// <summary>Same email or phone is the same person.</summary>
    private static int[] NaiveGroupsOf(List<Account> accounts)
    {
        var groups = new Groups(accounts.Count);
        var first = new Dictionary<AddressKey, int>();
        foreach (var (row, account) in accounts.Index())
        {
            foreach (var address in account.Addresses.Where(a => !first.TryAdd(a.Key, row)))
                groups.Join(first[address.Key], row);
        }

        return groups.ToArray();
    }
}
