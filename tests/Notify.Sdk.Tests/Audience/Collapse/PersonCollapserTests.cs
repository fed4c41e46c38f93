using NodaTime;
using Notify.Sdk.Audience;
using static Notify.Sdk.Tests.Audience.Accounts;

namespace Notify.Sdk.Tests.Audience;

public class PersonCollapserTests
{
    private const string Home = "home@example.com";
    private const string Work = "work@example.org";
    private const string Landline = "+12025550100";
    private const string Mobile = "+12025550101";

    private readonly AudienceOptions _options = new();

    private (IReadOnlyList<Person> People, IReadOnlyList<MergeRefusal> Refusals) Collapse(params Account[] accounts) =>
        new PersonCollapser(_options, TokenNameMatcher.Instance).Collapse(accounts);

    private string People(params Account[] accounts) => Collapse(accounts).People.Partition();

    // --- evidence, from strong to weak

    [Fact]
    public void Nobody_is_an_empty_list() => Collapse().People.Should().BeEmpty();

    [Fact]
    public void An_asserted_person_id_joins_whatever_the_names() =>
        People(Account("a", "Ann Lee") with { PersonId = "p1" }, Account("b", "Ann Miller") with { PersonId = "p1" }).Should().Be("a b");

    [Fact]
    public void Person_ids_are_compared_letter_by_letter_and_an_empty_one_says_nothing() =>
        People(Account("a") with { PersonId = "p" }, Account("b") with { PersonId = "P" }, Account("c") with { PersonId = "" }, Account("d") with { PersonId = "" })
            .Should().Be("a | b | c | d");

    [Fact]
    public void The_same_account_id_in_another_source_is_one_person() =>
        People(Account("7", "Ann Lee", source: "crm"), Account("7", "A. Miller", source: "shop"), Account("8", source: "crm")).Should().Be("crm/7 shop/7 | crm/8");

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
    [InlineData(AddressFamily.Phone, LinkLevel.PhoneAndName)]
    [InlineData(AddressFamily.Social, LinkLevel.PhoneAndName)]
    [InlineData(AddressFamily.Email, LinkLevel.EmailAndName)]
    public void Every_family_has_its_level(AddressFamily family, LinkLevel level) =>
        Collapse(Account("a", "Ann Lee").Has(family, "x"), Account("b", "Ann Lee").Has(family, "x"))
            .People.Should().ContainSingle().Which.Links.Should().Equal(
                new PersonLink(new("b"), new("a"), level, new(family, "x")) { Names = NameAgreement.Equal });

    [Fact]
    public void The_same_text_in_two_families_is_no_common_address() =>
        People(Account("a", "Ann Lee").Has(AddressFamily.Phone, "1"), Account("b", "Ann Lee").Has(AddressFamily.Social, "1")).Should().Be("a | b");

    [Fact]
    public void Names_alone_join_nobody() => People(Account("a", "Ann Lee"), Account("b", "Ann Lee")).Should().Be("a | b");

    [Fact]
    public void Evidence_adds_up_along_a_chain() =>
        People(Account("a", "Ann Lee", Home), Account("b", "Ann Lee", Home, Mobile), Account("c", "Ann Lee", phone: Mobile)).Should().Be("a b c");

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
        Account[] household = [Account("dad", "John Smith", Home, Landline), Account("mum", "Jane Smith", Home, Mobile), Account("kid", "Eve Smith", null, Landline)];
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

    // --- initials

    [Fact]
    public void An_initial_joins_the_only_full_name_that_fits() =>
        People(Account("a", "J. Smith", Home), Account("b", "John Smith", Home), Account("c", "Ann Smith", Home)).Should().Be("a b | c");

    [Fact]
    public void An_initial_that_fits_two_full_names_joins_neither() =>
        People(Account("a", "J. Smith", Home), Account("b", "John Smith", Home), Account("c", "Jane Smith", Home)).Should().Be("a | b | c");

    [Fact]
    public void Equal_initials_that_fit_two_full_names_may_be_both_of_them() =>
        People(Account("a", "J. Smith", Home), Account("b", "John Smith", Home), Account("c", "Jane Smith", Home), Account("d", "J. Smith", Home))
            .Should().Be("a | b | c | d");

