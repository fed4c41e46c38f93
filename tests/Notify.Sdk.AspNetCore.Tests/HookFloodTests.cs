using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.AspNetCore.Tests;

/// <summary>Hooks come in thousands at once while messages leave; everything is in one file.</summary>
public sealed class HookFloodTests : IDisposable
{
    private const int People = 100, Strangers = 10_000, Connections = 16, Room = 1_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("notify-hooks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Ten_thousand_hooks_at_once_are_kept_each_once_and_keep_no_message_back()
    {
        await using var acme = await AcmeServer.OpenAsync();
        Gate gate = new();
        await using var shop = await HookShop.OpenAsync(b => gate.Hold(b.ConfigureHooks(o => o.MaxWaiting = Room)),
            file: Path.Combine(_folder, "notify.db"), acme: acme.Address);
        using CancellationTokenSource done = new();
        var mostWaited = MostWaitedAsync(shop, done.Token);
        HookFlood flood = new(shop.Port, Connections), ours = new(shop.Port, Connections);
        var opening = gate.OpenAsync(() => flood.Statuses.ContainsKey("503") || flood.Statuses.GetValueOrDefault("200") == Strangers);
        var strangers = flood.RunAsync(Enumerable.Range(0, Strangers).Select(i => Report($"s{i}", $"sms-of-another-{i}")));
        await shop.Notifier.SendAsync(new Notification("parcel", "parcel/1"),
            [.. Enumerable.Range(0, People).Select(i => HookShop.Person($"p{i}", $"+1202555{i + 100:0000}"))]);
        await HookShop.UntilAsync(() => Task.FromResult(acme.Keys.Count >= People), "every message should leave");
        await ours.RunAsync(acme.Keys.SelectMany(key => new[] { Report($"a{key}", $"sms-{key}"), Report($"a{key}", $"sms-{key}") }));
        await strangers.WaitAsync(HookShop.Longest);
        await opening;

        await HookShop.UntilAsync(
            async () => (await shop.Notifier.StatusAsync("parcel/1")).ByState.GetValueOrDefault(DeliveryState.Delivered) == People,
            "all should be delivered");
        await shop.WorkedAsync();
        await done.CancelAsync();
        acme.Keys.Should().HaveCount(People).And.OnlyHaveUniqueItems("nobody is told twice");
        (await shop.Inbox.CountAsync(HookEntryState.Done)).Should().Be(Strangers + People, "each event counts once");
        (await shop.Inbox.CountAsync(HookEntryState.SetAside)).Should().Be(0);
        flood.Statuses.Keys.Concat(ours.Statuses.Keys).Should().BeSubsetOf(["200", "503"], "a hook is kept, or asked for again");
        // A tenth may come between two counts, and what is worked at once may be subtracted twice.
        (await mostWaited).Should().BeLessThanOrEqualTo(2 * Room, "what is not worked yet takes bounded room");
    }

    private static string Report(string @event, string id) => $$"""{"event":"{{@event}}","id":"{{id}}","state":"delivered"}""";

    private static async Task<int> MostWaitedAsync(HookShop shop, CancellationToken done)
    {
        var most = 0;
        while (!done.IsCancellationRequested)
        {
            most = Math.Max(most, await shop.Inbox.CountAsync(HookEntryState.Waiting, CancellationToken.None));
            await Task.Delay(20, CancellationToken.None);
        }

        return most;
    }

    /// <summary>Works no receipt until it is opened, so that the inbox fills on any machine.</summary>
    private sealed class Gate
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task OpenAsync(Func<bool> isTime)
        {
            await HookShop.UntilAsync(() => Task.FromResult(isTime()), "the inbox should be full");
            _open.SetResult();
        }

        public void Hold(NotifyBuilder builder)
        {
            var own = builder.Services.Last(service => service.ServiceType == typeof(IReceiptProcessor)).ImplementationType!;
            builder.Services.AddSingleton<IReceiptProcessor>(
                all => new Held((IReceiptProcessor)ActivatorUtilities.CreateInstance(all, own), _open.Task));
        }

        private sealed class Held(IReceiptProcessor inner, Task open) : IReceiptProcessor
        {
            public async Task<bool> RecordAsync(Receipt receipt, CancellationToken cancellationToken)
            {
                await open.WaitAsync(cancellationToken);
                return await inner.RecordAsync(receipt, cancellationToken);
            }

            public Task<int> SettleParkedAsync(CancellationToken cancellationToken) => inner.SettleParkedAsync(cancellationToken);
        }
    }
}
