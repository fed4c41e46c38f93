using NodaTime;
using static Notify.Sdk.Tests.Audience.Accounts;

namespace Notify.Sdk.Tests.Audience;

public class PersonCollapserGuardTests : PersonCollapserCase
{
    [Fact]
    public void Two_asserted_persons_are_never_one()
    {
        var (people, refusals) = Collapse(Account("a", "Ann Lee", Home) with { PersonId = "p1" }, Account("b", "Ann Lee", Home)
            with
        { PersonId = "p2" });
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
        Options.NotSame.Add((new(left), new(right)));
        var (people, refusals) = Collapse(Account("a", "Ann Lee", Home), Account("b", "Ann Lee", Home));
        people.Partition().Should().Be("a | b");
        refusals.Text().Should().Be("3 not-same: a b");
    }

    [Fact]
    public void A_pair_that_is_not_on_the_list_or_names_one_account_twice_says_nothing()
    {
        Options.NotSame.Add((new("a"), new("a")));
        Options.NotSame.Add((new("a"), new("elsewhere")));
        People(Account("a", "Ann Lee", Home), Account("b", "Ann Lee", Home)).Should().Be("a b");
    }

    [Fact]
    public void A_level_that_breaks_a_guard_is_undone_for_the_whole_group_and_stronger_links_stay()
    {
        Options.NotSame.Add((new("a"), new("d")));
        var (people, refusals) = Collapse(
            Account("a", "Ann Lee", Home).Verified(),
            Account("b", "Ann Lee", Home).Verified(),
            Account("c", "Ann Lee", Home, Mobile),
            Account("d", "Ann Lee", Parallelism, Mobile),
            Account("e", "Ann Lee", Parallelism));
        // Level 2 made a b; level 3 adds c, and d e; level 4 would join both groups, a with d.
        people.Partition().Should().Be("a b c | d e");
        refusals.Text().Should().Be("4 not-same: a b c d e");
        people[0].Links.Should().NotContain(l => l.Level == LinkLevel.PhoneAndName);
    }

    [Fact]
    public void A_person_grows_no_larger_by_inference_than_allowed()
    {
        Options.MaxAccountsPerPerson = 3;
        var (people, refusals) = Collapse(
            Account("a", "Ann Lee", Home), Account("b", "Ann Lee", Home),
            Account("c", "Ann Lee", Home), Account("d", "Ann Lee", Home));
        people.Partition().Should().Be("a | b | c | d");
        refusals.Text().Should().Be("3 max-accounts-per-person: a b c d");
    }

    [Fact]
    public void What_the_caller_asserts_may_be_larger_but_inference_adds_nothing_to_it()
    {
        Options.MaxAccountsPerPerson = 2;
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
        Options.MaxAccountsPerPerson = 2;
        Collapse(
            Account("a", "Ann Lee", Home) with { PersonId = "p1" },
            Account("b", "Ann Lee", Home) with { PersonId = "p1" },
            Account("c", "Ann Lee", Home) with { PersonId = "p1" }).Refusals.Should().BeEmpty();
    }

    [Fact]
    public void Every_guard_that_is_broken_is_reported()
    {
        Options.MaxAccountsPerPerson = 2;
        Options.NotSame.Add((new("a"), new("c")));
        Collapse(
            Account("a", "Ann Lee", Home) with { PersonId = "p1", BirthDate = new LocalDate(1970, 1, 1) },
            Account("b", "Ann Lee", Home) with { PersonId = "p2", BirthDate = new LocalDate(1980, 1, 1) },
            Account("c", "Ann Lee", Home)).Refusals.Select(r => r.Guard)
            .Should().Equal("person-id", "birth-date", "not-same", "max-accounts-per-person");
    }
}
