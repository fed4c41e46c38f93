using System.Text;
using Notify.Sdk.Email.Tests.Inbound;

namespace Notify.Sdk.Email.Tests.Imap;

/// <summary>A server of its own, because it is stopped and started.</summary>
public sealed class BounceMailboxReconnectTests(DovecotServer server) : IClassFixture<DovecotServer>
{
    [SkippableFact]
    public async Task A_server_that_goes_away_and_comes_back_is_read_again()
    {
        server.Require();
        await using var host = await MailboxHost.OpenAsync(server, "ann");
        await server.DeliverAsync("ann", Encoding.UTF8.GetBytes(Samples.Postfix()));
        await server.UntilAsync(() => Task.FromResult(host.Receipts.All.Count == 1), "the first should be taken");
        await server.StopAsync();
        await server.UntilAsync(() => Task.FromResult(host.Log.All.Contains("cannot be read now", StringComparison.Ordinal)),
            "the reader should notice");
        await server.StartAsync();
        await server.DeliverAsync("ann", Encoding.UTF8.GetBytes(Samples.Sendmail));
        await server.UntilAsync(() => Task.FromResult(host.Receipts.All.Count >= 2), "the second should be taken");
    }

    [SkippableFact]
    public async Task Messages_that_the_server_has_numbered_anew_are_the_same_events()
    {
        server.Require();
        await server.DeliverAsync("bob", Encoding.UTF8.GetBytes(Samples.Postfix()));
        await using var host = await MailboxHost.OpenAsync(server, "bob");
        await UntilTakenAsync("bob", 1);
        var before = await ValidityAsync("bob");
        await server.RenumberAsync("bob");
        (await ValidityAsync("bob")).Should().NotBe(before);
        await UntilTakenAsync("bob", 1);
        await server.DeliverAsync("bob", Encoding.UTF8.GetBytes(Samples.Sendmail));
        await UntilTakenAsync("bob", 2);
        host.Receipts.All.Should().HaveCount(3, "the keyword was lost, so the first is read again");
        host.Receipts.All.Select(r => r.EventId).Distinct().Should().HaveCount(2, "and it is known by its id");
    }

    private Task UntilTakenAsync(string user, int count) => server.UntilAsync(
        async () => (await server.FlagsAsync(user)).Count(m => m.Keywords.Contains("$NotifyTaken")) == count, $"{count} should be taken");

    private async Task<uint> ValidityAsync(string user)
    {
        uint validity = 0;
        await server.AsAsync(user, (_, inbox) => Task.FromResult(validity = inbox.UidValidity));
        return validity;
    }
}
