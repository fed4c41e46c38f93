using QuickStart;

namespace Notify.Sdk.Kannel.Tests;

/// <summary>QuickStart's outage, told over a real gateway, with mail as fallback and hooks that come back by HTTP.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    [SkippableFact]
    public async Task An_outage_leaves_by_text_or_by_mail_and_a_stop_that_comes_back_stops_the_next_message()
    {
        await using var provider = await Provider.OpenAsync();
        provider.Gateway.Require();
        var outage = Topics.All.Single(n => n.Topic == Topics.Outage);
        var people = await provider.PreviewAsync(outage);
        people.Should().HaveCountGreaterThan(20);
        var (dead, alive) = (people.Take(3).ToList(), people.Skip(3).ToList());
        provider.Centre.Fate = number => dead.Any(d => d.Number.EndsWith(number.TrimStart('+'), StringComparison.Ordinal)) ? "77" : "11";

        await provider.Notifier.SendAsync(outage, Provider.Contacts());
        foreach (var person in alive)
            await StateAsync(provider, outage, person.Account, DeliveryState.Delivered);
        foreach (var person in dead)
            await StateAsync(provider, outage, person.Account, DeliveryState.Accepted, DeliveryChannel.Email);
        people.Should().OnlyContain(p => provider.Centre.SubmittedTo(p.Number).Count == 1, "nobody is told twice");
        dead.Should().OnlyContain(d => provider.Mails.Count(m => m.Contains(d.Mailbox, StringComparison.OrdinalIgnoreCase)) == 1);
        alive.Should().OnlyContain(a => provider.Mails.All(m => !m.Contains($"<{a.Mailbox}>", StringComparison.OrdinalIgnoreCase)));

        var (stopped, other) = (alive[0], alive[1]);
        await provider.Centre.WriteBackAsync(stopped.Number, "12345", "STOP");
        await UntilAsync(() => Task.FromResult(provider.Centre.SubmittedTo(stopped.Number).Count == 2), "the stop should be confirmed");
        provider.Centre.SubmittedTo(stopped.Number)[1].Text.Should().StartWith("Northlight");

        Notification next = outage with { Key = "outage/2026/core-network-again" };
        await provider.Notifier.SendAsync(next, Provider.Contacts());
        await StateAsync(provider, next, other.Account, DeliveryState.Delivered);
        var explained = await provider.Notifier.ExplainAsync(next.Key, stopped.Account.Id);
        explained!.State.Should().BeNull("nothing was promised to them");
        provider.Centre.SubmittedTo(stopped.Number).Should().HaveCount(2);
    }

    private static Task StateAsync(Provider provider, Notification notification, AccountRef account, DeliveryState state,
        DeliveryChannel? over = null) => UntilAsync(
        async () => await provider.Notifier.ExplainAsync(notification.Key, account.Id) is { } explained && explained.State == state
            && (over is null || explained.Channel == over),
        $"{account} should be {state}");

    private static async Task UntilAsync(Func<Task<bool>> happened, string otherwise)
    {
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); !await happened();)
        {
            watch.Elapsed.Should().BeLessThan(Longest, otherwise);
            await Task.Delay(20);
        }
    }
}
