using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Invariants;

/// <summary>Same input, same report, whatever the order of rows, the number of threads, the batches or the culture.</summary>
public class Invariant7_SameInputSameReportTests
{
    private static readonly FrequencyCap PerAddress = new()
    {
        Id = "per-address",
        Limit = 1,
        Window = Duration.FromHours(36),
        Per = CapScope.Address,
        Classes = [MessageClass.Transactional],
    };

    private static string Report(World world, IEnumerable<Contact> contacts, int batch = 2_000, bool capped = true)
    {
        using var scenario = new Scenario(b => (capped ? b.AddFrequencyCap(PerAddress) : b)
            .Services.Configure<NotifyOptions>(o => o.BatchSize = batch));
        foreach (var email in world.OptedOut)
            scenario.OptOutAsync(email, null, $"stop-{email}").GetAwaiter().GetResult();
        return scenario.Notifier.SendAsync(new(world.Topic, "k"), contacts).GetAwaiter().GetResult().Text();
    }

    [Fact]
    public void Shuffled_rows_give_the_same_report() => Repeatable.ForAll(World.Any(20), 40, world =>
    {
        var expected = Report(world, world.Contacts);
        var shuffled = (Contact[])world.Contacts.Clone();
        new Random(world.AnswerSeed).Shuffle(shuffled);
        Report(world, shuffled).Should().Be(expected);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Other_batches_give_the_same_report(int batch) => Repeatable.ForAll(World.Any(20), 20, world =>
        Report(world, world.Contacts, batch, capped: false).Should().Be(Report(world, world.Contacts, capped: false)));

    [Fact]
    public async Task One_thread_gives_the_same_report_as_many()
    {
        var world =
            new World(
            [.. Enumerable.Range(0, 3_000).Select(i => People.Contact($"c{i:0000}").Named($"N {i % 40}")
            .Email($"m{i % 900}@example.com"))], [], 0, "outage");
        var many = Report(world, world.Contacts);
        string? one = null;
        var scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, 1).ExclusiveScheduler;
        await Task.Factory.StartNew(() => one = Report(world, world.Contacts), CancellationToken.None, TaskCreationOptions.None, scheduler);
        one.Should().Be(many);
    }

    [Fact]
    public void Of_two_rows_with_one_id_the_same_one_counts_in_any_order_and_culture()
    {
        var rows = new[]
        {
            People.Contact("a").Email("x@example.com") with {
                QuietHours = new(new LocalTime(9, 0), new LocalTime(11, 30)), TimeZone = "America/New_York" },
            People.Contact("a").Email("x@example.com") with {
                QuietHours = new(new LocalTime(21, 0), new LocalTime(7, 0)), TimeZone = "America/New_York" },
        };
        var world = new World(rows, [], 0, "outage");
        var expected = Report(world, rows);
        foreach (var culture in new[] { "de-DE", "fi-FI", "ar-SA", "fa-IR", "th-TH", "en-US" })
            InCulture(culture, () => Report(world, rows.Reverse())).Should().Be(expected, culture);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("fi-FI")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    [InlineData("tr-TR")]
    public async Task Another_culture_gives_the_same_report_words_and_explanation(string culture)
    {
        var expected = await TellAsync();
        (await Task.Run(() => InCulture(culture, () => TellAsync().GetAwaiter().GetResult()))).Should().Be(expected);
    }

    private static async Task<string> TellAsync()
    {
        var cap = new FrequencyCap { Id = "cap", Limit = 1, Window = Duration.FromMinutes(90), Classes = [MessageClass.Transactional] };
        using var scenario = new Scenario(b => b.AddFrequencyCap(cap)
            .AddText("price", t => t.ExpiresAfter(Duration.FromHours(4)).Sms("de", "Preis {{amount}}, {{list.[0]}}")));
        var contact = People.Contact("bo").Phone(People.NewYorkPhone) with { Language = "de" };
        var data = new Dictionary<string, object?> { ["amount"] = 1234.5, ["list"] = new List<object?> { -7.25m } };
        await scenario.SendAsync("outage", contact);
        await scenario.Suppressions.DeclareAsync(
            new()
            {
                Name = "old",
                ObtainedAt = scenario.Time.Now - Duration.FromDays(9),
                MaximumAge = Duration.FromHours(36),
                Classes = [MessageClass.Marketing]
            });
        var report = await scenario.SendAsync(new Notification("price", "price/1") { Data = data }, contact);
        var offer = await scenario.SendAsync("offer", contact);
        var explanation = await scenario.Notifier.ExplainAsync("price/1", "bo");
        var refusal = await Assert.ThrowsAsync<NotifyException>(
            () => scenario.SendAsync(new Notification("outage", "o")
            {
                NotBefore = scenario.Time.Now + Duration.FromDays(200),
                ExpiresAt = scenario.Time.Now + Duration.FromDays(300)
            }, contact));
        await scenario.DispatchAsync();
        await scenario.DispatchAfterAsync(Duration.FromHours(2));
        return string.Join(
            '\n', [report.Text(), offer.Text(), explanation!.ToString(), refusal.Message,
            .. scenario.Texts.Calls.Select(m => m.Content.Text)]);
    }

    private static T InCulture<T>(string name, Func<T> act)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
        try
        {
            return act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
