namespace Notify.Sdk.Sqlite.Tests;

/// <summary>Calls that wait for one another share a transaction; each stands for itself all the same.</summary>
public sealed class SqliteGroupTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteDatabase _database;

    public SqliteGroupTests() => _database = new(_file.Path);

    public void Dispose()
    {
        _database.Dispose();
        _file.Dispose();
    }

    [Fact]
    public async Task A_hundred_calls_at_once_share_few_transactions_and_all_are_there()
    {
        await InsertAsync("zero");
        var before = _database.Commits;
        using ManualResetEventSlim gate = new();
        var blocked = BlockAsync(gate);
        var writes = Enumerable.Range(0, 100).Select(i => InsertAsync($"r{i}")).ToList();
        gate.Set();
        await Task.WhenAll(writes.Append(blocked));
        (await CountAsync()).Should().Be(101);
        (_database.Commits - before).Should().BeLessThan(20, "a transaction for each would be a hundred");
    }

    [Fact]
    public async Task A_call_that_fails_in_a_group_takes_back_its_own_and_nothing_else()
    {
        using ManualResetEventSlim gate = new();
        var blocked = BlockAsync(gate);
        var good = InsertAsync("good");
        var bad = _database.WriteAsync<int>(
            s =>
            {
                Insert(s, "bad");
                throw new InvalidOperationException("no");
            },
            CancellationToken.None).AsTask();
        using CancellationTokenSource source = new();
        var cancelled = _database.WriteAsync(
            s =>
            {
                Insert(s, "cancelled");
                source.Cancel();
                return 0;
            },
            source.Token).AsTask();
        var last = InsertAsync("last");
        gate.Set();
        await Task.WhenAll(blocked, good, last);
        await bad.Awaiting(b => b).Should().ThrowAsync<InvalidOperationException>();
        await cancelled.Awaiting(c => c).Should().ThrowAsync<OperationCanceledException>();
        (await _database.ReadAsync(s => s.All("SELECT name FROM registers ORDER BY name", r => r.GetString(0)), CancellationToken.None))
            .Should().Equal("good", "last");
    }

    [Fact]
    public async Task A_call_that_was_refused_is_not_run_later()
    {
        await InsertAsync("first");
        File.Move(_file.Path, _file.Path + ".away");
        var refused = () => InsertAsync("refused");
        await refused.Should().ThrowAsync<SqliteStoreException>();
        File.Move(_file.Path + ".away", _file.Path);
        await InsertAsync("second");
        (await _database.ReadAsync(s => s.All("SELECT name FROM registers ORDER BY name", r => r.GetString(0)), CancellationToken.None))
            .Should().Equal("first", "second");
    }

    /// <summary>A write that keeps the others waiting until the gate opens, on a thread of its own.</summary>
    private Task<int> BlockAsync(ManualResetEventSlim gate)
    {
        using ManualResetEventSlim began = new();
        var blocked = Task.Run(() => _database.WriteAsync(
            _ =>
            {
                began.Set();
                gate.Wait();
                return 0;
            },
            CancellationToken.None).AsTask());
        began.Wait();
        return blocked;
    }

    private Task<int> InsertAsync(string name) => _database.WriteAsync(s => Insert(s, name), CancellationToken.None).AsTask();

    private static int Insert(SqliteSession session, string name) =>
        session.Execute("INSERT INTO registers (name, body) VALUES (?1, ?2)", name, Array.Empty<byte>());

    private ValueTask<long> CountAsync() =>
        _database.ReadAsync(s => s.Number("SELECT count(*) FROM registers")!.Value, CancellationToken.None);
}
