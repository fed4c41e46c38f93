using FsCheck;
using FsCheck.Fluent;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class EnginePropertyTests
{
    private static void ForAnyList(int tests, int most, Action<RandomContacts> holds) =>
        Prop.ForAll(RandomContacts.Any(most), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));

    [Fact]
    public void Persons_found_piece_by_piece_are_those_of_the_whole_list() => ForAnyList(2_500, 24, list =>
        Engine.Report(new ContactList(list.Rows), list.Options).Should().Be(Engine.Obvious(list.Rows, list.Options)));

    [Fact]
    public void Shuffled_rows_other_keys_and_other_threads_give_the_same_answer() => ForAnyList(800, 40, list =>
    {
        var expected = Engine.Report(new ContactList(list.Rows), list.Options, new() { Threads = 1, Hash = new(1, 2) });
        var shuffled = (Contact[])list.Rows.Clone();
        new System.Random(list.Rows.Length).Shuffle(shuffled);
        Engine.Report(new ContactList(shuffled), list.Options, new() { Threads = 3, Hash = new(3, 4) }).Should().Be(expected);
    });

    [Fact]
    public void With_everything_on_disk_the_answer_is_the_same() => ForAnyList(300, 40, list =>
    {
        list.Options.MemoryBudget = 0;
        Engine.Report(list.Rows.ToAsyncEnumerable(), list.Options, new() { BlockSize = 2 }).Should()
            .Be(Engine.Obvious(list.Rows, list.Options));
    });

    [Fact]
    public void The_order_of_the_people_does_not_depend_on_the_rows_or_the_hash() => ForAnyList(500, 40, list =>
    {
        var shuffled = (Contact[])list.Rows.Clone();
        new System.Random(list.Rows.Length).Shuffle(shuffled);
        Labels(shuffled, list.Options, new() { Hash = new(7, 8) }).Should()
            .Equal(Labels(list.Rows, list.Options, new() { Hash = new(5, 6) }));
    });

    [Fact]
    public void A_large_list_gives_the_same_answer_as_the_rules_alone()
    {
        var random = new System.Random(1);
        string[] names = ["Ann Lee", "Lee, Ann", "A. Lee", "Bo Lee", "Bo Ray", "Cy Ray", "C. Ray", ""];
        Contact[] rows = [.. Enumerable.Range(0, 30_000).Select(i => new Contact($"acc-{i:000000}")
        {
            Name = names[random.Next(names.Length)],
            Emails = [$"m{random.Next(18_000)}@example.com"],
            Phones = random.Next(3) == 0 ? [$"+1 202 555 01{random.Next(100):00}"] : [],
            PersonId = random.Next(40) == 0 ? $"p{random.Next(200)}" : null,
        })];
        var options = new AudienceOptions();
        Engine.Report(new ContactList(rows), options).Should().Be(Engine.Obvious(rows, options));
    }

    [Fact]
    public void The_random_lists_reach_both_ways_of_making_persons()
    {
        // Without this the agreement above could be an agreement about one of them.
        var (plain, exact) = (0, 0);
        ForAnyList(300, 24, list =>
        {
            var text = Engine.Obvious(list.Rows, list.Options);
            if (!text.Contains("EmailAndName") && text.Contains(" 3 ") && !list.Rows.Any(r => r?.PersonId is not null)) plain++;
            if (text.Contains("InitialFits") || text.Contains("Nameless")) exact++;
        });
        plain.Should().BePositive();
        exact.Should().BePositive();
    }

    private static List<AccountRef> Labels(Contact[] rows, AudienceOptions options, EngineTuning tuning)
    {
        var list = Engine.Reader(options, tuning).ReadAsync(new ContactList(rows), null, default).GetAwaiter().GetResult();
        return [.. list.People().Select(p => p.Label)];
    }
}
