using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Notify.Sdk.Email.Imap;
using Notify.Sdk.Email.Inbound;
using Notify.Sdk.Email.Tests.Inbound;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Email.Tests.Imap;

/// <summary>What names a reply, so that it counts once however often it is read.</summary>
public sealed class MailboxTakerTests
{
    [Fact]
    public async Task A_reply_without_an_id_is_the_same_wherever_it_lies()
    {
        Inbox inbox = new();
        using var services = new ServiceCollection().AddSingleton<IInboundProcessor>(inbox).BuildServiceProvider();
        MailboxTaker taker = new(new MailboxHost.Recorder(), services, new TimeProviderClock(TimeProvider.System),
            NullLogger<MailboxTaker>.Instance);
        var nameless = Nameless("STOP");
        foreach (var (octets, place) in new[] { (nameless, "7/1"), (nameless, "8/3"), (Nameless("START"), "8/4") })
            await taker.TakeAsync(octets, "returns", place, new InboundOptions(), default);
        inbox.Ids.Should().HaveCount(3);
        inbox.Ids[1].Should().Be(inbox.Ids[0]);
        inbox.Ids[2].Should().NotBe(inbox.Ids[0]);
    }

    private static byte[] Nameless(string text) => Encoding.UTF8.GetBytes(string.Join("\r\n", Samples.Reply(text).Split("\r\n")
        .Where(line => !line.StartsWith("Message-I", StringComparison.OrdinalIgnoreCase))));

    private sealed class Inbox : IInboundProcessor
    {
        public List<string> Ids { get; } = [];

        public Task<InboundOutcome> ReceiveAsync(InboundReply reply, CancellationToken cancellationToken)
        {
            Ids.Add(reply.MessageId);
            return Task.FromResult<InboundOutcome>(null!);
        }

        public Task<InboundOutcome> SettleAsync(InboundReply reply, bool isOptOut, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
