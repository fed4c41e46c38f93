using System.Collections.Concurrent;
using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>Several databases on one file share nothing but the file, like several processes.</summary>
public sealed class SqliteSharedFileTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly List<SqliteDatabase> _databases = [];

    [Fact]
    public async Task Many_can_create_the_file_at_once()
    {
        for (var round = 0; round < 60; round++)
        {
            using TemporaryFile file = new();
            SqliteDatabase[] databases = [.. Enumerable.Range(0, 8).Select(_ => new SqliteDatabase(file.Path))];
            var results = await Task.WhenAll(databases.Select(database =>
                Task.Run(() => new SqliteOutbox(database).RegisterAsync(Samples.Record()).AsTask())));
            results.Count(r => r == RegisterResult.New).Should().Be(1);
            results.Count(r => r == RegisterResult.Known).Should().Be(7);
            foreach (var database in databases)
                database.Dispose();
        }
    }

    [Fact]
    public async Task They_never_exceed_a_cap_together()
    {
        var next = 0;
        var results = await AtOnceAsync(6, async outbox =>
        {
            var started = 0;
            for (var i = 0; i < 10; i++)
            {
                var planned = Samples.Planned($"d{Interlocked.Increment(ref next)}", Samples.Slot("acc-1", 3));
                await outbox.AddAsync(Samples.Key, [planned], []);
                StartingDelivery starting = new(planned.Delivery with { State = DeliveryState.Sending }, planned.Slots);
                started += (await outbox.StepAsync([], [starting])).Started[0] == StartResult.Started ? 1 : 0;
            }

            return started;
        });
        results.Sum().Should().Be(3);
    }

    [Fact]
    public async Task They_never_share_a_delivery()
    {
        await Open().AddAsync(Samples.Key, [.. Enumerable.Range(0, 300).Select(i => Samples.Planned($"d{i:000}"))], []);
        ConcurrentBag<DeliveryId> leased = [];
        await AtOnceAsync(6, async outbox =>
        {
            while (await outbox.LeaseAsync(Samples.Lease(limit: 9)) is { Count: > 0 } batch)
            {
                foreach (var delivery in batch)
                    leased.Add(delivery.Id);
            }

            return 0;
        });
        leased.Should().HaveCount(300).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task What_one_cancels_no_other_adds_to()
    {
        var (one, other) = (Open(), Open());
        await one.RegisterAsync(Samples.Record());
        await other.AddAsync(Samples.Key, [Samples.Planned("d1")], []);
        (await one.CancelAsync(Samples.Key, Samples.Now)).Should().Be(1);
        (await other.AddAsync(Samples.Key, [Samples.Planned("d2")], [])).Should().Equal(AddResult.Closed);
        (await other.FindAsync(new("d1")))!.State.Should().Be(DeliveryState.Cancelled);
    }

    public void Dispose()
    {
        foreach (var database in _databases)
            database.Dispose();
        _file.Dispose();
    }

    private SqliteOutbox Open()
    {
        SqliteDatabase database = new(_file.Path);
        _databases.Add(database);
        return new(database);
    }

    private async Task<T[]> AtOnceAsync<T>(int count, Func<SqliteOutbox, Task<T>> run)
    {
        var outboxes = Enumerable.Range(0, count).Select(_ => Open()).ToArray();
        return await Task.WhenAll(outboxes.Select(outbox => Task.Run(() => run(outbox))));
    }
}
