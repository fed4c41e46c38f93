using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Sqlite.Tests;

public sealed class SqliteSuppressionListTests : SuppressionListContract, IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteDatabase _database;

    public SqliteSuppressionListTests()
    {
        _database = new(_file.Path);
        List = new SqliteSuppressionList(_database);
    }

    protected override ISuppressionList List { get; }

    public void Dispose()
    {
        _database.Dispose();
        _file.Dispose();
    }
}
