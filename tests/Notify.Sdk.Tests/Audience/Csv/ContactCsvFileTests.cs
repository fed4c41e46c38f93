using Notify.Sdk.Audience;
using Notify.Sdk.SyntheticLists;

namespace Notify.Sdk.Tests.Audience;

/// <summary>A file as the engine reads it: in pieces, by several threads, and row by row again.</summary>
public sealed class ContactCsvFileTests : IDisposable
{
    private const int Block = 1 << 18;

    private readonly TemporaryCsv _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Pieces_can_be_read_by_several_threads_and_rows_lie_across_their_borders()
    {
        _file.Write(
            ["id,name,email", .. Enumerable.Range(0, 60_000)
            .Select(i => i % 3 == 0 ? $"a{i},\"Ann\nMiller, {i}\",a{i}@example.com" : $"a{i},Zoë {i},a{i}@example.com")]);
        await using var source = Open();
        var pieces = new List<IContactRows>();
        while (await source.NextAsync(default) is { } piece)
            pieces.Add(piece);
        var rows = new List<(long Locator, string Text)>[pieces.Count];
        Parallel.For(0, pieces.Count, i =>
        {
            using var piece = pieces[i];
            (rows[i], var row) = ([], new ContactRow());
            while (piece.TryRead(row))
                rows[i].Add((row.Locator, $"{row.AccountId} {row.Name}"));
        });

        pieces.Should().HaveCountGreaterThan((int)(new FileInfo(_file.Path).Length / Block / 2));
        var all = rows.SelectMany(r => r).ToList();
        all.Select(r => r.Text).Should().Equal(Enumerable.Range(0, 60_000)
            .Select(i => i % 3 == 0 ? $"a{i} Ann\nMiller, {i}" : $"a{i} Zoë {i}"));
        var again = new string[all.Count];
        Parallel.For(0, all.Count, i => again[i] = source.Read(all[i].Locator) is { } c && c.Ref == source.ReadRef(all[i].Locator)
            ? $"{c.AccountId} {c.Name}" : "");
        again.Should().Equal(all.Select(r => r.Text));
    }

    [Fact]
    public async Task A_file_says_who_is_who_as_its_contacts_do()
    {
        using (var file = File.Create(_file.Path))
            new SyntheticList(6_000, 7, ListShape.Messy).WriteCsv(file).Count().Should().Be(6_000);
        var contacts = await ContactCsv.ReadFileAsync(_file.Path).ToListAsync();

        Engine.Report(ContactCsv.ReadFileAsync(_file.Path), new()).Should().Be(Engine.Report(contacts.ToAsyncEnumerable(), new()));
    }

    [Fact]
    public async Task Broken_lines_are_told_once_in_order_and_everybody_else_is_on_the_list()
    {
        _file.Write(
            ["id,name", .. Enumerable.Range(0, 40_000).Select(
            i => i % 100 == 7 ? $"a{i},\"open" : i % 100 == 8 ? $"a{i},x,y" : i % 100 == 9 ? $"a{i},a\0b" : $"a{i},b")]);
        List<ContactCsvError> errors = [];
        await using var list = await Engine.Reader(new()).ReadAsync(
            ContactCsv.ReadFileAsync(_file.Path, new() { OnError = errors.Add }), null, default);
        list.People().Count().Should().Be(list.Persons);

        list.Rows.Should().Be(40_000 - 1_200);
        errors.Should().HaveCount(1_200);
        errors.Select(e => e.LineNumber).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        errors.Should().OnlyContain(e => e.RowSkipped && (e.LineNumber - 2) % 100 >= 7 && (e.LineNumber - 2) % 100 <= 9);
    }

