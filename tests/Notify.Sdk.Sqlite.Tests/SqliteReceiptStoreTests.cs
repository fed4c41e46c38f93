using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite.Tests;

public sealed class SqliteReceiptStoreTests : ReceiptStoreContract, IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteDatabase _database;

    public SqliteReceiptStoreTests()
    {
        _database = new(_file.Path);
        Store = new SqliteReceiptStore(_database);
    }

    protected override IReceiptStore Store { get; }

    public void Dispose()
    {
        _database.Dispose();
        _file.Dispose();
    }
}
