using Notify.Sdk.Permission;
using Notify.Sdk.StoreContracts;

namespace Notify.Sdk.Tests.Permission;

public sealed class InMemoryConsentLedgerTests : ConsentLedgerContract
{
    protected override IConsentLedger Ledger { get; } = new InMemoryConsentLedger(Clock, Intake);
}
