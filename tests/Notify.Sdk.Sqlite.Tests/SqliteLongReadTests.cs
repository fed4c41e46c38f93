using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>Who reads much holds up nobody who writes, nor who reads little.</summary>
public sealed class SqliteLongReadTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFile _file = new();
    private readonly SqliteDatabase _database;
    private readonly SqliteOutbox _outbox;

    public SqliteLongReadTests()
    {
        _database = new(_file.Path);
        _outbox = new(_database);
    }

    [Fact]
    public async Task Others_write_and_read_while_all_deliveries_are_read()
    {
        await _outbox.AddAsync(Samples.Key, [Samples.Planned("d1")], []);
        Slow scope = new();
        var reading = Task.Run(async () => await _outbox.FindOfAsync(scope.Scope));
        await scope.Reached.Task.WaitAsync(Patience);

        await _outbox.AddAsync(Samples.Key, [Samples.Planned("d2")], []).AsTask().WaitAsync(Patience);
        (await _outbox.FindAsync(new DeliveryId("d2")).AsTask().WaitAsync(Patience)).Should().NotBeNull();

        scope.GoOn.Set();
        (await reading.WaitAsync(Patience)).Found.Should().ContainSingle("d2 came later");
    }

    [Fact]
    public async Task Whatever_may_read_much_is_read_aside()
    {
        await _outbox.AddAsync(Samples.Key, [Samples.Planned("d1")], []);
        Slow scope = new();
        var reading = Task.Run(async () => await _outbox.FindOfAsync(scope.Scope));
        await scope.Reached.Task.WaitAsync(Patience);

        Task[] aside =
        [
            _outbox.StatusAsync().AsTask(), _outbox.FindAsync(new DeliveryQuery(DeliveryConcern.Failed), Samples.Now).AsTask(),
            _outbox.FindOutcomesAsync(new("acc-d1")).AsTask(),
        ];
        aside.Should().AllSatisfy(t => t.IsCompleted.Should()
            .BeFalse("it waits for the long one, while the connection that writes is free"));

        scope.GoOn.Set();
        await Task.WhenAll([reading, .. aside]).WaitAsync(Patience);
    }

    public void Dispose()
    {
        _database.Dispose();
        _file.Dispose();
    }

    /// <summary>A scope that is slow to say whom it concerns.</summary>
    private sealed class Slow : IEqualityComparer<AccountRef>
    {
        private bool _isAsked;

        public Slow()
        {
            Scope = new() { Accounts = new HashSet<AccountRef>(this) { new("acc-d1") } };
            _isAsked = true;
        }

        public ErasureScope Scope { get; }

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualResetEventSlim GoOn { get; } = new();

        public bool Equals(AccountRef x, AccountRef y) => x == y;

        public int GetHashCode(AccountRef obj)
        {
            if (_isAsked)
            {
                Reached.TrySetResult();
                GoOn.Wait(Patience);
            }

            return obj.GetHashCode();
        }
    }
}
