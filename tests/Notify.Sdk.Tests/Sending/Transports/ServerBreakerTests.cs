using Notify.Sdk.Sending;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

/// <summary>Receivers with servers of their own: what one of them does keeps no other from its messages.</summary>
public sealed class ServerBreakerTests : IDisposable
{
    private readonly RecordingTransport _hooks = new(DeliveryChannel.WebHook);
    private readonly Scenario _scenario;

    public ServerBreakerTests() => _scenario = new(b =>
    {
        b.Services.RemoveTransports();
        b.AddTransport("hooks", _ => _hooks).AddTopic("order", t => t.Transactional().Over(DeliveryChannel.WebHook)
            .Text(DeliveryChannel.WebHook, "en", "Order."));
    });

    public void Dispose() => _scenario.Dispose();

    private static Contact Shop(string name, string server) =>
        People.Contact(name) with { Addresses = [new(AddressKind.WebHook, $"https://{server}/{name}")] };

    [Theory]
    [InlineData(SendOutcomeKind.Deferred)]
    [InlineData(SendOutcomeKind.Rejected)]
    public async Task One_that_fails_rests_alone(SendOutcomeKind kind)
    {
        var failure = kind == SendOutcomeKind.Deferred ? SendOutcome.Deferred("503") : SendOutcome.Rejected("401", RejectionScope.Account);
        _hooks.Answer = (message, _) => new(message.To.Deliverable.Contains("down", StringComparison.Ordinal)
            ? failure : SendOutcome.Accepted(null));
        await _scenario.SendAsync(new Notification("order", "1"),
            [.. Enumerable.Range(0, 30).Select(i => Shop($"d{i}", "down.example.com"))]);
        await _scenario.DispatchAsync();
        await _scenario.SendAsync(new Notification("order", "2"), Shop("a", "down.example.com"), Shop("b", "up.example.com"));
        await _scenario.DispatchAsync();
        _hooks.Addresses.Should().NotContain("https://down.example.com/a").And.Contain("https://up.example.com/b");
        (await _scenario.DeliveryAsync("2", "b")).State.Should().Be(DeliveryState.Accepted);
    }

    [Fact]
    public async Task A_subscription_that_is_wrong_takes_the_server_from_nobody_else()
    {
        _hooks.Answer = (message, _) => new(message.To.Deliverable.Contains("wrong", StringComparison.Ordinal)
            ? SendOutcome.Rejected("403", RejectionScope.Account) : SendOutcome.Accepted(null));
        await _scenario.SendAsync(new Notification("order", "1"),
            [.. Enumerable.Range(0, 60).Select(i => Shop($"{(i % 10 == 3 ? "wrong" : "good")}{i:00}", "shop.example.com"))]);
        await _scenario.DispatchAsync();
        _hooks.Addresses.Should().HaveCount(60, "the server never rested");
    }

    [Fact]
    public async Task What_is_refused_without_asking_stops_no_other_message()
    {
        _hooks.Answer = (message, _) => new(message.To.Deliverable.Contains("gone", StringComparison.Ordinal)
            ? SendOutcome.Rejected("no such template here", RejectionScope.Account) with { WasAsked = false } : SendOutcome.Accepted(null));
        await _scenario.SendAsync(new Notification("order", "1"), [.. Enumerable.Range(0, 9).Select(i => Shop($"gone{i}", "a.example.com"))]);
        await _scenario.DispatchAsync();
        await _scenario.SendAsync(new Notification("order", "2"), Shop("b", "a.example.com"));
        await _scenario.DispatchAsync();
        (await _scenario.DeliveryAsync("2", "b")).State.Should().Be(DeliveryState.Accepted);
    }

    [Fact]
    public async Task What_could_not_be_put_to_a_provider_does_not_count_against_it()
    {
        _hooks.Answer = (message, _) => new(message.To.Deliverable.Contains("late", StringComparison.Ordinal)
            ? SendOutcome.Deferred("too late for its shortest validity") with { WasAsked = false } : SendOutcome.Accepted(null));
        await _scenario.SendAsync(new Notification("order", "1"),
            [.. Enumerable.Range(0, 30).Select(i => Shop($"late{i}", "shop.example.com"))]);
        await _scenario.DispatchAsync();
        await _scenario.SendAsync(new Notification("order", "2"), Shop("urgent", "shop.example.com"));
        await _scenario.DispatchAsync();
        (await _scenario.DeliveryAsync("2", "urgent")).State.Should().Be(DeliveryState.Accepted);
    }

    [Fact]
    public void Servers_without_end_do_not_fill_the_memory()
    {
        ProviderBreakers breakers = new([_hooks], TimeProvider.System);
        var resting = breakers.Of(_hooks, At(0));
        resting.Open();
        for (var i = 1; i <= ProviderBreakers.MostServers * 2; i++)
            breakers.Of(_hooks, At(i));
        breakers.Servers.Should().BeLessThanOrEqualTo(ProviderBreakers.MostServers);
        breakers.Of(_hooks, At(0)).Should().BeSameAs(resting, "one that rests is not forgotten");
    }

    private static Address At(int i) => new()
    {
        Key = new(AddressKind.WebHook, $"https://s{i}.example.com/"),
        Deliverable = $"https://s{i}.example.com/",
    };
}
