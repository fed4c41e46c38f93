using System.Text.Json;
using Notify.Sdk.Audience;
using static Notify.Sdk.Tests.Audience.Accounts;

namespace Notify.Sdk.Tests.Audience;

public class PersonExplanationsTests
{
    private const string Home = "ann@example.com";
    private const string Mobile = "+12025550101";

    private static Person TheOne(params Account[] accounts) =>
        new PersonCollapser(new AudienceOptions(), TokenNameMatcher.Instance).Collapse(accounts).People.Should().ContainSingle().Subject;

    [Fact]
    public void One_hop_names_address_level_and_names() =>
        TheOne(Account("acc-7", "Ann Lee", Home), Account("acc-9", "Lee, Ann", Home)).Explain(new("acc-9"), new("acc-7"))
            .Should().Be("DuplicateOf acc-7 via email a***@example.com (level 3, names equal)");

    [Fact]
    public void It_reads_the_same_from_the_other_end() =>
        TheOne(Account("acc-7", "Ann Lee", Home), Account("acc-9", "Lee, Ann", Home)).Explain(new("acc-7"), new("acc-9"))
            .Should().Be("DuplicateOf acc-9 via email a***@example.com (level 3, names equal)");

    [Fact]
    public void A_longer_chain_names_each_hop() =>
        TheOne(Account("a", "Ann Lee", Home), Account("b", "Ann Lee", Home, Mobile), Account("c", "Ann Lee", phone: Mobile))
            .Explain(new("a"), new("c"))
            .Should().Be("DuplicateOf c via email a***@example.com to b (level 3, names equal), then phone +12***01 to c (level 4, names "
                + "equal)");

    [Fact]
    public void Two_of_many_at_one_address_are_one_hop_apart() =>
        TheOne(Account("a", "Ann Lee", Home), Account("b", "Ann Lee", Home), Account("c", "Ann Lee", Home)).Explain(new("b"), new("c"))
            .Should().Be("DuplicateOf c via email a***@example.com (level 3, names equal)");

    [Fact]
    public void A_weaker_direct_link_is_shorter_than_a_stronger_detour() =>
        TheOne(
            Account("a", "Ann Lee", phone: Mobile) with { PersonId = "p1" },
            Account("b", "Ann Lee", Home) with { PersonId = "p1" },
            Account("c", "Ann Lee", Home, Mobile)).Explain(new("c"), new("a"))
            .Should().Be("DuplicateOf a via phone +12***01 (level 4, names equal)");

    [Fact]
    public void Of_two_links_the_stronger_is_named() =>
        TheOne(Account("a", "Ann Lee", Home, Mobile), Account("b", "Ann Lee", Home, Mobile)).Explain(new("b"), new("a"))
            .Should().Be("DuplicateOf a via email a***@example.com (level 3, names equal)");

    [Fact]
    public void Of_two_chains_of_one_length_the_smaller_accounts_are_named()
    {
        // x1 - m1 - x2 and x1 - m0 - x2; the stronger links lead over m1.
        var person = TheOne(
            Account("x1", "Ann Lee", "1@example.com", "+12025550111"),
            Account("m0", "Ann Lee", null, "+12025550111").Has(AddressKind.Phone, "+12025550122"),
            Account("m1", "Ann Lee", "1@example.com").Has(AddressKind.Email, "2@example.com"),
            Account("x2", "Ann Lee", "2@example.com", "+12025550122"));
        person.Explain(new("x1"), new("x2")).Should().Contain(" to m0 ").And.NotContain("m1");
        person.Explain(new("x2"), new("x1")).Should().Contain(" to m0 ").And.NotContain("m1");
    }

    [Fact]
    public void The_stronger_link_is_named_also_if_a_weaker_one_comes_first() =>
        TheOne(Account("a", "Ann Lee", Home, Mobile), Account("b", "Ann Lee", null, Mobile), Account("z", "Ann Lee", Home, Mobile))
            .Explain(new("z"), new("a"))
            .Should().Be("DuplicateOf a via email a***@example.com (level 3, names equal)");

