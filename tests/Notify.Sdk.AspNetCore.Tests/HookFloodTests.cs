using System.Net;
using Notify.Sdk.Stores;

namespace Notify.Sdk.AspNetCore.Tests;

/// <summary>Hooks come in thousands while messages leave; everything is in one file.</summary>
public sealed class HookFloodTests : IDisposable
{
    private const int People = 100, Strangers = 2_000, Connections = 16;

    private readonly string _folder = Directory.CreateTempSubdirectory("notify-hooks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_flood_of_hooks_loses_none_and_keeps_no_message_back()
    {
        await using var acme = await AcmeServer.OpenAsync();
        await using var shop = await HookShop.OpenAsync(file: Path.Combine(_folder, "notify.db"), acme: acme.Address);
        var strangers = FloodAsync(shop, Enumerable.Range(0, Strangers).Select(i => ($"s{i}", $"sms-of-another-{i}")));
        await shop.Notifier.SendAsync(new Notification("parcel", "parcel/1"),
            [.. Enumerable.Range(0, People).Select(i => HookShop.Person($"p{i}", $"+1202555{i + 100:0000}"))]);
        await HookShop.UntilAsync(() => Task.FromResult(acme.Keys.Count == People), "every message should leave");
        var ours = FloodAsync(shop, acme.Keys.SelectMany(key => new[] { ($"a{key}", $"sms-{key}"), ($"a{key}", $"sms-{key}") }));

        (await strangers).Concat(await ours).Should().OnlyContain(status => status == HttpStatusCode.OK);
        await HookShop.UntilAsync(
            async () =>
                (await shop.Notifier.StatusAsync("parcel/1")).ByState.GetValueOrDefault(DeliveryState.Delivered) == People,
                    "all should be delivered");
        await shop.WorkedAsync();
        acme.Keys.Should().HaveCount(People).And.OnlyHaveUniqueItems("nobody is told twice");
        (await shop.Inbox.CountAsync(HookEntryState.Done)).Should().Be(Strangers + People, "each event counts once");
        (await shop.Inbox.CountAsync(HookEntryState.SetAside)).Should().Be(0);
    }

    private static async Task<IReadOnlyList<HttpStatusCode>> FloodAsync(HookShop shop, IEnumerable<(string Event, string Id)> reports)
    {
        System.Collections.Concurrent.ConcurrentBag<HttpStatusCode> answers = [];
        await Parallel.ForEachAsync(reports, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (report, _) =>
            answers.Add(await shop.SendAsync(
                HookShop.Acme($$"""{"event":"{{report.Event}}","id":"{{report.Id}}","state":"delivered"}"""))));
        return [.. answers];
    }
}
