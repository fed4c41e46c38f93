using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>
/// A store may have to decide twice, as one does whose transaction met another: what was decided first is taken back, and every clause
/// holds
/// all the same.
/// </summary>
public sealed class SqliteTwiceDecidedTests : OutboxContract, IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteDatabase _database;

    public SqliteTwiceDecidedTests()
    {
        _database = new(_file.Path);
        Outbox = new Twice(_database);
    }

    protected override IOutbox Outbox { get; }

    public void Dispose()
    {
        _database.Dispose();
        _file.Dispose();
    }

    private sealed class Twice(SqliteDatabase database) : OutboxStore
    {
        protected override ValueTask<T> WriteAsync<T>(Func<IOutboxSlice, T> decide, CancellationToken cancellationToken) =>
            database.WriteAsync(
                session =>
                {
                    session.Execute("SAVEPOINT twice");
                    Decide(session, decide, cancellationToken);
                    session.RollBackTo("twice");
                    return Decide(session, decide, cancellationToken);
                },
                cancellationToken);

        protected override ValueTask<T> ReadAsync<T>(Func<IOutboxView, T> ask, CancellationToken cancellationToken) =>
            database.ReadAsync(
                session => session.Snapshot(inside => ask(new SqliteView(inside)), cancellationToken), cancellationToken);

        private static T Decide<T>(SqliteSession session, Func<IOutboxSlice, T> decide, CancellationToken cancellationToken)
        {
            SqliteSlice slice = new(session, cancellationToken);
            var decided = decide(slice);
            slice.End();
            return decided;
        }
    }
}
