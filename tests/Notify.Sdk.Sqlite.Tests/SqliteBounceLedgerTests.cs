using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite.Tests;

public sealed class SqliteBounceLedgerTests : BounceLedgerContract, IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteDatabase _database;

    public SqliteBounceLedgerTests()
    {
        _database = new(_file.Path);
        Ledger = new SqliteBounceLedger(_database);
    }

    protected override IBounceLedger Ledger { get; }

    public void Dispose()
    {
        _database.Dispose();
        _file.Dispose();
    }
}
