using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Sqlite.Tests;

public sealed class SqliteRegisterCopyTests : IDisposable
{
    private static readonly SuppressionRegister Register = new() { Name = "us-dnc", ObtainedAt = Samples.Now };
    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_large_copy_is_there_after_a_restart_number_by_number()
    {
        var numbers = Numbers(700_000, seed: 1);
        using (SqliteDatabase database = new(_file.Path))
            await new SqliteSuppressionList(database).ReplaceAsync(Register, new("us-dnc", numbers));
        using SqliteDatabase restarted = new(_file.Path);
        var copy = (await new SqliteSuppressionList(restarted).CopiesAsync()).Single();
        copy.Numbers.Numbers().SequenceEqual(numbers.Numbers()).Should().BeTrue();
    }

    [Fact]
    public async Task A_copy_that_another_process_imports_is_noticed()
    {
        using SqliteDatabase here = new(_file.Path), there = new(_file.Path);
        SqliteSuppressionList list = new(here), other = new(there);
        await list.ReplaceAsync(Register, new("us-dnc", Numbers(10, 1)));
        (await list.CopiesAsync()).Single().Numbers.Count.Should().Be(10);
        await other.ReplaceAsync(Register, new("us-dnc", Numbers(20, 2)));
        (await list.CopiesAsync()).Single().Numbers.Count.Should().Be(20);
    }

    [Theory]
    [InlineData("DELETE FROM register_blocks WHERE no = 1")]
    [InlineData("UPDATE register_blocks SET body = zeroblob(length(body)) WHERE no = 1")]
    [InlineData("UPDATE register_blocks SET body = x'00' WHERE no = 0")]
    public async Task A_damaged_copy_is_never_half_a_register_and_lets_nobody_through_until_it_is_imported_again(string sql)
    {
        using SqliteDatabase database = new(_file.Path);
        await new SqliteSuppressionList(database).ReplaceAsync(Register, new("us-dnc", Numbers(600_000, 3)));
        await database.WriteAsync(s => { s.Script(sql); return 0; }, CancellationToken.None);
        SqliteSuppressionList list = new(database);
        (await list.RegistersAsync()).Single().ObtainedAt.Should().Be(SuppressionRegister.NeverObtained);
        (await list.CopiesAsync()).Should().BeEmpty();
        await list.ReplaceAsync(Register, new("us-dnc", Numbers(10, 1)));
        (await list.CopiesAsync()).Single().Numbers.Count.Should().Be(10);
        (await list.RegistersAsync()).Single().ObtainedAt.Should().Be(Register.ObtainedAt);
    }

    private static NumberRegister Numbers(int count, int seed)
    {
        Random random = new(seed);
        HashSet<ulong> numbers = [];
        while (numbers.Count < count)
            numbers.Add((ulong)random.NextInt64(12_010_000_000, 19_899_999_999));
        NumberRegisterBuilder builder = new();
        foreach (var number in numbers)
            builder.Add(number);
        return builder.Build();
    }
}
