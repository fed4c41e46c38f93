using Microsoft.Data.Sqlite;
using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite.Tests;

public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    [Fact]
    public async Task Missing_folders_are_created()
    {
        Directory.Exists(Path.GetDirectoryName(_file.Path)).Should().BeFalse();
        await UseAsync();
        File.Exists(_file.Path).Should().BeTrue();
    }

    [Fact]
    public async Task Nothing_is_opened_before_the_first_use()
    {
        using (SqliteDatabase database = new(_file.Path))
            File.Exists(_file.Path).Should().BeFalse();
        await UseAsync();
    }

    [Fact]
    public async Task The_file_is_in_write_ahead_mode_and_flushed_fully_by_default()
    {
        using SqliteDatabase database = new(_file.Path);
        var (mode, synchronous) = await database.WriteAsync(
            s => (s.First("PRAGMA journal_mode", static r => r.GetString(0)), s.Number("PRAGMA synchronous")), CancellationToken.None);
        mode.Should().Be("wal");
        synchronous.Should().Be(2);
    }

    [Fact]
    public async Task Normal_synchronisation_is_an_option()
    {
        using SqliteDatabase database = new(new SqliteOptions { Path = _file.Path, Synchronous = SqliteSynchronous.Normal });
        (await database.WriteAsync(s => s.Number("PRAGMA synchronous"), CancellationToken.None)).Should().Be(1);
    }

    [Theory]
    [InlineData(99, "*schema 99; *knows schema 14*Use a newer version*")]
    [InlineData(4, "*schema 4; *knows schema 14*move the file away*")]
    public async Task A_file_of_another_schema_is_refused_and_left_alone(int schema, string message)
    {
        await UseAsync();
        Raw($"PRAGMA user_version = {schema}; PRAGMA journal_mode = DELETE;");
        var before = await File.ReadAllBytesAsync(_file.Path);

        (await UsingIt().Should().ThrowAsync<SqliteStoreException>()).WithMessage(message);

        (await File.ReadAllBytesAsync(_file.Path)).Should().Equal(before);
    }

    [Theory]
    [InlineData("PRAGMA user_version = 4")]
    [InlineData("PRAGMA user_version = 99")]
    [InlineData("PRAGMA user_version = 0")] // tables of nobody that is known
    public async Task A_refused_file_keeps_its_log(string change)
    {
        using TemporaryFile killed = new();
        Directory.CreateDirectory(Path.GetDirectoryName(killed.Path)!);
        await UseAsync();
        using (SqliteConnection running = new($"Data Source={_file.Path};Pooling=False"))
        {
            running.Open();
            using var write = running.CreateCommand();
#pragma warning disable CA2100 // constants of this test
            write.CommandText = change;
#pragma warning restore CA2100
            write.ExecuteNonQuery();
            foreach (var end in Ends)
                File.Copy(_file.Path + end, killed.Path + end); // as after a kill
        }

        var before = Ends.Select(end => File.ReadAllBytes(killed.Path + end)).ToList();
        before[1].Should().NotBeEmpty();

        using (SqliteDatabase database = new(killed.Path))
            await FluentActions.Awaiting(async () => await new SqliteOutbox(database).StatusAsync()).Should()
                .ThrowAsync<SqliteStoreException>();

        Ends.Select(end => File.ReadAllBytes(killed.Path + end)).Should().BeEquivalentTo(before, o => o.WithStrictOrdering());
    }

    private static readonly string[] Ends = ["", "-wal"];

    [Fact]
    public async Task A_newer_schema_under_a_running_worker_is_seen_before_the_next_claim()
    {
        using SqliteDatabase database = new(_file.Path);
        SqliteOutbox outbox = new(database);
        await outbox.AddAsync(Samples.Key, [Samples.Planned("d1")], []);
        Raw("PRAGMA user_version = 99;");
        var lease = async () => await outbox.LeaseAsync(Samples.Lease());
        (await lease.Should().ThrowAsync<SqliteStoreException>()).WithMessage("*schema 99*");
        Raw($"PRAGMA user_version = {SqliteSchema.Version};");
        (await lease()).Should().ContainSingle("nothing was leased before");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_is_removed_or_replaced_under_a_running_worker_is_seen_before_the_next_claim(bool isReplaced)
    {
        using SqliteDatabase database = new(_file.Path);
        SqliteOutbox outbox = new(database);
        await outbox.AddAsync(Samples.Key, [Samples.Planned("d1")], []);
        File.Move(_file.Path, _file.Path + ".away");
        if (isReplaced)
            File.Copy(_file.Path + ".away", _file.Path);
        var lease = async () => await outbox.LeaseAsync(Samples.Lease());
        var ask = async () => await outbox.StatusAsync();
        (await lease.Should().ThrowAsync<SqliteStoreException>()).WithMessage("*was replaced or removed*start it again*");
        (await ask.Should().ThrowAsync<SqliteStoreException>()).WithMessage("*was replaced or removed*");
    }

    [Fact]
    public async Task The_file_and_those_beside_it_are_private_to_the_user()
    {
        using SqliteDatabase database = new(_file.Path);
        await new SqliteOutbox(database).AddAsync(Samples.Key, [Samples.Planned("d1")], []);
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_file.Path)!))
            File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        Directory.GetFiles(Path.GetDirectoryName(_file.Path)!).Should().HaveCountGreaterThan(1);
    }

    [Fact]
    public async Task A_file_of_another_application_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        Raw("CREATE TABLE invoices (no INTEGER);");
        var before = await File.ReadAllBytesAsync(_file.Path);

        (await UsingIt().Should().ThrowAsync<SqliteStoreException>()).WithMessage("*belongs to another application*");

        (await File.ReadAllBytesAsync(_file.Path)).Should().Equal(before);
    }

    [Fact]
    public async Task A_file_that_is_no_database_gives_a_clear_error()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        await File.WriteAllTextAsync(_file.Path, string.Concat(Enumerable.Repeat("this is no database ", 500)));
        (await UsingIt().Should().ThrowAsync<SqliteStoreException>())
            .WithMessage($"*{_file.Path}*damaged or is no SQLite database*restore a backup*");
    }

    [Fact]
    public async Task A_damaged_database_gives_a_clear_error_without_what_it_holds()
    {
        using (SqliteDatabase database = new(_file.Path))
            await new SqliteOutbox(database).AddAsync(Samples.Key, [.. Enumerable.Range(0, 200).Select(i => Samples.Planned($"d{i}"))], []);
        using (var file = File.OpenWrite(_file.Path))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, (int)file.Length - 4096).ToArray());
        }

        var thrown = (await UsingIt().Should().ThrowAsync<SqliteStoreException>()).Which;
        thrown.Message.Should().Contain("damaged").And.Contain("restore a backup");
        thrown.ToString().Should().NotContain("example.com");
        thrown.IsTransient.Should().BeFalse();
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_takes_nothing_and_says_so()
    {
        using SqliteDatabase database = new(_file.Path);
        SqliteOutbox outbox = new(database);
        await database.WriteAsync(s => s.Execute("PRAGMA query_only = 1"), CancellationToken.None);
        var add = async () => await outbox.AddAsync(Samples.Key, [Samples.Planned("d1")], []);
        (await add.Should().ThrowAsync<SqliteStoreException>()).WithMessage("*cannot be written*Check the rights*");
        (await outbox.FindAsync(new("d1"))).Should().BeNull();
    }

    [SkippableFact]
    public async Task A_read_only_file_gives_a_clear_error()
    {
        await UseAsync();
        File.SetAttributes(_file.Path, FileAttributes.ReadOnly);
        Skip.If(CanWrite(), "The user who runs the tests may write to read-only files.");
        (await UsingIt().Should().ThrowAsync<SqliteStoreException>()).WithMessage("*cannot be written*Check the rights*");
    }

    [Theory]
    [InlineData(8, "cannot be written")]
    [InlineData(13, "disk is full")]
    [InlineData(14, "cannot be opened")]
    [InlineData(10, "Check the disk")]
    [InlineData(1, "refused a call")]
    public void Each_fault_says_what_to_do(int code, string words) =>
        SqliteStoreException.From(new SqliteException("detail", code), "notify.db").Message.Should().StartWith("The database 'notify.db'")
            .And.Contain(words);

    [Fact]
    public async Task A_folder_in_place_of_the_file_gives_a_clear_error()
    {
        Directory.CreateDirectory(_file.Path);
        (await UsingIt().Should().ThrowAsync<SqliteStoreException>()).WithMessage("*cannot be opened*");
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_gives_a_clear_error()
    {
        await UseAsync();
        using SqliteDatabase database = new(Path.Combine(_file.Path, "below", "notify.db"));
        var use = async () => await new SqliteOutbox(database).StatusAsync();
        (await use.Should().ThrowAsync<SqliteStoreException>()).WithMessage("The database*or its folder cannot be created*");
    }

    [Fact]
    public async Task A_lock_that_lasts_gives_a_transient_error_and_later_calls_work()
    {
        using SqliteDatabase other = new(_file.Path);
        using SqliteDatabase database = new(new SqliteOptions { Path = _file.Path, BusyTimeout = TimeSpan.FromMilliseconds(50) });
        SqliteOutbox outbox = new(database);
        await outbox.StatusAsync();
        await other.WriteAsync(
            _ =>
            {
                var add = () => outbox.AddAsync(Samples.Key, [Samples.Planned("d1")], []).AsTask().GetAwaiter().GetResult();
                add.Should().Throw<SqliteStoreException>().Where(e => e.IsTransient).WithMessage("*locked by another process*");
                outbox.StatusAsync().AsTask().GetAwaiter().GetResult().ByState.Should().BeEmpty("readers do not wait");
                return 0;
            },
            CancellationToken.None);
        (await outbox.AddAsync(Samples.Key, [Samples.Planned("d1")], [])).Should().Equal(AddResult.Added);
    }

    [Fact]
    public async Task A_closed_database_refuses_calls()
    {
        SqliteDatabase database = new(_file.Path);
        await new SqliteOutbox(database).StatusAsync();
        database.Dispose();
        database.Dispose();
        var use = async () => await new SqliteOutbox(database).StatusAsync();
        await use.Should().ThrowAsync<ObjectDisposedException>();
    }

    public void Dispose() => _file.Dispose();

    private Func<Task> UsingIt() => UseAsync;

    private async Task UseAsync()
    {
        using SqliteDatabase database = new(_file.Path);
        await new SqliteOutbox(database).StatusAsync();
        await new SqliteOutbox(database).LeaseAsync(Samples.Lease());
    }

    private void Raw(string sql)
    {
        using SqliteConnection connection = new($"Data Source={_file.Path};Pooling=False");
        SQLitePCL.Batteries_V2.Init();
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this class
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private bool CanWrite()
    {
        try
        {
            using var file = File.OpenWrite(_file.Path);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
