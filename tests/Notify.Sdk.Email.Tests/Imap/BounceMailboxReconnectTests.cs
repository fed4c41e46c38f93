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
}
