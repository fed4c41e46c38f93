using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>What a connection remembers of what it wrote is never believed against the file.</summary>
public sealed class SqliteRecentTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteDatabase _database;
    private readonly SqliteOutbox _outbox;

    public SqliteRecentTests()
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
    public async Task What_another_process_wrote_meanwhile_is_seen()
    {
        await _outbox.RegisterAsync(Samples.Record());
        await _outbox.AddAsync(Samples.Key, [Samples.Planned("d1"), Samples.Planned("d2")], []);
        var leased = await _outbox.LeaseAsync(Samples.Lease());
        using (SqliteDatabase other = new(_file.Path))
            await new SqliteOutbox(other).CancelAsync(Samples.Key, Samples.Now);
        (await _outbox.UpdateAsync([.. leased.Select(d => d with { State = DeliveryState.Sending })])).Should().Equal(false, false);
        (await _outbox.StatusAsync()).ByState.Should().Equal(new Dictionary<DeliveryState, int> { [DeliveryState.Cancelled] = 2 });
    }

    [Fact]
    public async Task What_another_process_wrote_elsewhere_does_not_make_a_plan_be_read_again()
    {
        await _outbox.AddAsync(Samples.Key, [Samples.Planned("d1"), Samples.Planned("d2")], []);
        var leased = await _outbox.LeaseAsync(Samples.Lease());
        using (SqliteDatabase other = new(_file.Path))
        {
            await other.WriteAsync(s => s.Execute("UPDATE plans SET plan = x'00'"), CancellationToken.None); // could not be read
            await other.WriteAsync(s => s.Execute("UPDATE deliveries SET body = x'00' WHERE no = 2"), CancellationToken.None);
        }

        (await _outbox.UpdateAsync([.. leased.Select(d => d with { State = DeliveryState.Sending })])).Should().Equal(true, false);
    }

    [Fact]
    public async Task What_was_taken_back_is_forgotten()
    {
        await _outbox.AddAsync(Samples.Key, [Samples.Planned("d1")], []);
        var leased = (await _outbox.LeaseAsync(Samples.Lease()))[0];
        var fail = async () => await _database.WriteAsync<int>(
            session =>
            {
                SqliteSlice slice = new(session);
                new OutboxMachine(slice).Update(leased with { State = DeliveryState.Sending }).Should().BeTrue();
                slice.End();
                throw new InvalidOperationException("no");
            },
            CancellationToken.None);
        await fail.Should().ThrowAsync<InvalidOperationException>();
        (await _outbox.UpdateAsync([leased with { State = DeliveryState.Sending }])).Should().Equal(true);
        (await _outbox.StatusAsync()).ByState.Should().Equal(new Dictionary<DeliveryState, int> { [DeliveryState.Sending] = 1 });
    }

    [Fact]
    public async Task The_counts_are_those_of_the_rows()
    {
        var planned = Enumerable.Range(0, 30).Select(i => Samples.Planned($"d{i:00}")).ToList();
        await _outbox.RegisterAsync(Samples.Record());
        await _outbox.AddAsync(Samples.Key, planned, []);
        var leased = await _outbox.LeaseAsync(Samples.Lease(limit: 20));
        await _outbox.UpdateAsync([.. leased.Take(12).Select(d => d with { State = DeliveryState.Sending })]);
        await _outbox.UpdateAsync([.. leased.Take(5).Select(d => d with { State = DeliveryState.Accepted, Epoch = d.Epoch + 1 })]);
        await _outbox.UpdateAsync([.. leased.Skip(12).Take(3).Select(d => d with { State = DeliveryState.Held, Due = Samples.Now })]);
        await _outbox.CancelAsync(Samples.Key, Samples.Now);
        var rows = await _database.ReadAsync(
            s => s.All("SELECT state, count(*) FROM deliveries GROUP BY state",
                static r => KeyValuePair.Create((DeliveryState)r.GetInt32(0), r.GetInt32(1))),
            CancellationToken.None);
        (await _outbox.StatusAsync()).ByState.Should().BeEquivalentTo(rows.ToDictionary());
        (await _outbox.StatusAsync(Samples.Key)).ByState.Should().BeEquivalentTo(rows.ToDictionary());
    }

    [Fact]
    public async Task An_id_that_begins_with_the_deliverys_own_leads_there_and_takes_a_row_only_when_another_takes_its_place()
    {
        await _outbox.AddAsync(Samples.Key, [Samples.Planned("d1"), Samples.Planned("d2")], []);
        var leased = await _outbox.LeaseAsync(Samples.Lease());
        await _outbox.UpdateAsync(
        [
            leased[0] with { State = DeliveryState.Accepted, Provider = "pickup", ProviderId = "d1.eml" },
            leased[1] with { State = DeliveryState.Accepted, Provider = "pickup", ProviderId = "d1.x" },
        ]);
        (await RowsAsync()).Should().Be(1, "of the second, whose id is not its own");
        (await FindAsync("pickup", "d1.eml")).Should().Be("d1");
        (await FindAsync("pickup", "d1.x")).Should().Be("d2");
        (await FindAsync("other", "d1.eml")).Should().BeNull();
        (await FindAsync("pickup", "d1.other")).Should().BeNull();
        var again = (await _outbox.FindAsync(new("d1")))!;
        await _outbox.UpdateAsync([again with { Provider = "second", ProviderId = "d1" }]);
        (await FindAsync("second", "d1")).Should().Be("d1");
        (await FindAsync("pickup", "d1.eml")).Should().Be("d1");
    }

    private async Task<string?> FindAsync(string provider, string id) => (await _outbox.FindByProviderIdAsync(provider, id))?.Id.Value;

    private ValueTask<long> RowsAsync() =>
        _database.ReadAsync(s => s.Number("SELECT count(*) FROM provider_ids")!.Value, CancellationToken.None);
}