    [Fact]
    public void Equal_initials_without_a_full_name_are_one_person() =>
        People(Account("a", "J. Smith", Home), Account("b", "Smith, J", Home), Account("c", "J. S.", Home)).Should().Be("a b | c");

    [Fact]
    public void An_initial_is_no_bridge_between_the_owners_of_two_mailboxes() =>
        People(Account("a", "J. Smith", Home).Has(AddressFamily.Email, Work), Account("b", "John Smith", Home), Account("c", "Jane Smith", Work))
            .Should().Be("a | b | c");

    [Fact]
    public void Two_initials_are_no_bridge_either() =>
        People(
            Account("j1", "J. Smith", Home).Has(AddressFamily.Email, "j@example.net"),
            Account("j2", "J. Smith", Work).Has(AddressFamily.Email, "j@example.net"),
            Account("x", "John Smith", Home),
            Account("y", "Jane Smith", Work)).Should().Be("j1 | j2 | x | y");

    [Fact]
    public void Stronger_evidence_decides_whose_initial_it_is() =>
        People(Account("a", "J. Smith", Home, Landline), Account("b", "John Smith", Home), Account("c", "Jane Smith", null, Landline))
            .Should().Be("a b | c");

    [Fact]
    public void An_initial_whose_person_is_asserted_to_be_another_joins_nobody() =>
        People(
            Account("a", "J. Smith", Home) with { PersonId = "p1" },
            Account("b", "Jane Smith") with { PersonId = "p1" },
            Account("c", "John Smith", Home)).Should().Be("a b | c");

    [Fact]
    public void An_initial_may_join_two_accounts_of_one_full_name() =>
        People(Account("a", "J. Smith", Home).Has(AddressFamily.Email, Work), Account("b", "John Smith", Home), Account("c", "John Smith", Work))
            .Should().Be("a b c");

    // --- no name

    [Theory]
    [InlineData(null)]
    [InlineData("---")]
    public void An_account_without_a_name_joins_the_only_person_at_its_address(string? nothing) =>
        People(Account("a", nothing, Home), Account("b", "Ann Lee", Home), Account("c", "Lee, Ann", Home)).Should().Be("a b c");

    [Theory]
    [InlineData(Landline, "a b | c")] // somebody else at the common mailbox
    [InlineData(Mobile, "a b c")]
    [InlineData(null, "a b c")]
    public void An_account_without_a_name_but_with_a_phone_number_of_its_own_is_somebody_else(string? phone, string expected) =>
        People(Account("a", "Ann Lee", Home, phone: Mobile), Account("b", "Ann Lee", Home), Account("c", null, Home, phone: phone)).Should().Be(expected);

    [Fact]
    public void A_crowded_number_is_nobodys_own() =>
        People([Account("a", "Ann Lee", Home), Account("b", null, Home, phone: Landline), .. Enumerable.Range(0, 10).Select(i => Account($"c{i}", $"No {i}", phone: Landline))])
            .Should().StartWith("a b |");

    [Fact]
    public void An_account_without_a_name_does_not_choose_between_two_people() =>
        People(Account("a", null, Home), Account("b", "Ann Lee", Home), Account("c", "Bob Lee", Home)).Should().Be("a | b | c");

    [Fact]
    public void Accounts_without_names_are_no_evidence_for_each_other() =>
        People(Account("a", null, Home), Account("b", null, Home)).Should().Be("a | b");

    [Fact]
    public void An_account_without_a_name_joins_a_person_known_by_initials_only() =>
        People(Account("a", null, Home), Account("b", "J. Smith", Home)).Should().Be("a b");

    [Fact]
    public void An_initial_and_its_full_name_are_one_person_for_an_account_without_a_name() =>
        People(Account("a", null, Home), Account("b", "J. Smith", Home), Account("c", "John Smith", Home)).Should().Be("a b c");

    [Fact]
    public void An_account_without_a_name_is_no_bridge_between_two_people() =>
        People(Account("a", null, Home).Has(AddressFamily.Email, Work), Account("b", "Ann Lee", Home), Account("c", "Bob Lee", Work))
            .Should().Be("a | b | c");

