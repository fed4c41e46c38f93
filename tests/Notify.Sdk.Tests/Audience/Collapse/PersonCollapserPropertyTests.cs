using FsCheck;
using FsCheck.Fluent;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class PersonCollapserPropertyTests
{
    private static void ForAnyList(int tests, int most, Action<RandomList> holds) =>
        Prop.ForAll(RandomList.Any(most), list => holds(list)).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));

    private static (IReadOnlyList<Person> People, IReadOnlyList<MergeRefusal> Refusals) Collapse(
        RandomList list, IEnumerable<Account>? accounts = null) =>
        new PersonCollapser(list.Options, TokenNameMatcher.Instance).Collapse([.. accounts ?? list.Accounts]);

    private static string Report((IReadOnlyList<Person> People, IReadOnlyList<MergeRefusal> Refusals) result) =>
        string.Join('\n', result.People.Select(p => p.Text())) + "\n" + result.Refusals.Text();

    [Fact]
    public void The_obvious_implementation_agrees() => ForAnyList(6_000, 12, list =>
    {
        var (people, refusals) = Collapse(list);
        var (expectedPeople, expectedRefusals) = new ObviousCollapser(list.Options, TokenNameMatcher.Instance).Collapse(list.Accounts);
        people.Partition().Should().Be(expectedPeople);
        refusals.Text().Should().Be(expectedRefusals);
    });

    [Fact]
    public void The_random_lists_reach_every_rule()
    {
        // Without this the agreement above could be an agreement about nothing.
        var seen = new HashSet<string>();
        ForAnyList(2_000, 12, list =>
        {
            var (people, refusals) = Collapse(list);
            foreach (var link in people.SelectMany(p => p.Links)) seen.Add($"{link.Level} {link.Names}");
            foreach (var refusal in refusals) seen.Add(refusal.Guard);
            if (people.Any(p => p.SharedAddresses.Count > 0)) seen.Add("shared");
        });
        seen.Should().BeEquivalentTo(
            "AssertedPerson NotNeeded", "SameAccount NotNeeded", "VerifiedAddress NotNeeded",
            "EmailAndName Equal", "EmailAndName InitialFits", "EmailAndName Nameless",
            "PhoneAndName Equal", "PhoneAndName InitialFits", "PhoneAndName Nameless",
            "person-id", "birth-date", "not-same", "max-accounts-per-person", "shared");
    }

    [Fact]
    public void Shuffled_rows_give_the_same_people_links_and_refusals() => ForAnyList(2_000, 25, list =>
    {
        var report = Report(Collapse(list));
        Report(Collapse(list, list.Accounts.Reverse())).Should().Be(report);
        var shuffled = (Account[])list.Accounts.Clone();
        new System.Random(list.Accounts.Length).Shuffle(shuffled);
        Report(Collapse(list, shuffled)).Should().Be(report);
    });

    [Fact]
    public void Every_account_is_in_exactly_one_person() => ForAnyList(1_000, 25, list =>
        Collapse(list).People.SelectMany(p => p.Accounts).Select(a => a.Ref).Order()
            .Should().Equal(list.Accounts.Select(a => a.Ref).Order()));

    [Fact]
    public void No_person_breaks_a_guard() => ForAnyList(1_000, 25, list =>
    {
        foreach (var person in Collapse(list).People)
        {
            person.Accounts.Select(a => a.PersonId).Where(p => !string.IsNullOrEmpty(p)).Distinct().Should().HaveCountLessThan(2);
            person.Accounts.Select(a => a.BirthDate).Where(b => b is not null).Distinct().Should().HaveCountLessThan(2);
            var members = person.Accounts.Select(a => a.Ref).ToHashSet();
            list.Options.NotSame.Any(pair => pair.Item1 != pair.Item2 && members.Contains(pair.Item1) && members.Contains(pair.Item2))
                .Should().BeFalse();
            if (members.Count > list.Options.MaxAccountsPerPerson) person.Accounts.Select(a => a.PersonId).Distinct().Should()
                .ContainSingle().Which.Should().NotBeEmpty();
        }
    });

    [Fact]
    public void Any_two_accounts_of_a_person_have_a_chain_and_it_is_the_shortest() => ForAnyList(1_000, 20, list =>
    {
        foreach (var person in Collapse(list).People)
        {
            var steps = Distances(person);
            foreach (var from in person.Accounts.Select(a => a.Ref))
            {
                foreach (var to in person.Accounts.Select(a => a.Ref).Where(to => to != from))
                    (person.Explain(from, to).Split(", then ").Length, person.Explain(from, to)).Item1.Should().Be(steps[(from, to)]);
            }
        }
    });

    [Fact]
    public void Shared_addresses_are_those_that_another_person_has_too() => ForAnyList(1_000, 20, list =>
    {
        var people = Collapse(list).People;
        foreach (var person in people)
        {
            var others = people.Where(p => p != person).SelectMany(p => p.Accounts).SelectMany(a => a.Addresses).Select(a => a.Key)
                .ToHashSet();
            person.SharedAddresses.Should().Equal(person.Accounts.SelectMany(a => a.Addresses).Select(a => a.Key).Where(others.Contains)
                .Distinct().Order());
        }
    });

    /// <summary>All distances by Floyd and Warshall; accounts linked to one anchor for one reason are one step apart.</summary>
    private static Dictionary<(AccountRef, AccountRef), int> Distances(Person person)
    {
        var refs = person.Accounts.Select(a => a.Ref).ToList();
        var steps = (from a in refs from b in refs select (a, b)).ToDictionary(pair => pair, pair => pair.a == pair.b ? 0 : 1_000);
        foreach (var star in person.Links.GroupBy(l => (l.To, l.Level, l.Via)))
        {
            var members = star.Select(l => l.From).Append(star.Key.To).ToList();
            foreach (var (a, b) in from a in members from b in members where a != b select (a, b)) steps[(a, b)] = 1;
        }

        foreach (var middle in refs)
            foreach (var (a, b) in steps.Keys.ToList()) steps[(a, b)] = Math.Min(steps[(a, b)], steps[(a, middle)] + steps[(middle, b)]);
        return steps;
    }
}
