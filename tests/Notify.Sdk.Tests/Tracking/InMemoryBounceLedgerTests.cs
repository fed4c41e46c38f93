using Notify.Sdk.Conformance;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Tracking;

public sealed class InMemoryBounceLedgerTests : BounceLedgerContract
{
    protected override IBounceLedger Ledger { get; } = new InMemoryBounceLedger();
}
