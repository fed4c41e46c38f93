using Notify.Sdk.Audience;
using static Notify.Sdk.Tests.Audience.Accounts;

namespace Notify.Sdk.Tests.Audience;

public class PersonCollapserTests : PersonCollapserCase
{
    // --- evidence, from strong to weak

    [Fact]
    public void Nobody_is_an_empty_list() => Collapse().People.Should().BeEmpty();

    [Fact]
    public void An_asserted_person_id_joins_whatever_the_names() =>
        People(Account("a", "Ann Lee") with { PersonId = "p1" }, Account("b", "Ann Miller") with { PersonId = "p1" }).Should().Be("a b");

    [Fact]
    public void Person_ids_are_compared_letter_by_letter_and_an_empty_one_says_nothing() =>
        People(Account("a") with { PersonId = "p" }, Account("b") with { PersonId = "P" }, Account("c") with { PersonId = "" },
            Account("d") with { PersonId = "" })
            .Should().Be("a | b | c | d");

    [Fact]
    public void The_same_account_id_in_another_source_is_one_person() =>
        People(Account("7", "Ann Lee", source: "crm"), Account("7", "A. Miller", source: "shop"), Account("8", source: "crm")).Should()
            .Be("crm/7 shop/7 | crm/8");

    [Fact]
    public void An_address_that_both_verified_joins_whatever_the_names() =>
        People(Account("a", "Ann Lee", Home).Verified(), Account("b", "Ann Miller", Home).Verified()).Should().Be("a b");

    [Fact]
    public void An_address_that_only_one_verified_needs_names() =>
        People(Account("a", "Ann Lee", Home).Verified(), Account("b", "Ann Miller", Home)).Should().Be("a | b");

    [Fact]
    public void The_same_email_and_the_same_name_in_another_order_is_one_person() =>
        People(Account("a", "Ann Lee", Home), Account("b", "LEE, Ann", Home)).Should().Be("a b");

    [Theory]
    [InlineData("phone", LinkLevel.PhoneAndName)]
    [InlineData("telegram", LinkLevel.PhoneAndName)]
    [InlineData("email", LinkLevel.EmailAndName)]
    public void Every_kind_has_its_level(string kind, LinkLevel level) =>
        Collapse(Account("a", "Ann Lee").Has(AddressKind.Named(kind), "x"), Account("b", "Ann Lee").Has(AddressKind.Named(kind), "x"))
            .People.Should().ContainSingle().Which.Links.Should().Equal(
                new PersonLink(new("b"), new("a"), level, new(AddressKind.Named(kind), "x")) { Names = NameAgreement.Equal });

    [Fact]
    public void The_same_text_in_two_families_is_no_common_address() =>
        People(Account("a", "Ann Lee").Has(AddressKind.Phone, "1"), Account("b", "Ann Lee").Has(AddressKind.X, "1")).Should()
            .Be("a | b");

    [Fact]
    public void Names_alone_join_nobody() => People(Account("a", "Ann Lee"), Account("b", "Ann Lee")).Should().Be("a | b");

    [Fact]
    public void Evidence_adds_up_along_a_chain() =>
        People(Account("a", "Ann Lee", Home), Account("b", "Ann Lee", Home, Mobile), Account("c", "Ann Lee", phone: Mobile)).Should()
            .Be("a b c");

    // --- households and couples

    [Fact]
    public void A_household_that_shares_mailbox_and_landline_stays_four_people() =>
        People(
            Account("dad", "John Smith", Home, Landline),
            Account("mum", "Jane Smith", Home, Landline),
            Account("son", "Tim Smith", Home, Landline),
            Account("son-2", "Smith, Tim", Home, Mobile),
            Account("kid", "Eve Smith", null, Landline)).Should().Be("dad | kid | mum | son son-2");

    [Fact]
    public void Merging_by_any_common_address_would_silence_that_household()
    {
        // The negative control: the rule found in most products.
        Account[] household = [Account("dad", "John Smith", Home, Landline), Account("mum", "Jane Smith", Home, Mobile),
            Account("kid", "Eve Smith", null, Landline)];
        AnySharedAddress.Partition(household).Should().Be("dad kid mum");
        People(household).Should().Be("dad | kid | mum");
    }

