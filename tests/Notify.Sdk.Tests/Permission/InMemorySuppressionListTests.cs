using Notify.Sdk.Permission;
using Notify.Sdk.StoreContracts;

namespace Notify.Sdk.Tests.Permission;

public sealed class InMemorySuppressionListTests : SuppressionListContract
{
    protected override ISuppressionList List { get; } = new InMemorySuppressionList();
}
