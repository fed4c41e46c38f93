using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tests.Tracking;

public sealed class InMemoryBounceLedgerTests : BounceLedgerContract
{
    protected override IBounceLedger Ledger { get; } = new InMemoryBounceLedger();
}