    [Fact]
    public void An_account_whose_name_stands_in_another_source_is_not_nameless() =>
        People(Account("a", null, Home, source: "crm"), Account("a", "Ann Lee", source: "shop"), Account("b", "Bob Lee", Home, source: "crm"))
            .Should().Be("crm/a shop/a | crm/b");

    // --- addresses that are no evidence

    [Fact]
    public void A_role_mailbox_links_nobody() =>
        People(
            Account("a", "Ann Lee").Has(AddressFamily.Email, "info@example.com", verified: true, links: false),
            Account("b", "Ann Lee").Has(AddressFamily.Email, "info@example.com", verified: true, links: false)).Should().Be("a | b");

    [Fact]
    public void One_account_that_knows_it_as_a_role_is_enough() =>
        People(
            Account("a", "Ann Lee").Has(AddressFamily.Email, "team@example.com", links: false),
            Account("b", "Ann Lee").Has(AddressFamily.Email, "team@example.com"),
            Account("c", "Ann Lee").Has(AddressFamily.Email, "team@example.com")).Should().Be("a | b | c");

    [Theory]
    [InlineData(10, 1)]
    [InlineData(11, 11)]
    public void An_address_of_more_than_ten_accounts_is_shared_and_links_nobody(int accounts, int people) =>
        Collapse([.. Enumerable.Range(0, accounts).Select(i => Account($"a{i}", "Ann Lee", Home).Verified())]).People.Should().HaveCount(people);

    [Fact]
    public void The_same_address_twice_in_one_account_counts_once()
    {
        _options.MaxAccountsPerAddress = 2;
        People(Account("a", "Ann Lee", Home).Has(AddressFamily.Email, Home, verified: true), Account("b", "Bob Lee", Home).Verified()).Should().Be("a b");
    }

    [Fact]
    public void A_shared_address_is_listed_as_shared() =>
        Collapse([.. Enumerable.Range(0, 11).Select(i => Account($"a{i}", "Ann Lee", Home))])
            .People.Should().AllSatisfy(p => p.SharedAddresses.Should().Equal(new AddressKey(AddressFamily.Email, Home)));

    // --- guards

    [Fact]
    public void Two_asserted_persons_are_never_one()
    {
        var (people, refusals) = Collapse(Account("a", "Ann Lee", Home) with { PersonId = "p1" }, Account("b", "Ann Lee", Home) with { PersonId = "p2" });
        people.Partition().Should().Be("a | b");
        refusals.Text().Should().Be("3 person-id: a b");
    }

    [Fact]
    public void Two_birth_dates_are_never_one_person_even_by_assertion()
    {
        var (people, refusals) = Collapse(
            Account("a") with { PersonId = "p1", BirthDate = new LocalDate(1970, 1, 1) },
            Account("b") with { PersonId = "p1", BirthDate = new LocalDate(2001, 1, 1) },
            Account("c") with { PersonId = "p1" });
        people.Partition().Should().Be("a | b | c");
        refusals.Text().Should().Be("0 birth-date: a b c");
    }

    [Fact]
    public void Father_and_son_of_one_name_and_mailbox_are_told_apart_by_birth_date() =>
        People(
            Account("a", "John Smith", Home) with { BirthDate = new LocalDate(1950, 5, 5) },
            Account("b", "John Smith", Home) with { BirthDate = new LocalDate(1980, 8, 8) }).Should().Be("a | b");

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public void A_pair_that_is_not_the_same_is_never_one_person(string left, string right)
    {
        _options.NotSame.Add((new(left), new(right)));
        var (people, refusals) = Collapse(Account("a", "Ann Lee", Home), Account("b", "Ann Lee", Home));
        people.Partition().Should().Be("a | b");
        refusals.Text().Should().Be("3 not-same: a b");
    }

    [Fact]
    public void A_pair_that_is_not_on_the_list_or_names_one_account_twice_says_nothing()
    {
        _options.NotSame.Add((new("a"), new("a")));
        _options.NotSame.Add((new("a"), new("elsewhere")));
        People(Account("a", "Ann Lee", Home), Account("b", "Ann Lee", Home)).Should().Be("a b");
    }