    [Theory]
    [InlineData("id\na1\na2\na3\n", "the file has grown")]
    [InlineData("id\na1\n", "the file has shrunk")]
    [InlineData("id\na1\nb2\n", "the file has the same length")]
    public async Task A_file_that_changes_before_its_rows_are_read_again_is_refused(string text, string because)
    {
        _file.Write("id", "a1", "a2");
        File.SetLastWriteTimeUtc(_file.Path, new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await using var source = Open();
        var row = new ContactRow();
        using (var piece = (await source.NextAsync(default))!)
            piece.TryRead(row).Should().BeTrue();
        source.Read(row.Locator)!.AccountId.Should().Be("a1");

        File.WriteAllText(_file.Path, text);

        var look = source.EnsureUnchanged;
        look.Should().Throw<NotifyException>(because).Which.Message.Should().Contain("was changed").And.Contain("move it into place");
        var readOn = async () =>
        {
            while (await source.NextAsync(default) is { } piece)
                piece.Dispose();
        };
        await readOn.Should().ThrowAsync<NotifyException>(because);
    }

    [Theory]
    [InlineData("id,name,email\na1,Ann Lee,a@example.com\na2,Bo Ray,b@example.com\n")]
    [InlineData("id,name,email\n\"a1\nAnn Lee\"\"")]
    [InlineData("")]
    public async Task Nobody_of_a_file_that_changed_is_given_out(string text)
    {
        _file.Write("id,name,email", "a1,Ann Ray,a@example.com", "a2,Bo Lee,b@example.com");
        File.SetLastWriteTimeUtc(_file.Path, new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await using var list = await Engine.Reader(new()).ReadAsync(ContactCsv.ReadFileAsync(_file.Path), null, default);

        File.WriteAllText(_file.Path, text);

        var read = () => list.People().First();
        read.Should().Throw<NotifyException>().Which.Message.Should().Contain("was changed").And.Contain("move it into place");
    }

    [Fact]
    public async Task A_new_file_that_takes_the_place_of_the_old_one_does_no_harm()
    {
        _file.Write("id", "a1", "a2");
        using var other = new TemporaryCsv().Write("id", "b1", "b2");
        await using var source = Open();
        var row = new ContactRow();
        using var piece = (await source.NextAsync(default))!;
        piece.TryRead(row);

        File.Move(other.Path, _file.Path, overwrite: true);

        source.Read(row.Locator)!.AccountId.Should().Be("a1");
        (await source.NextAsync(default)).Should().BeNull();
    }

    [Fact]
    public async Task A_row_of_megabytes_is_read_again_when_it_is_allowed()
    {
        var name = new string('n', 3_000_000);
        _file.Write("id,name", "a1,Ann", $"a2,{name}", "a3,Carl");
        var (rows, again) = await CsvRows.ReadAsync(_file.Path, new() { MaximumLineLength = 4_000_000 });

        rows.Should().HaveCount(3);
        again.Select(c => c.Name).Should().Equal("Ann", name, "Carl");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var send = async () => await Engine.Reader(new()).ReadAsync(ContactCsv.ReadFileAsync(_file.Path), null, default);
        (await send.Should().ThrowAsync<FileNotFoundException>()).Which.Message.Should().Contain(_file.Path);
        var read = async () => await ContactCsv.ReadFileAsync(_file.Path).FirstAsync();
        await read.Should().ThrowAsync<FileNotFoundException>();
    }

    [Fact]
    public async Task A_cancelled_reading_ends_and_lets_go_of_the_file()
    {
        _file.Write(["id", .. Enumerable.Range(0, 100_000).Select(i => $"account-{i}")]);
        using var cancelled = new CancellationTokenSource();
        var progress = new Cancelling(cancelled);
        var read = async () =>
            await Engine.Reader(new(), new() { Threads = 1 }).ReadAsync(ContactCsv.ReadFileAsync(_file.Path), progress, cancelled.Token);

        await read.Should().ThrowAsync<OperationCanceledException>();
        progress.Rows.Should().BeLessThan(100_000);
        var alone = () => new FileStream(_file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
        alone.Should().NotThrow();
    }

    [Fact]
    public async Task Rows_are_read_without_allocation()
    {
        _file.Write(
            ["id,name,email,phone,country,region", .. Enumerable.Range(0, 4_000)
            .Select(i => $"a{i},\"Miller, Ann\",ann{i}@example.com,(212) 555-{i:D4},US,NY")]);
        await using var source = Open();
        using var piece = (await source.NextAsync(default))!;
        var row = new ContactRow();
        for (var i = 0; i < 1_000; i++)
            piece.TryRead(row).Should().BeTrue();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = 0;
        while (read < 2_000 && piece.TryRead(row))
            read++;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        read.Should().Be(2_000);
        allocated.Should().BeLessThan(2_000, "a string for a field would be 24 bytes at least");
    }

    [Fact]
    public async Task A_line_of_a_hundred_megabytes_takes_few_of_them()
    {
        var line = new LongLine("id,name\na1,Ann\na2,", 100_000_000, "\na3,Carl\n");
        List<ContactCsvError> errors = [];
        // The stream answers at once, so everything happens on this thread.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var contacts = await ContactCsv.ReadAsync(line, new() { OnError = errors.Add }).ToListAsync();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should()
            .BeInRange(1, 20_000_000, "the line alone would be ten times as much in characters");
        contacts.Select(c => c.AccountId).Should().Equal("a1", "a3");
        errors.Single().ToString().Should().Contain("Line 3").And.Contain("longer than 1048576");
    }

    private IContactSource Open() => new ContactCsvFile(_file.Path, new(), default).Open(Engine.Arena);

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<SendProgress>
    {
        public long Rows { get; private set; }

        public void Report(SendProgress value)
        {
            Rows = value.Done;
            source.Cancel();
        }
    }

    /// <summary>Some text, one byte many times, some text.</summary>
    private sealed class LongLine(string before, int length, string after) : MemoryStream
    {
        private int _at;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(buffer.Length, before.Length + length + after.Length - _at);
            for (var i = 0; i < count; i++, _at++)
                buffer.Span[i] = (byte)(_at < before.Length ? before[_at] : _at < before.Length + length
                    ? 'x' : after[_at - before.Length - length]);
            return new(count);
        }
    }
}
