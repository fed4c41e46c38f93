using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tests.Sending;

public sealed class InMemoryOutboxTests : OutboxContract
{
    protected override IOutbox Outbox { get; } = new InMemoryOutbox();
}
