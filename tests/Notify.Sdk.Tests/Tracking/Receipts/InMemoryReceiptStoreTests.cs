using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tests.Tracking;

public sealed class InMemoryReceiptStoreTests : ReceiptStoreContract
{
    protected override IReceiptStore Store { get; } = new InMemoryReceiptStore();
}
