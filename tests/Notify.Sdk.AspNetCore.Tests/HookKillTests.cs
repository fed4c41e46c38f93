using System.Collections.Concurrent;
using System.Net;
using Notify.Sdk.Consents;
using Notify.Sdk.Sqlite;
using Notify.Sdk.Stores;

namespace Notify.Sdk.AspNetCore.Tests;

/// <summary>The process dies between answer and work, or in the middle of the work, and another one goes on.</summary>
public sealed class HookKillTests : IDisposable
{
    private const int Reports = 240, Stops = 12;

    private static readonly int[] Kills = [40, 120, 200];

    private readonly string _folder = Directory.CreateTempSubdirectory("notify-hooks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_answered_is_worked_once_however_often_the_process_is_killed()
    {
        var file = Path.Combine(_folder, "notify.db");
        ConcurrentQueue<(string Id, string Body)> open = new(All());
        ConcurrentDictionary<string, bool> answered = new();
        foreach (var kill in Kills)
        {
            using var server = await HookProcess.StartAsync(file);
            var posting = PostAsync(server, open, answered);
            await HookShop.UntilAsync(() => Task.FromResult(answered.Count >= kill), "hooks should be answered");
            await server.KillAsync();
            await posting;
        }

        using var last = await HookProcess.StartAsync(file);
        foreach (var hook in All().Where((_, i) => i % 3 == 0)) // providers come again with what they may have brought already
            open.Enqueue(hook);
        await PostAsync(last, open, answered);
        answered.Should().HaveCount(Reports + Stops);

        using SqliteDatabase database = new(file);
        SqliteHookInbox inbox = new(database);
        await HookShop.UntilAsync(async () => await inbox.CountAsync(HookEntryState.Waiting) == 0, "the inbox should be empty");
        (await inbox.CountAsync(HookEntryState.SetAside)).Should().Be(0);
        (await inbox.CountAsync(HookEntryState.Done)).Should().Be(Reports + Stops);
        var parked = await new SqliteReceiptStore(database).FindUnsettledAsync(1_000);
        parked.Select(r => r.EventId.Split('/')[0]).Should().BeEquivalentTo(Enumerable.Range(0, Reports).Select(i => $"r{i}"));
        SqliteConsentLedger ledger = new(database, new TimeProviderClock(TimeProvider.System));
        for (var i = 0; i < Stops; i++)
            (await ledger.FindAsync([new(AddressKind.WebHook, Hook(i))], "ready")).Should().ContainSingle("a stop is written down once")
                .Which.Status.Should().Be(ConsentStatus.Withdrawn);
    }

    /// <summary>Posts what is open until all is answered or the server is gone; what was not answered is open again.</summary>
    private static Task PostAsync(HookProcess server, ConcurrentQueue<(string Id, string Body)> open,
        ConcurrentDictionary<string, bool> answered) => Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
    {
        while (open.TryDequeue(out var hook))
        {
            using var request = HookShop.Signed(hook.Id, hook.Body, new TimeProviderClock(TimeProvider.System).GetCurrentInstant());
            try
            {
                using var answer = await server.Client.SendAsync(request);
                answer.StatusCode.Should().Be(HttpStatusCode.OK);
                answered[hook.Id] = true;
            }
            catch (HttpRequestException)
            {
                open.Enqueue(hook);
                return;
            }
        }
    }));

    private static IEnumerable<(string Id, string Body)> All()
    {
        for (var i = 0; i < Reports; i++)
        {
            yield return ($"r{i}", HookShop.Delivered($"never-ours-{i}.0"));
            if (i % (Reports / Stops) == 0)
                yield return ($"m{i}", $$"""{"type":"message.answered","data":{"from":"{{Hook(i / (Reports / Stops))}}","text":"STOP"} }""");
        }
    }

    private static string Hook(int person) => $"https://people.example.com/{person}";
}
