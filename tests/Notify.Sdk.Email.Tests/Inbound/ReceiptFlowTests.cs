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
    private async Task<bool[]> RecordAsync(string message)
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
            [(await outbox.FindAsync(planned.Id))! with { State = DeliveryState.Accepted, Provider = "smtp", ProviderId =
            "4F2C11F00A" }])).Should().Equal(true);
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
