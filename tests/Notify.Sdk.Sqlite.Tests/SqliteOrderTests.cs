using NodaTime;
using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>
/// The columns that leases and cancellations go by say the same as the row, whatever steps led there; no step leaves an entry behind in the
/// order of hand-overs.
/// </summary>
public sealed class SqliteOrderTests : IDisposable
{
    private static readonly string Wrong =
        $"""
        SELECT count(*) FROM deliveries WHERE unsent <> (state IN ({ListOf(OutboxRules.CanBeStopped)}))
            OR (wake IS NULL) <> (state NOT IN ({ListOf(s => OutboxRules.BecomesDue(s) || OutboxRules.IsLeased(s))}))
            OR (ready = 1 AND wake IS NULL) OR (ready = 0 AND state IN ({ListOf(OutboxRules.IsLeased)}))
        """;

    private readonly TemporaryFile _file = new();
    private readonly SqliteDatabase _database;
    private readonly SqliteOutbox _outbox;

    public SqliteOrderTests()
    {
        _database = new(_file.Path);
        _outbox = new(_database);
    }

    public void Dispose()
    {
        _database.Dispose();
        _file.Dispose();
    }

    [Fact]
    public async Task What_a_claim_made_ready_and_did_not_take_leaves_the_order_when_it_is_cancelled()
    {
        await _outbox.RegisterAsync(Samples.Record());
        var later = Samples.Now + Duration.FromHours(1);
        await _outbox.AddAsync(Samples.Key, [.. new[] { "d1", "d2" }.Select(id => Due(id, later))], []);
        (await _outbox.LeaseAsync(new(later, later + Duration.FromMinutes(5), 1))).Should().ContainSingle();
        await _outbox.CancelAsync(Samples.Key, later);
        (await CountAsync("SELECT count(*) FROM deliveries WHERE ready = 1")).Should().Be(0);
        (await CountAsync(Wrong)).Should().Be(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_any_steps_the_columns_say_what_the_rows_say(int seed)
    {
        Random random = new(seed);
        await _outbox.RegisterAsync(Samples.Record());
        await _outbox.AddAsync(Samples.Key,
            [.. Enumerable.Range(0, 200).Select(i => Due($"d{i:000}", Samples.Now + Duration.FromMinutes(random.Next(30))))], []);
        for (var minute = 0; minute < 60; minute++)
        {
            var now = Samples.Now + Duration.FromMinutes(minute);
            var leased = await _outbox.LeaseAsync(new(now, now + Duration.FromMinutes(3), 1 + random.Next(5)));
            await _outbox.UpdateAsync([.. leased.Where(_ => random.Next(4) > 0).Select(d => Next(d, now, random))]);
            if (minute == 45)
                await _outbox.CancelAsync(Samples.Key, now);
            (await CountAsync(Wrong)).Should().Be(0, "minute {0}", minute);
        }

        (await CountAsync("SELECT count(*) FROM deliveries WHERE ready = 1 AND state NOT IN "
            + $"({ListOf(s => OutboxRules.BecomesDue(s) || OutboxRules.IsLeased(s))})")).Should().Be(0);
    }

    private static Delivery Next(Delivery leased, Instant now, Random random)
    {
        DeliveryState[] next = [DeliveryState.Planned, DeliveryState.Held, DeliveryState.Sending, DeliveryState.Accepted,
            DeliveryState.InDoubt, DeliveryState.Failed, DeliveryState.Suppressed];
        return leased with
        {
            State = next[random.Next(next.Length)],
            Due = now + Duration.FromMinutes(random.Next(3)),
            ChangedAt = now,
        };
    }

    private static PlannedDelivery Due(string id, Instant due)
    {
        var planned = Samples.Planned(id);
        return planned with { Delivery = planned.Delivery with { Due = due } };
    }

    private async Task<long> CountAsync(string sql) => await _database.ReadAsync(s => s.Number(sql)!.Value, CancellationToken.None);

    private static string ListOf(Func<DeliveryState, bool> which) =>
        string.Join(", ", Enum.GetValues<DeliveryState>().Where(which).Select(s => (int)s));
}
