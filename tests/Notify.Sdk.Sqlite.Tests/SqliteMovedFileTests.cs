using Notify.Sdk.Conformance;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>The file is put away and back while a worker has it open.</summary>
public sealed class SqliteMovedFileTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_comes_back_is_used_again_and_a_copy_of_it_is_not(bool isTheSame)
    {
        using SqliteDatabase database = new(_file.Path);
        SqliteOutbox outbox = new(database);
        await outbox.AddAsync(Samples.Key, [Samples.Planned("d1")], []);
        File.Move(_file.Path, _file.Path + ".away");
        var lease = async () => await outbox.LeaseAsync(Samples.Lease());
        await lease.Should().ThrowAsync<SqliteStoreException>();
        if (isTheSame)
            File.Move(_file.Path + ".away", _file.Path);
        else
            File.Copy(_file.Path + ".away", _file.Path);
        if (isTheSame)
            (await lease()).Should().ContainSingle();
        else
            await lease.Should().ThrowAsync<SqliteStoreException>();
    }
}
