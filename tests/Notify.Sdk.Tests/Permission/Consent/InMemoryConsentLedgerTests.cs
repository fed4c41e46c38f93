using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tests.Permission;

public sealed class InMemoryConsentLedgerTests : ConsentLedgerContract
{
    protected override IConsentLedger Ledger { get; } = new InMemoryConsentLedger(Clock, Intake);
}