    [Fact]
    public void The_smaller_account_is_named_also_if_a_larger_one_is_found_first() =>
        // x1 shares a phone with m0 and m1, both one hop from x2; m1 by the address that is read first.
        TheOne(
            Account("a0", "Ann Lee", Home),
            Account("m1", "Ann Lee", Home, Mobile),
            Account("m0", "Ann Lee", null, Mobile).Has(AddressKind.Phone, "+12025550122"),
            Account("x1", "Ann Lee", null, Mobile),
            Account("x2", "Ann Lee", Home, "+12025550122")).Explain(new("x1"), new("x2"))
            .Should().StartWith("DuplicateOf x2 via phone +12***01 to m0 (");

    [Fact]
    public void An_initial_and_a_missing_name_are_said()
    {
        var person = TheOne(Account("a", "Ann Lee", Home), Account("b", "A. Lee", Home), Account("c", null, Home));
        person.Explain(new("b"), new("a")).Should().EndWith("(level 3, initials fit one name only)");
        person.Explain(new("c"), new("a")).Should().EndWith("(level 3, no name, one person only)");
        person.Explain(new("c"), new("b")).Should().EndWith("(level 3, no name, one person only)");
    }

    [Fact]
    public void Links_without_an_address_are_said_in_words()
    {
        TheOne(Account("a") with { PersonId = "p1" }, Account("b") with { PersonId = "p1" }).Explain(new("b"), new("a"))
            .Should().Be("DuplicateOf a via person id (level 0, asserted by the caller)");
        TheOne(Account("a", source: "crm"), Account("a", source: "shop")).Explain(new("a", "shop"), new("a", "crm"))
            .Should().Be("DuplicateOf crm/a via account id (level 1, same account in another source)");
        TheOne(Account("a", "Ann Lee", Home).Verified(), Account("b", "Bo Lee", Home).Verified()).Explain(new("b"), new("a"))
            .Should().Be("DuplicateOf a via email a***@example.com (level 2, verified by both)");
    }

    [Fact]
    public void Links_survive_storage_as_JSON()
    {
        var person = TheOne(Account("a", "Ann Lee", Home, source: "crm"), Account("b", "A. Lee", Home),
            Account("c", "Ann Lee", Home, source: "crm"));
        var stored = JsonSerializer.Deserialize<PersonLink[]>(JsonSerializer.Serialize(person.Links))!;
        stored.Should().Equal(person.Links);
        (person with { Links = stored }).Explain(new("b"), new("c", "crm")).Should().Be(person.Explain(new("b"), new("c", "crm")));
    }

    [Fact]
    public void A_person_without_evidence_says_so() =>
        new Person { Accounts = [Account("a"), Account("b")] }.Explain(new("b"), new("a"))
            .Should().Be("DuplicateOf a (one person; the evidence was not kept)");

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "stranger")]
    [InlineData("stranger", "a")]
    public void A_question_about_someone_else_is_refused(string covered, string coveredBy) =>
        FluentActions.Invoking(() => TheOne(Account("a") with { PersonId = "p" }, Account("b") with { PersonId = "p" })
            .Explain(new(covered), new(coveredBy)))
            .Should().Throw<ArgumentException>();

    [Fact]
    public void A_hundred_thousand_asserted_accounts_are_explained_one_by_one()
    {
        var person = TheOne([.. Enumerable.Range(0, 100_000).Select(i => Account($"a{i:D6}") with { PersonId = "p" })]);
        var chains = new EvidenceChains(person, new("a050000"));
        person.Accounts.Where(a => a.Ref.Id != "a050000").Should()
            .OnlyContain(a => chains.Explain(a.Ref).StartsWith("DuplicateOf a050000 via person id"));
    }
}
