using Notify.Sdk.Sending;
using Notify.Sdk.StoreContracts;

namespace Notify.Sdk.Tests.Sending;

public sealed class InMemoryOutboxTests : OutboxContract
{
    protected override IOutbox Outbox { get; } = new InMemoryOutbox();
}
