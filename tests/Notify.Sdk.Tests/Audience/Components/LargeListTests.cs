using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Lists of thousands, read in every way, against the rules on the whole list at once.</summary>
public class LargeListTests
{
    [Theory]
    [InlineData(1, 3_000)]
    [InlineData(2, 3_000)]
    [InlineData(4, 20_000)]
    public async Task A_wild_list_has_one_answer_however_it_is_read(int seed, int count)
    {
        var rows = WildContacts.Any(new(seed), count);
        var options = new AudienceOptions
        {
            DefaultCountry = "US",
            MaxAccountsPerAddress = seed % 2 == 0 ? 10 : 4,
            MaxAccountsPerPerson =
            seed % 2 == 0 ? 25 : 6
        };
        for (var i = 0; i < 40; i++) options.NotSame.Add((rows[i * 7].Ref, rows[(i * 7) + 1].Ref));
        var expected = Engine.Obvious(rows, options);
        Same(Engine.Report(new ContactList(rows), options, new() { Threads = 3 }), expected, "list");
        new System.Random(seed).Shuffle(rows);
        Same(Engine.Report(rows.ToAsyncEnumerable(), options, new() { Threads = 2 }), expected, "stream");
        options.MemoryBudget = 0;
        Same(Engine.Report(rows.ToAsyncEnumerable(), options, new() { Threads = 4, BlockSize = 16 }), expected, "stream on disk");
        using var file = new TemporaryCsv();
        WildContacts.WriteCsv(file.Path, rows, seed % 2 == 0 ? "\n" : "\r\n");
        var contacts = await ContactCsv.ReadFileAsync(file.Path).ToListAsync();
        contacts.Should().HaveCount(count);
        Same(Engine.Report(new ContactCsvFile(file.Path, new(), default), options, new() { Threads = 3, BlockSize = 64 }),
            Engine.Obvious(contacts, options), "file");
    }

    [Theory]
    [InlineData(7, 60_000)]
    public void A_list_of_doubtful_names_has_one_answer_however_it_is_read(int seed, int count)
    {
        var rows = WildContacts.Doubtful(new(seed), count);
        var options = new AudienceOptions { DefaultCountry = "US" };
        var expected = Engine.Obvious(rows, options);
        Same(Engine.Report(new ContactList(rows), options, new() { Threads = 4 }), expected, "list");
        new System.Random(seed).Shuffle(rows);
        options.MemoryBudget = 1;
        Same(Engine.Report(rows.ToAsyncEnumerable(), options, new() { Threads = 3, BlockSize = 32 }), expected, "stream");
    }

    [Fact]
    public async Task After_cancelled_runs_the_answer_is_the_same_and_no_file_is_left()
    {
        var directory = Directory.CreateTempSubdirectory("notify-tests-");
        var rows = WildContacts.Any(new(11), 20_000);
        var options = new AudienceOptions { DefaultCountry = "US", TemporaryDirectory = directory.FullName, MemoryBudget = 0 };
        using var file = new TemporaryCsv();
        WildContacts.WriteCsv(file.Path, rows, "\r\n");
        var expected = Engine.Report(new ContactCsvFile(file.Path, new(), default), options);
        for (var i = 0; i < 30; i++)
        {
            using var source = new CancellationTokenSource();
            source.CancelAfter(1 + (i * 12));
            try
            {
                await Run(i % 2 == 0 ? new ContactCsvFile(file.Path, new(), default) : rows.ToAsyncEnumerable(), source.Token);
            }
            catch (OperationCanceledException)
            {
                // as asked
            }

            Directory.GetFileSystemEntries(options.TemporaryDirectory).Should().BeEmpty();
            if (i % 10 == 9) Same(Engine.Report(new ContactCsvFile(file.Path, new(), default), options, new() { Threads = 3 }), expected,
                $"after {i}");
        }


        directory.Delete();

        async Task Run(IAsyncEnumerable<Contact> list, CancellationToken token)
        {
            await using var read = await Engine.Reader(options, new() { Threads = 3, BlockSize = 16 }).ReadAsync(list, null, token);
            foreach (var person in read.People(token)) person.Accounts.Should().NotBeEmpty();
        }
    }

    [Fact]
    public void A_crowd_at_one_address_has_one_answer_on_disk()
    {
        Contact[] rows =
            [.. Enumerable.Range(0, 120_000)
            .Select(i =>
            new Contact($"a{i:000000}") { Name = i % 2 == 0 ? null : $"N{i} Lee", Emails = ["all@example.com"], Phones =
            [$"+49 30 {i / 3:000000}"] })];
        var options = new AudienceOptions { MemoryBudget = 0 };
        Same(Engine.Report(new ContactList(rows), options, new() { Threads = 3, BlockSize = 16 }), Engine.Obvious(rows, options),
            "one address");
    }

    private static void Same(string actual, string expected, string what)
    {
        if (actual == expected) return;
        var (a, e) = (actual.Split('\n'), expected.Split('\n'));
        var only = a.Except(e).Take(8).Concat(["---- expected:"]).Concat(e.Except(a).Take(8));
        throw new InvalidOperationException($"{what}: {a.Length} / {e.Length} lines\n{string.Join('\n', only)}");
    }
}