    [Fact]
    public void What_a_household_shares_is_known_of_each_of_them()
    {
        var people = Collapse(
            Account("a", "John Smith", Home, Landline),
            Account("b", "Jane Smith", Home, Landline),
            Account("c", "Jane Smith", Home, Mobile),
            Account("d", "Jane Smith", null, Mobile)).People;
        people.Partition().Should().Be("a | b c d");
        people.Should().AllSatisfy(p => p.SharedAddresses.Select(s => s.Value).Should().Equal(Home, Landline));
    }

    // --- addresses that are no evidence

    [Fact]
    public void A_role_mailbox_links_nobody() =>
        People(
            Account("a", "Ann Lee").Has(AddressKind.Email, "info@example.com", verified: true, links: false),
            Account("b", "Ann Lee").Has(AddressKind.Email, "info@example.com", verified: true, links: false)).Should().Be("a | b");

    [Fact]
    public void One_account_that_knows_it_as_a_role_is_enough() =>
        People(
            Account("a", "Ann Lee").Has(AddressKind.Email, "team@example.com", links: false),
            Account("b", "Ann Lee").Has(AddressKind.Email, "team@example.com"),
            Account("c", "Ann Lee").Has(AddressKind.Email, "team@example.com")).Should().Be("a | b | c");

    [Theory]
    [InlineData(10, 1)]
    [InlineData(11, 11)]
    public void An_address_of_more_than_ten_accounts_is_shared_and_links_nobody(int accounts, int people) =>
        Collapse([.. Enumerable.Range(0, accounts).Select(i => Account($"a{i}", "Ann Lee", Home).Verified())]).People.Should()
            .HaveCount(people);

    [Fact]
    public void The_same_address_twice_in_one_account_counts_once()
    {
        Options.MaxAccountsPerAddress = 2;
        People(Account("a", "Ann Lee", Home).Has(AddressKind.Email, Home, verified: true), Account("b", "Bob Lee", Home).Verified())
            .Should().Be("a b");
    }

    [Fact]
    public void A_shared_address_is_listed_as_shared() =>
        Collapse([.. Enumerable.Range(0, 11).Select(i => Account($"a{i}", "Ann Lee", Home))])
            .People.Should().AllSatisfy(p => p.SharedAddresses.Should().Equal(new AddressKey(AddressKind.Email, Home)));

    // --- another matcher

    [Fact]
    public void A_matcher_that_knows_nicknames_joins_them()
    {
        Account[] accounts = [Account("a", "Bob Lee", Home), Account("b", "Robert Lee", Home), Account("c", "B. Lee", Home)];
        People(accounts).Should().Be("a c | b");
        new PersonCollapser(Options, new Nicknames()).Collapse(accounts).People.Partition().Should().Be("a b | c");
    }

    private sealed class Nicknames : INameMatcher
    {
        public NameKey Normalise(string name) =>
            TokenNameMatcher.Instance.Normalise(name.Replace("Bob", "Robert", StringComparison.Ordinal));

        public bool IsInitialOf(NameKey shortened, NameKey full) => TokenNameMatcher.Instance.IsInitialOf(shortened, full);
    }

    // --- order, size, entry

    [Fact]
    public void People_and_their_accounts_are_ordered_by_reference() =>
        People(Account("b", "Ann Lee", Home), Account("C"), Account("a", source: "z"), Account("a10", "Ann Lee", Home), Account("B"))
            .Should().Be("B | C | z/a | a10 b");

    [Fact]
    public void An_account_that_is_there_twice_is_refused_by_name() =>
        FluentActions.Invoking(() => Collapse(Account("a"), Account("a"))).Should().Throw<ArgumentException>()
            .WithMessage("Account 'a' is in the list twice.*");

    [Fact]
    public void An_address_of_a_hundred_thousand_accounts_costs_no_more_than_any_other_list()
    {
        var accounts = Enumerable.Range(0, 100_000)
            .Select(i => Account($"a{i:D6}", "Ann Lee", Home, $"+1{i / 2:D10}") with { PersonId = i % 3 == 0 ? "everyone" : null })
            .ToArray();
        var (people, _) = Collapse(accounts);
        people.Sum(p => p.Accounts.Count).Should().Be(100_000);
        people.Should().OnlyContain(p => p.SharedAddresses.Count > 0);
    }
}
