using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>Some octets of the file are wrong; SQLite itself does not see it.</summary>
public sealed class SqliteDamageTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("deliveries SET body = substr(body, 1, length(body) - 20)")]
    [InlineData("deliveries SET body = zeroblob(length(body))")]
    [InlineData("plans SET plan = x''")]
    [InlineData("plans SET plan = x'07' || substr(plan, 2)")]
    public async Task A_damaged_row_is_named_and_the_others_go_on(string damage)
    {
        using (SqliteDatabase database = new(_file.Path))
            await new SqliteOutbox(database).AddAsync(Samples.Key, [Samples.Planned("d1"), Samples.Planned("d2"), Samples.Planned("d3")],
                []);
        Raw($"UPDATE {damage} WHERE no = 2;");

        using SqliteDatabase damaged = new(_file.Path);
        Lines log = new();
        SqliteOutbox outbox = new(damaged, log);
        var leased = await outbox.LeaseAsync(Samples.Lease());

        leased.Select(d => d.Id.Value).Should().Equal("d1", "d3");
        log.All.Should().ContainSingle().Which.Should().Contain("d2").And.NotContain("example.com");
        (await outbox.LeaseAsync(Samples.Lease())).Should().BeEmpty();
        log.All.Should().ContainSingle("it is put aside");
        var find = async () => await outbox.FindAsync(new("d2"));
        (await find.Should().ThrowAsync<InvalidDataException>()).WithMessage("*d2*").Which.ToString().Should().NotContain("example.com");
    }

    [Fact]
    public async Task Where_all_that_is_due_is_damaged_the_claim_still_ends()
    {
        using (SqliteDatabase database = new(_file.Path))
            await new SqliteOutbox(database).AddAsync(Samples.Key, [Samples.Planned("d1"), Samples.Planned("d2")], []);
        Raw("UPDATE plans SET plan = x'';");
        using SqliteDatabase damaged = new(_file.Path);
        (await new SqliteOutbox(damaged).LeaseAsync(Samples.Lease(limit: 1))).Should().BeEmpty();
    }

    private void Raw(string sql)
    {
        using SqliteConnection connection = new($"Data Source={_file.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of these tests
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private sealed class Lines : ILogger<SqliteOutbox>
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => All.Add(formatter(state, exception));
    }
}
