using System.Net;
using System.Net.Sockets;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Http.Tests;

public sealed class LoopbackServerTests
{
    [Fact]
    public async Task A_server_that_ends_while_somebody_connects_ends_quietly()
    {
        var ending = () => Parallel.ForEachAsync(Enumerable.Range(0, 2_000),
            new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) =>
            {
                LoopbackServer server = new(_ => Task.CompletedTask);
                using Socket client = new(SocketType.Stream, ProtocolType.Tcp);
                var connecting = client.ConnectAsync(IPAddress.Loopback, server.Port);
                await server.DisposeAsync();
                await connecting.ContinueWith(_ => { }, TaskScheduler.Default);
            });
        await ending.Should().NotThrowAsync();
    }
}
