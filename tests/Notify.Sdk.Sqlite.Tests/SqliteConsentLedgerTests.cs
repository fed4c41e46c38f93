using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Sqlite.Tests;

public sealed class SqliteConsentLedgerTests : ConsentLedgerContract, IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteDatabase _database;

    public SqliteConsentLedgerTests()
    {
        _database = new(_file.Path);
        Ledger = new SqliteConsentLedger(_database, Clock, Intake);
    }

    protected override IConsentLedger Ledger { get; }

    public void Dispose()
    {
        _database.Dispose();
        _file.Dispose();
    }
}
