using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Tracking;

/// <summary>What was kept long enough is erased without being asked for.</summary>
public sealed class RetentionTests
{
    [Fact]
    public async Task A_delivery_that_is_over_keeps_its_person_as_long_as_the_application_says()
    {
        using Scenario scenario = new(b => b.ConfigureRetention(o => o.Deliveries = TimeSpan.FromDays(30)));
        await scenario.SendAsync("outage", new Contact("a1") { Emails = ["ana@example.com"] });
        await scenario.DispatchAsync();
        var told = await scenario.DeliveryAsync("outage/1", "a1");
        await PurgeAsync(scenario, Duration.FromDays(30));
        (await scenario.Outbox.FindAsync(told.Id))!.IsErased.Should().BeFalse("thirty days are not over");
        await PurgeAsync(scenario, Duration.FromHours(1));
        (await scenario.Outbox.FindAsync(told.Id))!.IsErased.Should().BeTrue();
    }

    [Fact]
    public async Task Without_a_setting_everything_stays()
    {
        using Scenario scenario = new();
        await scenario.SendAsync("outage", new Contact("a1") { Emails = ["ana@example.com"] });
        await scenario.DispatchAsync();
        await PurgeAsync(scenario, Duration.FromDays(9_000));
        (await scenario.DeliveryAsync("outage/1", "a1")).IsErased.Should().BeFalse();
    }

    [Fact]
    public async Task Receipts_are_forgotten()
    {
        using Scenario scenario = new(b => b.ConfigureRetention(o => o.Receipts = TimeSpan.FromDays(30)));
        Receipt receipt = new("smtp", "e-1", "p-1", ReceiptKind.Delivered, Scenario.Monday);
        await scenario.Get<IReceiptStore>().AddAsync(receipt);
        await PurgeAsync(scenario, Duration.FromDays(31));
        (await scenario.Get<IReceiptStore>().FindUnsettledAsync(10)).Should().BeEmpty();
    }

    [Fact]
    public async Task It_is_looked_at_once_an_hour()
    {
        using Scenario scenario = new(b => b.ConfigureRetention(o => o.Receipts = TimeSpan.FromDays(15)));
        await PurgeAsync(scenario, Duration.Zero);
        Receipt old = new("smtp", "e-1", "p-1", ReceiptKind.Delivered, Scenario.Monday - Duration.FromDays(99));
        await scenario.Get<IReceiptStore>().AddAsync(old);
        await PurgeAsync(scenario, Duration.FromMinutes(59));
        (await scenario.Get<IReceiptStore>().FindUnsettledAsync(10)).Should().ContainSingle();
        await PurgeAsync(scenario, Duration.FromMinutes(1));
        (await scenario.Get<IReceiptStore>().FindUnsettledAsync(10)).Should().BeEmpty();
    }

    [Fact]
    public void Settings_that_would_lose_what_is_needed_are_refused()
    {
        using Scenario hours = new(b => b.ConfigureRetention(o => o.Deliveries = TimeSpan.FromHours(23)));
        FluentActions.Invoking(() => hours.Get<IOptions<RetentionOptions>>().Value).Should().Throw<OptionsValidationException>()
            .WithMessage("*at least a day*");
        using Scenario parked = new(b => b.ConfigureRetention(o => o.Receipts = TimeSpan.FromDays(14)));
        FluentActions.Invoking(() => parked.Get<IOptions<RetentionOptions>>().Value).Should().Throw<OptionsValidationException>()
            .WithMessage("*longer than ReceiptOptions.ParkedFor*");
    }

    private static async Task PurgeAsync(Scenario scenario, Duration after)
    {
        scenario.Time.Advance(after);
        await scenario.Get<RetentionKeeper>().PurgeWhenDueAsync(CancellationToken.None);
    }
}
