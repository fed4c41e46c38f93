using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission.AlreadyTold;

/// <summary>Random lists with households, sent in one call and in random pages, with and without a worker in between.</summary>
public class PagesPropertyTests
{
    private static readonly string[] FullNames = ["Ann Lee", "Lee, Ann", "Bob Lee", "Eve Ray"];
    private static readonly string?[] AllNames = ["Ann Lee", "Abe Lee", "A. Lee", "A Lee", "Bob Lee", "B. L.", "Mary Ann Lee",
        "M. A. Lee", null];
    private static readonly string[] Emails = ["a@example.com", "b@example.com", "c@example.com", "home@example.net"];
    private static readonly string[] Phones = ["+12025550101", "+12025550102", "+12065550103"];

    [Theory]
    [InlineData("outage")]
    [InlineData("bill")]
    public async Task Whoever_is_told_in_one_call_is_told_in_pages_and_nobody_twice_unless_joined_late(string topic)
    {
        using var scenario = new Scenario();
        for (var seed = 0; seed < 250; seed++)
        {
            var random = new Random(seed);
            var list = List(random, FullNames, persons: true);
            var inOneCall = await scenario.Notifier.PreviewAsync(new(topic, $"{topic}/whole/{seed}"), list);
            if (inOneCall.Warnings.Count > 0)
                continue; // a guard refused a merge
            var before = Calls(scenario);
            var joinedLate = await SendPagesAsync(scenario, new(topic, $"{topic}/{seed}"), list, random);
            await SettleAsync(scenario);

            var told = await ToldAsync(scenario, before);
            foreach (var person in PeopleOf(inOneCall))
            {
                var addresses = list.Where(c => person.Contains(c.Ref)).SelectMany(c => c.Emails.Concat(c.Phones)).Select(p => p.Value)
                    .ToHashSet();
                told.Any(t => topic == "outage" ? addresses.Contains(t.Address) : t.Accounts.Overlaps(person)).Should()
                    .BeTrue("person {0} of seed {1} is told in one call", string.Join(',', person), seed);
            }

            var twice = PeopleOf(inOneCall).Count(person => told.Count(t => t.Accounts.Overlaps(person)) > 1);
            twice.Should().BeLessThanOrEqualTo(joinedLate, "of seed {0} only those may be told twice whom a later page joins", seed);
            if (topic == "outage")
                told.Select(t => t.Address).Should().OnlyHaveUniqueItems("seed {0}", seed);
        }
    }

    [Fact]
    public async Task With_initials_and_missing_names_no_address_is_told_twice_and_everyone_has_a_reason()
    {
        using var paged = new Scenario();
        for (var seed = 0; seed < 250; seed++)
        {
            var random = new Random(seed);
            var list = List(random, AllNames, persons: random.Next(2) == 0);
            var before = Calls(paged);
            foreach (var page in Pages(list, random))
            {
                var report = await paged.SendAsync(new Notification("outage", $"outage/{seed}"), page);
                report.Outcomes.Should().OnlyContain(o => o.Kind == OutcomeKind.Planned || o.Reasons.Count > 0);
                if (random.Next(2) == 0)
                    await paged.DispatchAsync();
            }

            await SettleAsync(paged);
            (await ToldAsync(paged, before)).Select(t => t.Address).Should().OnlyHaveUniqueItems("seed {0}", seed);
        }
    }

    /// <summary>The rule that was not taken: an address that was not used bars whoever has it.</summary>
    [Fact]
    public async Task Negative_control__marks_at_all_addresses_without_names_silence_housemates()
    {
        using var whole = new Scenario();
        var silenced = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var list = List(random, FullNames, persons: false);
            var people = PeopleOf(await whole.Notifier.PreviewAsync(new("bill", "bill/1"), list)).ToList();
            HashSet<string> barred = [];
            HashSet<AccountRef> told = [];
            foreach (var contact in Pages(list, random).SelectMany(p => p))
            {
                var addresses = contact.Emails.Concat(contact.Phones).Select(p => p.Value).ToList();
                if (!addresses.Exists(barred.Contains))
                    told.Add(contact.Ref);
                barred.UnionWith(addresses);
            }

            silenced += people.Count(p => !p.Overlaps(told));
        }

        silenced.Should().BeGreaterThan(0);
    }

    private static Contact[] List(Random random, string?[] names, bool persons) =>
        [.. Enumerable.Range(0, random.Next(2, 9)).Select(i => new Contact($"a{i:00}")
        {
            Name = names[random.Next(names.Length)],
            Emails = [.. Enumerable.Range(0, random.Next(3))
                .Select(_ => new ContactPoint(Emails[random.Next(Emails.Length)], random.Next(6) == 0 ? Scenario.Monday : null))],
            Phones = [.. Enumerable.Range(0, random.Next(2)).Select(_ => new ContactPoint(Phones[random.Next(Phones.Length)]))],
            PersonId = persons && random.Next(4) == 0 ? $"P{random.Next(2)}" : null,
        })];

    private static IEnumerable<Contact[]> Pages(Contact[] list, Random random)
    {
        var shuffled = list.OrderBy(_ => random.Next()).ToArray();
        for (int start = 0, end; start < shuffled.Length; start = end)
        {
            end = Math.Min(shuffled.Length, start + random.Next(1, 4));
            yield return shuffled[start..end];
        }
    }

    private static async Task<int> SendPagesAsync(Scenario scenario, Notification notification, Contact[] list, Random random)
    {
        var joinedLate = 0;
        foreach (var page in Pages(list, random))
        {
            joinedLate += (await scenario.SendAsync(notification, page)).JoinedLate;
            if (random.Next(2) == 0)
                await scenario.DispatchAsync();
        }

        return joinedLate;
    }

    /// <summary>The persons of a report who are told or covered, by their accounts.</summary>
    private static IEnumerable<HashSet<AccountRef>> PeopleOf(SendReport report) =>
        report.Outcomes.Where(o => o.Delivery is not null).GroupBy(o => o.Delivery).Select(g => g.Select(o => o.Account).ToHashSet());

    private static (int Mail, int Texts) Calls(Scenario scenario) => (scenario.Mail.Calls.Count, scenario.Texts.Calls.Count);

    private static async Task SettleAsync(Scenario scenario)
    {
        await scenario.DispatchAsync();
        for (var hours = 0; hours < 26; hours++)
            await scenario.DispatchAfterAsync(NodaTime.Duration.FromHours(1));
    }

    private static async Task<List<(string Address, HashSet<AccountRef> Accounts)>> ToldAsync(
        Scenario scenario, (int Mail, int Texts) before)
    {
        List<(string, HashSet<AccountRef>)> told = [];
        foreach (var message in scenario.Mail.Calls.Skip(before.Mail).Concat(scenario.Texts.Calls.Skip(before.Texts)))
            told.Add(
                (message.To.Deliverable, (await scenario.Outbox.FindAsync(message.Delivery))!.Person.Accounts.Select(a => a.Ref)
                .ToHashSet()));
        return told;
    }
}
