using Microsoft.Extensions.Options;

namespace Notify.Sdk.Sqlite.Tests;

public sealed class SqliteOptionsTests
{
    [Theory]
    [InlineData("", "Path is empty")]
    [InlineData("  ", "Path is empty")]
    [InlineData(":memory:", "plain file path")]
    [InlineData("file:notify.db?mode=memory", "plain file path")]
    [InlineData("a\0b", "NUL")]
    public void A_path_that_is_no_file_is_refused(string path, string words) =>
        Failures(new() { Path = path }).Should().ContainSingle().Which.Should().Contain(words);

    [Fact]
    public void A_plain_path_is_enough() => Failures(new() { Path = "data/notify.db" }).Should().BeEmpty();

    [Fact]
    public void Everything_that_is_wrong_is_named() =>
        Failures(new() { Synchronous = (SqliteSynchronous)9, BusyTimeout = TimeSpan.FromHours(1) }).Should().HaveCount(3);

    [Fact]
    public void A_database_with_wrong_options_is_refused_at_once()
    {
        var create = () => new SqliteDatabase("");
        create.Should().Throw<ArgumentException>().WithMessage("*Path is empty*");
    }

    private static IEnumerable<string> Failures(SqliteOptions options) =>
        new SqliteOptionsValidator().Validate(Options.DefaultName, options).Failures ?? [];
}
