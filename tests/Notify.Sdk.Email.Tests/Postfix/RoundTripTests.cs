using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk.Consents;
using Notify.Sdk.Email.Inbound;
using Notify.Sdk.Email.Tests.Client;
using Notify.Sdk.Email.Tests.Support;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Email.Tests.Postfix;

/// <summary>The whole way: planned, sent by SMTP to a real Postfix, bounced by it to a mailbox, read from there, and recorded.</summary>
public sealed class RoundTripTests(PostfixServer server) : IClassFixture<PostfixServer>
{
    private static readonly VerpAddress Verp = new("returns@mail.test", "0123456789abcdef"u8.ToArray());

    [SkippableFact]
    public async Task A_bounce_finds_the_delivery_that_it_speaks_of_and_no_other()
    {
        server.Require();
        await using var services = Build();
        var report = await services.GetRequiredService<INotifier>()
            .SendAsync(new Notification("outage", "o-1"), [Person("gone", "Gone"), Person("eve", "Eve")]);
        report.Planned.Should().Be(2);
        await services.GetRequiredService<IDispatcher>().DispatchDueAsync();
        var (gone, eve) = (await DeliveryAsync(services, "gone"), await DeliveryAsync(services, "eve"));
        (gone.State, eve.State).Should().Be((DeliveryState.Accepted, DeliveryState.Accepted),
            "the server took both: accepted is not delivered");

        var octets = (await server.ReadAsync("returns"))[0];
        var bounce = InboundMail.Classify(octets, options: new() { Verp = Verp });
        bounce.Should()
            .BeEquivalentTo(
            new
            {
                Kind = InboundKind.Suppress,
                IsVerified = true,
                IdempotencyKey = gone.Id.Value,
                Status = new EnhancedStatusCode(5, 1, 1)
            });
        bounce.Message.Reported("Original-Envelope-Id").Should().Be(gone.Id.Value);
        var receipt = bounce.ToReceipt(gone.ChangedAt)!;
        var receipts = services.GetRequiredService<IReceiptProcessor>();
        (await receipts.RecordAsync(receipt)).Should().BeTrue();
        (await receipts.RecordAsync(receipt)).Should().BeFalse("a poller that starts again hands it in twice");

        (await DeliveryAsync(services, "gone")).State.Should().Be(DeliveryState.Failed);
        (await DeliveryAsync(services, "eve")).State.Should().Be(DeliveryState.Accepted);
        (await SuppressedAsync(services, "gone")).Should().Equal(SuppressionKind.Invalid);
        (await SuppressedAsync(services, "eve")).Should().BeEmpty();
        (await PythonDkim.VerifyAsync(await server.ReadAsync("eve"))).Should().Equal(true);
    }

    private static Contact Person(string name, string first) => new(name) { Name = first, Emails = [$"{name}@mail.test"] };

    private static async Task<Delivery> DeliveryAsync(ServiceProvider services, string account)
    {
        var outbox = services.GetRequiredService<IOutbox>();
        return (await outbox.FindAsync((await outbox.FindOutcomeAsync("o-1", new(account)))!.Delivery!.Value))!;
    }

    private static async Task<IEnumerable<SuppressionKind>> SuppressedAsync(ServiceProvider services, string name) =>
        (await services.GetRequiredService<ISuppressionList>().FindAsync([new(AddressKind.Email, $"{name}@mail.test")]))
            .Select(entry => entry.Kind);

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddNotify()
            .AddTopic("outage", t => t.Transactional().Personal().Over(DeliveryChannel.Email)
                .Email("en", "Outage", "Dear {{recipient.name}}, no power."))
            .AddSmtp(o =>
            {
                var local = Transports.Configured(server.Port);
                (o.Host, o.Port, o.Security, o.From, o.Verp, o.Dkim) =
                    (local.Host, local.Port, local.Security, local.From, Verp, Keys.Dkim);
            });
        return services.BuildServiceProvider();
    }
}
