using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite.Tests;

public sealed class SqliteOutboxTests : OutboxContract, IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteDatabase _database;

    public SqliteOutboxTests()
    {
        _database = new(_file.Path);
        Outbox = new SqliteOutbox(_database);
    }

    protected override IOutbox Outbox { get; }

    public void Dispose()
    {
        _database.Dispose();
        _file.Dispose();
    }
}
