using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tests.Permission;

public sealed class InMemorySuppressionListTests : SuppressionListContract
{
    protected override ISuppressionList List { get; } = new InMemorySuppressionList();
}
