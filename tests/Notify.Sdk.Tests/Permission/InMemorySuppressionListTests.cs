using Notify.Sdk.Conformance;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Tests.Permission;

public sealed class InMemorySuppressionListTests : SuppressionListContract
{
    protected override ISuppressionList List { get; } = new InMemorySuppressionList();
}
