using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Tracking;

/// <summary>The rule of the tests is the default one: five over seven days, within thirty.</summary>
public sealed class SoftBounceTests : IDisposable
{
    private readonly Scenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Five_soft_bounces_over_seven_days_suppress_the_address()
    {
        (await BounceAsync(0, 2, 4, 6)).Should().BeEmpty();
        (await BounceAsync(7)).Should().Equal(SuppressionKind.Unreachable);
        var report = await _scenario.SendAsync(new Notification("outage", "after"), People.Ana with { Phones = [] });
        report.Planned.Should().Be(0);
        (await _scenario.SendAsync(new Notification("alarm", "fire") { Emergency = new("duty-officer", "fire") }, People.Ana
            with
        { Phones = [] })).Planned.Should().Be(1, "a full mailbox may have room again, and a life may depend on it");
    }

    [Fact]
    public async Task Any_number_within_a_bad_week_suppresses_nobody() =>
        (await BounceAsync(0, 0, 0, 1, 2, 3, 4, 5, 6, 6)).Should().BeEmpty();

    [Fact]
    public async Task Few_over_a_long_time_suppress_nobody() => (await BounceAsync(0, 10, 20, 31, 41, 51, 62, 72)).Should().BeEmpty();

    [Fact]
    public async Task A_message_that_arrived_starts_the_count_anew()
    {
        await BounceAsync(0, 2, 4, 6);
        await RecordAsync(ReceiptKind.Delivered, 7, soft: false);
        (await BounceAsync(8, 9, 10, 16)).Should().BeEmpty();
        (await BounceAsync(17)).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Failures_that_are_about_the_sender_do_not_count()
    {
        for (var day = 0; day < 20; day++)
            await RecordAsync(ReceiptKind.Failed, day, soft: false);
        (await SuppressedAsync()).Should().BeEmpty();
    }

    [Fact]
    public void The_rule_holds_for_any_bounces_and_late_reports_never_suppress_more() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Gen.Elements(8, 20, 60, 120).SelectMany(range => Gen.Choose(0, range).ArrayOf(8)).ToArbitrary(), days =>
        {
            var rule = new SoftBounceOptions();
            var all =
                days.Select((day, i) => new Receipt("smtp", $"e{i}", "", ReceiptKind.Failed, Scenario.Monday + Duration.FromDays(day))
                {
                    IsSoftBounce = true
                }).ToArray();
            var expected = days.Any(last => days.Where(day => day <= last && day >= last - 30).ToArray() is { Length: >= 5 } in30
                && last - in30.Min() >= 7);
            EverEnough(all.OrderBy(receipt => receipt.At), rule).Should().Be(expected);
            (!EverEnough(all, rule) || expected).Should().BeTrue();
        }));

    [Theory]
    [InlineData(1, 7, 30)]
    [InlineData(5, 30, 30)]
    [InlineData(5, -1, 30)]
    [InlineData(5, 7, 400)]
    public void A_rule_that_cannot_be_meant_is_refused(int limit, int span, int window)
    {
        var services = new ServiceCollection();
        services.AddNotify().ConfigureSoftBounces(o => (o.Limit, o.Span, o.Window) =
            (limit, TimeSpan.FromDays(span), TimeSpan.FromDays(window)));
        using var provider = services.BuildServiceProvider();
        FluentActions.Invoking(() => provider.GetRequiredService<IOptions<SoftBounceOptions>>().Value).Should()
            .Throw<OptionsValidationException>();
    }

    private static bool EverEnough(IEnumerable<Receipt> receipts, SoftBounceOptions rule)
    {
        var counter = new SoftBounceCounter(new InMemoryBounceLedger(), Options.Create(rule));
        return receipts.Select(receipt => counter.CountAsync(receipt, Scenario.Mailbox("ana@example.com"), default).AsTask().GetAwaiter()
            .GetResult()).ToArray().Contains(true);
    }

    // Each on its day, each of a message of its own.
    private async Task<IEnumerable<SuppressionKind>> BounceAsync(params int[] days)
    {
        foreach (var day in days)
            await RecordAsync(ReceiptKind.Failed, day, soft: true);
        return await SuppressedAsync();
    }

    private int _messages;

    private async Task RecordAsync(ReceiptKind kind, int day, bool soft)
    {
        var key = $"outage/{++_messages}";
        await _scenario.SendAsync(new Notification("outage", key), People.Ana with { Phones = [] });
        await _scenario.DispatchAsync();
        var id = (await _scenario.DeliveryAsync(key, "ana")).Id.Value;
        (await _scenario.Receipts.RecordAsync(
            new("fake-email", $"e{_messages}", "", kind, Scenario.Monday + Duration.FromDays(day))
            {
                IdempotencyKey = id,
                IsSoftBounce = soft
            })).Should().BeTrue();
    }

    private async Task<IEnumerable<SuppressionKind>> SuppressedAsync() =>
        (await _scenario.Suppressions.FindAsync(
            [(await _scenario.Outbox.FindAsync((await _scenario.DeliveryAsync("outage/1", "ana")).Id))!.Routes[0].Address.Key]))
            .Select(entry => entry.Kind);
}
