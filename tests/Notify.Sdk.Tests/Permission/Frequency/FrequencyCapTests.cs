using NodaTime;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

public class FrequencyCapTests
{
    private static Instant At(int hour) => Scenario.Monday + Duration.FromHours(hour);

    private static CapUse Use(int hour, TopicPriority priority = TopicPriority.Normal, bool sent = true) =>
        new(default, At(hour), default, priority, sent);

    private static Instant? FirstFree(FrequencyCap cap, int hour, params int[] others) =>
        cap.FirstFree(At(hour), [.. others.Select(h => Use(h))], TopicPriority.Normal);

    private static FrequencyCap Cap(int limit, int hours) => new() { Id = "c", Limit = limit, Window = Duration.FromHours(hours) };

    [Fact]
    public void A_cap_of_zero_means_none_at_all() => FirstFree(Cap(0, 24), 0).Should().BeNull();

    [Fact]
    public void A_place_is_free_again_when_the_window_has_passed() => FirstFree(Cap(1, 24), 5, 0).Should().Be(At(24));

    [Fact]
    public void A_plan_takes_no_room_whatever_its_priority() =>
        Cap(1, 24).FirstFree(At(0), [Use(-1, sent: false), Use(10, TopicPriority.Urgent, sent: false)], TopicPriority.Low).Should()
            .Be(At(0));

    [Fact]
    public void What_was_sent_counts_whatever_its_priority() =>
        Cap(1, 24).FirstFree(At(0), [Use(-10, TopicPriority.Low)], TopicPriority.Urgent).Should().Be(At(14));

    [Fact]
    public void What_was_sent_at_a_later_instant_counts_because_the_clock_was_set_back() => FirstFree(Cap(1, 1), 0, 30).Should().Be(At(31));

    [Fact]
    public void Reserved_places_are_for_urgent_topics_only()
    {
        var cap = Cap(3, 24) with { Reserved = 1 };
        CapUse[] two = [Use(-2), Use(-1)];
        cap.FirstFree(At(0), two, TopicPriority.Normal).Should().Be(At(22));
        cap.FirstFree(At(0), two, TopicPriority.Urgent).Should().Be(At(0));
    }

    [Fact]
    public void Urgent_messages_use_up_their_own_places_first()
    {
        var cap = Cap(3, 24) with { Reserved = 1 };
        cap.FirstFree(At(0), [Use(-2, TopicPriority.Urgent), Use(-1)], TopicPriority.Normal).Should().Be(At(0));
    }

    [Fact]
    public void A_cap_that_keeps_every_place_for_urgent_topics_allows_no_other() =>
        (Cap(2, 24) with { Reserved = 2 }).FirstFree(At(0), [], TopicPriority.Normal).Should().BeNull();

    [Fact]
    public void Trying_every_hour_finds_the_same_first_place() => Repeatable.ForAll(
        FsCheck.Fluent.Gen.SelectMany(FsCheck.Fluent.Gen.Choose(1, 4), limit =>
            FsCheck.Fluent.Gen.SelectMany(FsCheck.Fluent.Gen.Choose(1, 12), window =>
                FsCheck.Fluent.Gen.Select(FsCheck.Fluent.Gen.ListOf(FsCheck.Fluent.Gen.Choose(-20, 0), 8), others =>
                    (limit, window, others: others.Order().ToList())))),
        1_000,
        c => FirstFree(Cap(c.limit, c.window), 0, [.. c.others]).Should().Be(At(Obvious(c.limit, c.window, c.others))));

    /// <summary>The first hour that closes a window with less than the limit in it.</summary>
    private static int Obvious(int limit, int window, List<int> others)
    {
        for (var hour = 0; ; hour++)
        {
            if (others.Count(x => x > hour - window) < limit)
                return hour;
        }
    }

    [Fact]
    public async Task A_cap_does_not_touch_classes_that_it_does_not_name()
    {
        using var scenario = new Scenario(b => b.AddFrequencyCap(new() { Id = "none", Limit = 0, Window = Duration.FromDays(1) }));
        (await scenario.SendAsync("outage", People.Ana)).Planned.Should().Be(1);
    }

    [Fact]
    public async Task A_capped_message_that_cannot_make_it_before_its_expiry_is_refused_and_not_put_off_for_ever()
    {
        using var scenario =
            new Scenario(
            b => b.AddFrequencyCap(
            new() { Id = "week", Limit = 1, Window = Duration.FromDays(7), Classes = [MessageClass.Transactional] }));
        await scenario.SendAsync("outage", People.Ana);
        await scenario.DispatchAsync();
        var outcome = (await scenario.SendAsync("bill", People.Ana)).Of("ana");
        outcome.Kind.Should().Be(OutcomeKind.Suppressed);
        outcome.Codes().Should().Contain([ReasonCodes.Infeasible, ReasonCodes.FrequencyCap]);
    }

    [Fact]
    public async Task Four_runs_at_a_time_never_exceed_a_cap()
    {
        using var scenario =
            new Scenario(
            b => b.AddFrequencyCap(
            new() { Id = "two", Limit = 2, Window = Duration.FromDays(30), Classes = [MessageClass.Transactional] }));
        var people = Enumerable.Range(0, 50).Select(i => People.Contact($"c{i:00}").Email($"c{i:00}@example.com")).ToArray();
        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => scenario.SendAsync(new Notification("outage", $"o/{i}"), people))));
        await scenario.DispatchAsync();
        scenario.Mail.Addresses.GroupBy(a => a).Should().OnlyContain(g => g.Count() == 2).And.HaveCount(50);
    }
}
