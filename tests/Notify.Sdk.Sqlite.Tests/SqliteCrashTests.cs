using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>What a process leaves behind when it dies: the file is copied as it lies there, and the copy is opened.</summary>
public sealed class SqliteCrashTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteDatabase _database;
    private readonly SqliteOutbox _outbox;

    public SqliteCrashTests()
    {
        _database = new(_file.Path);
        _outbox = new(_database);
    }

    [Fact]
    public async Task A_crash_before_the_commit_leaves_nothing()
    {
        await _outbox.RegisterAsync(Samples.Record());
        var dead = "";
        await _database.WriteAsync(
            session =>
            {
                new OutboxMachine(new SqliteSlice(session)).Add(Samples.Key, Many(), []);
                return dead = CopyAsItLies("before");
            },
            CancellationToken.None);

        using SqliteDatabase revived = new(dead);
        SqliteOutbox outbox = new(revived);
        (await outbox.StatusAsync()).ByState.Should().BeEmpty();
        (await outbox.FindMarksAsync([.. Many().SelectMany(p => p.Marks)])).Should().BeEmpty();
        (await outbox.FindUsesAsync([.. Many().SelectMany(p => p.Slots).Select(p => p.Bucket)], Samples.Now)).Should().BeEmpty();
        (await outbox.FindOutcomeAsync(Samples.Key, new("acc-d0"))).Should().BeNull();
        (await outbox.RegisterAsync(Samples.Record())).Should().Be(RegisterResult.Known, "that was committed before");
    }

    [Fact]
    public async Task A_crash_after_the_commit_leaves_everything()
    {
        await _outbox.AddAsync(Samples.Key, Many(), []);
        using SqliteDatabase revived = new(CopyAsItLies("after"));
        SqliteOutbox outbox = new(revived);
        (await outbox.StatusAsync()).ByState[DeliveryState.Planned].Should().Be(Many().Length);
        (await outbox.FindMarksAsync([.. Many().SelectMany(p => p.Marks)])).Should().HaveCount(2 * Many().Length);
        (await outbox.FindUsesAsync([.. Many().SelectMany(p => p.Slots).Select(p => p.Bucket)], Samples.Now)).Should()
            .HaveCount(Many().Length);
        (await outbox.AddAsync(Samples.Key, [Samples.Planned("d0")], [])).Should().Equal(AddResult.AlreadyMarked);
    }

    [Fact]
    public async Task A_fault_in_the_middle_takes_everything_back_and_the_store_goes_on()
    {
        var fail = async () => await _database.WriteAsync<int>(
            session =>
            {
                new OutboxMachine(new SqliteSlice(session)).Add(Samples.Key, Many(), []);
                throw new InvalidOperationException("the process was asked to stop");
            },
            CancellationToken.None);
        await fail.Should().ThrowAsync<InvalidOperationException>();
        (await _outbox.StatusAsync()).ByState.Should().BeEmpty();
        (await _outbox.AddAsync(Samples.Key, Many(), [])).Should().OnlyContain(r => r == AddResult.Added);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_halfway_writes_nothing()
    {
        using CancellationTokenSource source = new();
        CancelsAt deliveries = new(Many(), at: 50, source);
        var add = async () => await _outbox.AddAsync(Samples.Key, deliveries, [], source.Token);
        await add.Should().ThrowAsync<OperationCanceledException>();
        (await _outbox.StatusAsync()).ByState.Should().BeEmpty();
    }

    [Fact]
    public async Task A_worker_that_died_while_sending_is_found_after_the_restart()
    {
        await _outbox.AddAsync(Samples.Key, [Samples.Planned("d1")], []);
        var leased = (await _outbox.LeaseAsync(Samples.Lease()))[0];
        await _outbox.UpdateAsync([leased with { State = DeliveryState.Sending, ChangedAt = Samples.Now }]);

        using SqliteDatabase revived = new(CopyAsItLies("sending"));
        SqliteOutbox outbox = new(revived);
        (await outbox.LeaseAsync(Samples.Lease())).Should().BeEmpty("the lease of the dead still runs");
        (await outbox.LeaseAsync(Samples.Lease(leased.LeaseUntil))).Should().ContainSingle().Which.State.Should()
            .Be(DeliveryState.Sending);
    }

    [Fact]
    public async Task Opening_again_finds_everything()
    {
        var receipt = new Receipt("pickup", "e-1", "p-1", ReceiptKind.Delivered, Samples.Now);
        var entry = new SuppressionEntry(Samples.Phone(1).Key, "own", SuppressionKind.OwnList, Samples.Now);
        var consent = new ConsentRecord
        {
            Id = "c-1",
            Address = entry.Address,
            Scope = ConsentScope.Everything,
            Status =
            ConsentStatus.Withdrawn,
            OccurredAt = Samples.Now
        };
        await _outbox.RegisterAsync(Samples.Record());
        await _outbox.AddAsync(Samples.Key, Many(), []);
        await new SqliteReceiptStore(_database).AddAsync(receipt);
        await new SqliteSuppressionList(_database).AddAsync([entry]);
        await new SqliteConsentLedger(_database).AppendAsync([consent]);
        _database.Dispose();

        using SqliteDatabase again = new(_file.Path);
        (await new SqliteOutbox(again).StatusAsync(Samples.Key)).ByState[DeliveryState.Planned].Should().Be(Many().Length);
        (await new SqliteOutbox(again).FindNotificationAsync(Samples.Key)).Should().BeEquivalentTo(Samples.Record());
        (await new SqliteReceiptStore(again).FindUnsettledAsync(10)).Should().Equal(receipt);
        (await new SqliteSuppressionList(again).FindAsync([entry.Address])).Should().Equal(entry);
        (await new SqliteConsentLedger(again).FindAsync([entry.Address], "offers")).Should().Equal(consent);
    }

    public void Dispose()
    {
        _database.Dispose();
        _file.Dispose();
    }

    private static PlannedDelivery[] Many() =>
        [.. Enumerable.Range(0, 500).Select(i => Samples.Planned($"d{i}", Samples.Slot($"acc-d{i}", 3)))];

    private string CopyAsItLies(string name)
    {
        var copy = Path.Combine(Path.GetDirectoryName(_file.Path)!, $"{name}.db");
        foreach (var suffix in new[] { "", "-wal" })
        {
            using FileStream from = new(_file.Path + suffix, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using FileStream to = File.Create(copy + suffix);
            from.CopyTo(to);
        }

        return copy;
    }

    private sealed class CancelsAt(PlannedDelivery[] items, int at, CancellationTokenSource source) : IReadOnlyList<PlannedDelivery>
    {
        private int _reads;

        public int Count => items.Length;

        public PlannedDelivery this[int index]
        {
            get
            {
                // The first round checks the arguments, the second one writes.
                if (++_reads == items.Length + at)
                    source.Cancel();
                return items[index];
            }
        }

        public IEnumerator<PlannedDelivery> GetEnumerator() => items.AsEnumerable().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => items.GetEnumerator();
    }
}
