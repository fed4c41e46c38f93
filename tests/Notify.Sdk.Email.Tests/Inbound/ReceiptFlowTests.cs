using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Email.Tests.Inbound;

/// <summary>From the octets of a bounce to the state of its delivery.</summary>
public sealed class ReceiptFlowTests : IDisposable
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 2, 4, 0);
    private readonly ServiceProvider _services = Build();

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task A_bounce_fails_its_delivery_and_suppresses_its_address_once()
    {
        (await RecordAsync(Samples.Postfix())).Should().Equal(true, false);
        (await DeliveryAsync()).State.Should().Be(DeliveryState.Failed);
        (await SuppressedAsync()).Should().Equal(SuppressionKind.Invalid);
    }

    [Fact]
    public async Task A_bounce_finds_what_a_named_account_sent_after_another_had_deferred_it()
    {
        (await RecordAsync(Samples.Postfix(), "acme", [new(0, "smtp") { Deferrals = 1 }])).Should().Equal(true, false);
        var failed = await DeliveryAsync();
        (failed.State, failed.Reasons[^1].Detail).Should().Be((DeliveryState.Failed, "acme: Bounced. Failed: 5.1.1, the address"));
        (await SuppressedAsync()).Should().Equal(SuppressionKind.Invalid);
    }

    [Fact]
    public async Task A_full_mailbox_fails_its_delivery_and_suppresses_nobody()
    {
        (await RecordAsync(Samples.Sendmail)).Should().Equal(true, false);
        (await DeliveryAsync()).State.Should().Be(DeliveryState.Failed);
        (await SuppressedAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_complaint_suppresses_its_address()
    {
        (await RecordAsync(Samples.Complaint())).Should().Equal(true, false);
        (await DeliveryAsync()).State.Should().Be(DeliveryState.Delivered);
        (await SuppressedAsync()).Should().Equal(SuppressionKind.Complaint);
    }

    // Twice, as a poller that starts again hands it in.
    private async Task<bool[]> RecordAsync(string message, string provider = "smtp", IReadOnlyList<AskedProvider>? asked = null)
    {
        var outbox = _services.GetRequiredService<IOutbox>();
        Address ann = new() { Key = new(AddressKind.Email, "ann@example.com"), Deliverable = "ann@example.com" };
        AccountRef account = new("acc");
        await outbox.RegisterAsync(new(new Notification("outage", "key") { ExpiresAt = Now + Duration.FromDays(2) }, "aa", Now));
        Delivery planned = new()
        {
            Plan = new()
            {
                Id = new("d1"),
                NotificationKey = "key",
                Revision = 0,
                AddressContent = "key#0",
                Routes = [new(DeliveryChannel.Email, ann, account)],
                Person = new() { Accounts = [new Account { Ref = account, Addresses = [ann] }] },
                FirstDue = Now,
                ExpiresAt = Now + Duration.FromDays(2),
            },
            Due = Now,
            ChangedAt = Now,
        };
        (await outbox.AddAsync("key", [new(planned, [], [], [])], [])).Should().Equal(AddResult.Added);
        (await outbox.UpdateAsync(
            [(await outbox.FindAsync(planned.Id))! with
            {
                State = DeliveryState.Accepted,
                Provider = provider,
                ProviderId = "4F2C11F00A",
                Asked = asked ?? [],
            }])).Should().Equal(true);
        var receipt = Samples.Classify(message, Samples.ToVerp).ToReceipt(Now)!;
        var receipts = _services.GetRequiredService<IReceiptProcessor>();
        return [await receipts.RecordAsync(receipt), await receipts.RecordAsync(receipt)];
    }

    private async Task<Delivery> DeliveryAsync() => (await _services.GetRequiredService<IOutbox>().FindAsync(new("d1")))!;

    private async Task<IEnumerable<SuppressionKind>> SuppressedAsync() =>
        (await _services.GetRequiredService<ISuppressionList>().FindAsync([new(AddressKind.Email, "ann@example.com")]))
            .Select(entry => entry.Kind);

    private static ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddNotify();
        return services.BuildServiceProvider();
    }
}
