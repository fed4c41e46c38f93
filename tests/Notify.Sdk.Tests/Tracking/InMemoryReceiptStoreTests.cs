using Notify.Sdk.Conformance;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Tracking;

public sealed class InMemoryReceiptStoreTests : ReceiptStoreContract
{
    protected override IReceiptStore Store { get; } = new InMemoryReceiptStore();
}