    [Fact]
    public void A_level_that_breaks_a_guard_is_undone_for_the_whole_group_and_stronger_links_stay()
    {
        _options.NotSame.Add((new("a"), new("d")));
        var (people, refusals) = Collapse(
            Account("a", "Ann Lee", Home).Verified(),
            Account("b", "Ann Lee", Home).Verified(),
            Account("c", "Ann Lee", Home, Mobile),
            Account("d", "Ann Lee", Work, Mobile),
            Account("e", "Ann Lee", Work));
        // Level 2 made a b; level 3 adds c, and d e; level 4 would join both groups, a with d.
        people.Partition().Should().Be("a b c | d e");
        refusals.Text().Should().Be("4 not-same: a b c d e");
        people[0].Links.Should().NotContain(l => l.Level == LinkLevel.PhoneAndName);
    }

    [Fact]
    public void A_person_grows_no_larger_by_inference_than_allowed()
    {
        _options.MaxAccountsPerPerson = 3;
        var (people, refusals) = Collapse(
            Account("a", "Ann Lee", Home), Account("b", "Ann Lee", Home),
            Account("c", "Ann Lee", Home), Account("d", "Ann Lee", Home));
        people.Partition().Should().Be("a | b | c | d");
        refusals.Text().Should().Be("3 max-accounts-per-person: a b c d");
    }

    [Fact]
    public void What_the_caller_asserts_may_be_larger_but_inference_adds_nothing_to_it()
    {
        _options.MaxAccountsPerPerson = 2;
        var (people, refusals) = Collapse(
            Account("a", "Ann Lee", Home) with { PersonId = "p1" },
            Account("b", "Ann Lee", Home) with { PersonId = "p1" },
            Account("c", "Ann Lee") with { PersonId = "p1" },
            Account("d", "Ann Lee", Home));
        people.Partition().Should().Be("a b c | d");
        refusals.Text().Should().Be("3 max-accounts-per-person: a b c d");
    }

    [Fact]
    public void A_large_asserted_person_is_not_refused_for_evidence_within_it()
    {
        _options.MaxAccountsPerPerson = 2;
        Collapse(
            Account("a", "Ann Lee", Home) with { PersonId = "p1" },
            Account("b", "Ann Lee", Home) with { PersonId = "p1" },
            Account("c", "Ann Lee", Home) with { PersonId = "p1" }).Refusals.Should().BeEmpty();
    }

    [Fact]
    public void Every_guard_that_is_broken_is_reported()
    {
        _options.MaxAccountsPerPerson = 2;
        _options.NotSame.Add((new("a"), new("c")));
        Collapse(
            Account("a", "Ann Lee", Home) with { PersonId = "p1", BirthDate = new LocalDate(1970, 1, 1) },
            Account("b", "Ann Lee", Home) with { PersonId = "p2", BirthDate = new LocalDate(1980, 1, 1) },
            Account("c", "Ann Lee", Home)).Refusals.Select(r => r.Guard)
            .Should().Equal("person-id", "birth-date", "not-same", "max-accounts-per-person");
    }

    // --- another matcher

    [Fact]
    public void A_matcher_that_knows_nicknames_joins_them()
    {
        Account[] accounts = [Account("a", "Bob Lee", Home), Account("b", "Robert Lee", Home), Account("c", "B. Lee", Home)];
        People(accounts).Should().Be("a c | b");
        new PersonCollapser(_options, new Nicknames()).Collapse(accounts).People.Partition().Should().Be("a b | c");
    }

    private sealed class Nicknames : INameMatcher
    {
        public NameKey Normalise(string name) => TokenNameMatcher.Instance.Normalise(name.Replace("Bob", "Robert", StringComparison.Ordinal));

        public bool IsInitialOf(NameKey shortened, NameKey full) => TokenNameMatcher.Instance.IsInitialOf(shortened, full);
    }

    // --- order, size, entry

    [Fact]
    public void People_and_their_accounts_are_ordered_by_reference() =>
        People(Account("b", "Ann Lee", Home), Account("C"), Account("a", source: "z"), Account("a10", "Ann Lee", Home), Account("B"))
            .Should().Be("B | C | z/a | a10 b");

    [Fact]
    public void An_account_that_is_there_twice_is_refused_by_name() =>
        FluentActions.Invoking(() => Collapse(Account("a"), Account("a"))).Should().Throw<ArgumentException>().WithMessage("Account 'a' is in the list twice.*");

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
