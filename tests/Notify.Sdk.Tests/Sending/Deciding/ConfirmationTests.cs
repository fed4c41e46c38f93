using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

/// <summary>A notification that reaches more people than it may without confirmation is planned, and waits for somebody.</summary>
public class ConfirmationTests
{
    private static readonly Notification Outage = new("outage", "outage/1");

    private static Scenario With(int? confirmAbove, Action<NotifyBuilder>? configure = null) => new(b =>
    {
        b.Services.Configure<NotifyOptions>(o => o.ConfirmAbove = confirmAbove);
        b.Services.AddBatches(2);
        configure?.Invoke(b);
    });

    private static Contact[] Crowd(int count, int from = 0) =>
        [.. Enumerable.Range(from, count).Select(i => People.Contact($"p{i:00}").Email($"p{i}@example.com"))];

    [Fact]
    public async Task Above_the_number_everything_is_planned_and_held_with_that_reason()
    {
        using var scenario = With(5);
        var report = await scenario.SendAsync(Outage, Crowd(6));
        (report.Planned, report.Held).Should().Be((0, 6));
        report.Outcomes.Should().OnlyContain(o => o.Reasons[0].Code == ReasonCodes.AwaitsConfirmation);
        report.ToString().Split('\n')[0].Should().StartWith("6 people are to be told, and 5 may be without confirmation.")
            .And.Contain("ConfirmAsync(\"outage/1\", actor)");
        (await scenario.DispatchAfterAsync(Duration.FromHours(1))).Total.Should().Be(0);
        (await scenario.Notifier.ExplainAsync("outage/1", "p00"))!.History.Should().Contain(r => r.Code == ReasonCodes.AwaitsConfirmation);
    }

    [Fact]
    public async Task Confirming_lets_it_go_and_is_kept_with_the_name_of_who_did()
    {
        using var scenario = With(5);
        await scenario.SendAsync(Outage, Crowd(6));
        (await scenario.Notifier.ConfirmAsync("outage/1", "duty-editor")).Should().Be(6);
        (await scenario.DispatchAsync()).Accepted.Should().Be(6);
        var history = (await scenario.Notifier.ExplainAsync("outage/1", "p00"))!.History;
        history.Should().Contain(r => r.Code == ReasonCodes.Confirmed && r.Detail.Contains("duty-editor"));
        (await scenario.Notifier.ConfirmAsync("outage/1", "duty-editor")).Should().Be(0);
        (await scenario.SendAsync(Outage, Crowd(20, from: 6))).Planned.Should().Be(20, "the key is confirmed");
    }

    [Fact]
    public async Task Cancelling_withdraws_it()
    {
        using var scenario = With(5);
        await scenario.SendAsync(Outage, Crowd(6));
        (await scenario.Notifier.CancelAsync("outage/1")).Should().Be(6);
        var confirm = () => scenario.Notifier.ConfirmAsync("outage/1", "duty-editor");
        (await confirm.Should().ThrowAsync<NotifyException>()).WithMessage("*'outage/1' was cancelled*");
        (await scenario.DispatchAsync()).Total.Should().Be(0);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(null, 30)]
    public async Task Up_to_the_number_nothing_waits(int? confirmAbove, int people)
    {
        using var scenario = With(confirmAbove);
        var report = await scenario.SendAsync(Outage, Crowd(people));
        report.Planned.Should().Be(people);
        report.Notices.Should().BeEmpty();
        (await scenario.DispatchAsync()).Accepted.Should().Be(people);
    }

    [Fact]
    public async Task A_long_list_of_which_few_may_be_told_does_not_wait()
    {
        using var scenario = With(5);
        await scenario.ConsentAsync(Scenario.Mailbox("p3@example.com"));
        var report = await scenario.SendAsync("offer", Crowd(20));
        report.Planned.Should().Be(1);
        (await scenario.DispatchAsync()).Accepted.Should().Be(1);
    }

    [Fact]
    public async Task Pages_of_one_list_count_together()
    {
        using var scenario = With(5);
        (await scenario.SendAsync(Outage, Crowd(3))).Planned.Should().Be(3);
        (await scenario.SendAsync(Outage, Crowd(3, from: 3))).Held.Should().Be(3);
        (await scenario.DispatchAsync()).Total.Should().Be(0, "what the first page planned and did not send waits too");
        (await scenario.Notifier.ConfirmAsync("outage/1", "duty-editor")).Should().Be(6);
        (await scenario.DispatchAsync()).Accepted.Should().Be(6);
    }

    [Fact]
    public async Task A_preview_says_that_it_would_wait_and_stores_nothing()
    {
        using var scenario = With(5);
        var preview = await scenario.Notifier.PreviewAsync(Outage, Crowd(6).ToAsyncEnumerable());
        preview.Held.Should().Be(6);
        preview.Notices.Should().ContainSingle(n => n.Code == ReasonCodes.AwaitsConfirmation);
        (await scenario.Outbox.FindNotificationAsync("outage/1")).Should().BeNull();
    }

    [Fact]
    public async Task Another_process_over_the_same_store_sees_that_it_waits()
    {
        var outbox = new InMemoryOutbox();
        using (var first = With(5, b => b.Services.AddSingleton<IOutbox>(outbox)))
            await first.SendAsync(Outage, Crowd(6));
        using var second = With(5, b => b.Services.AddSingleton<IOutbox>(outbox));
        (await second.DispatchAsync()).Total.Should().Be(0);
        (await second.Notifier.ConfirmAsync("outage/1", "duty-editor")).Should().Be(6);
        (await second.DispatchAsync()).Accepted.Should().Be(6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public async Task Nobody_confirms_without_a_name(string actor)
    {
        using var scenario = With(5);
        await scenario.SendAsync(Outage, Crowd(6));
        var confirm = () => scenario.Notifier.ConfirmAsync("outage/1", actor);
        await confirm.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task What_was_never_sent_cannot_be_confirmed()
    {
        using var scenario = With(5);
        var confirm = () => scenario.Notifier.ConfirmAsync("outage/9", "duty-editor");
        (await confirm.Should().ThrowAsync<NotifyException>()).WithMessage("*'outage/9' was never sent*");
    }

    [Fact]
    public async Task A_number_below_zero_is_refused()
    {
        using var scenario = With(-1);
        var send = () => scenario.SendAsync(Outage, Crowd(1));
        (await send.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*ConfirmAbove*");
    }
}
