using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tests.Tracking;

public sealed class InMemoryHookInboxTests : HookInboxContract
{
    protected override IHookInbox Inbox { get; } = new InMemoryHookInbox();
}
