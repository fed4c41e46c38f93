using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Notify.Sdk.Conformance;
using Notify.Sdk.Sqlite.Tests.Damage;

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

        using WholeFile.ErrorLog log = new();
        using LoggerFactory loggers = new([log]);
        using SqliteDatabase damaged = new(new SqliteOptions { Path = _file.Path }, loggers.CreateLogger<SqliteDatabase>());
        SqliteOutbox outbox = new(damaged);
        var leased = await outbox.LeaseAsync(Samples.Lease());

        leased.Select(d => d.Id.Value).Should().Equal("d1", "d3");
        log.All.Should().ContainSingle().Which.Should().Contain("Row 2 of table deliveries").And.NotContain("example.com");
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
}
