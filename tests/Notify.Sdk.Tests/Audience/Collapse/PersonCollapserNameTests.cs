using static Notify.Sdk.Tests.Audience.Accounts;

namespace Notify.Sdk.Tests.Audience;

public class PersonCollapserNameTests : PersonCollapserCase
{
    // --- initials

    [Fact]
    public void An_initial_joins_the_only_full_name_that_fits() =>
        People(Account("a", "J. Smith", Home), Account("b", "John Smith", Home), Account("c", "Ann Smith", Home)).Should().Be("a b | c");

    [Fact]
    public void An_initial_that_fits_two_full_names_joins_neither() =>
        People(Account("a", "J. Smith", Home), Account("b", "John Smith", Home), Account("c", "Jane Smith", Home)).Should().Be("a | b | c");

    [Fact]
    public void Equal_initials_that_fit_two_full_names_may_be_both_of_them() =>
        People(Account("a", "J. Smith", Home), Account("b", "John Smith", Home), Account("c", "Jane Smith", Home),
            Account("d", "J. Smith", Home))
            .Should().Be("a | b | c | d");

    [Fact]
    public void Equal_initials_without_a_full_name_are_one_person() =>
        People(Account("a", "J. Smith", Home), Account("b", "Smith, J", Home), Account("c", "J. S.", Home)).Should().Be("a b | c");

    [Fact]
    public void An_initial_is_no_bridge_between_the_owners_of_two_mailboxes() =>
        People(Account("a", "J. Smith", Home).Has(AddressKind.Email, Parallelism), Account("b", "John Smith", Home),
            Account("c", "Jane Smith", Parallelism))
            .Should().Be("a | b | c");

    [Fact]
    public void Two_initials_are_no_bridge_either() =>
        People(
            Account("j1", "J. Smith", Home).Has(AddressKind.Email, "j@example.net"),
            Account("j2", "J. Smith", Parallelism).Has(AddressKind.Email, "j@example.net"),
            Account("x", "John Smith", Home),
            Account("y", "Jane Smith", Parallelism)).Should().Be("j1 | j2 | x | y");

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
        People(Account("a", "J. Smith", Home).Has(AddressKind.Email, Parallelism), Account("b", "John Smith", Home),
            Account("c", "John Smith", Parallelism))
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
        People(Account("a", "Ann Lee", Home, phone: Mobile), Account("b", "Ann Lee", Home), Account("c", null, Home, phone: phone))
            .Should().Be(expected);

    [Fact]
    public void Who_has_neither_joins_nobody_where_somebody_without_a_name_has_a_number_of_their_own() =>
        People(Account("a", "Ann Lee", Home), Account("b", null, Home, phone: Landline), Account("c", null, Home)).Should().Be("a | b | c");

    [Fact]
    public void An_account_that_two_sources_know_has_its_number_for_itself() =>
        People(Account("a", "Ann Lee", Home), Account("b", null, Home, phone: Landline),
            Account("b", null, Home, phone: Landline, source: "crm")).Should().Be("a | b crm/b");

    [Fact]
    public void A_crowded_number_is_nobodys_own() =>
        People([Account("a", "Ann Lee", Home), Account("b", null, Home, phone: Landline), .. Enumerable.Range(0, 10)
            .Select(i => Account($"c{i}", $"No {i}", phone: Landline))])
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
        People(Account("a", null, Home).Has(AddressKind.Email, Parallelism), Account("b", "Ann Lee", Home),
            Account("c", "Bob Lee", Parallelism))
            .Should().Be("a | b | c");

    [Fact]
    public void An_account_whose_name_stands_in_another_source_is_not_nameless() =>
        People(Account("a", null, Home, source: "crm"), Account("a", "Ann Lee", source: "shop"),
            Account("b", "Bob Lee", Home, source: "crm"))
            .Should().Be("crm/a shop/a | crm/b");
}
