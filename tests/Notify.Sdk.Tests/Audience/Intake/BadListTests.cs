using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Lists that would hurt a naive reader, and readers that are stopped or run out of disk.</summary>
public sealed class BadListTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("notify-tests-");
    private readonly AudienceOptions _options = new() { DefaultCountry = "US" };

    public BadListTests() => _options.TemporaryDirectory = _directory.FullName;

    public void Dispose() => _directory.Delete(recursive: true);

    private static Contact[] Rows(int count, Func<int, string> email) =>
        [.. Enumerable.Range(0, count).Select(i => new Contact($"acc-{i:0000000}") { Name = "Ann Lee", Emails = [email(i)] })];

    [Fact]
    public async Task An_address_of_a_million_accounts_makes_no_giant_component_and_joins_nobody()
    {
        // With a step that is quadratic in the accounts this test would not end.
        var rows = Rows(1_000_000, _ => "crowd@example.com");
        await using var list = await Engine.Reader(_options).ReadAsync(new ContactList(rows), null, default);
        list.Persons.Should().Be(rows.Length);
        list.IsAtCrowdedAddress(7).Should().BeTrue();
        list.People().First().CrowdedAddresses.Should().ContainSingle();
    }

    [Fact]
    public async Task A_quarter_million_rows_of_one_account_are_one_account()
    {
        var rows = Enumerable.Repeat(new Contact("acc") { Emails = ["a@example.com"] }, 250_000).ToArray();
        await using var list = await Engine.Reader(_options).ReadAsync(new ContactList(rows), null, default);
        list.Accounts.Should().Be(1);
        list.Rejected.Should().HaveCount(rows.Length - 1).And.OnlyContain(r => r.Reason.Code == ReasonCodes.DuplicateAccountId);
    }

    [Fact]
    public void A_list_made_for_a_known_key_is_only_slow_and_never_wrong()
    {
        // Ids and mailboxes whose hashes, under this key, fall into one of the 512 partitions and collide in the low byte of its table.
        var known = new KeyedHash(1, 2);
        var email = Enumerable.Range(0, 2_000_000).Select(i => $"m{i}@example.com")
            .Where(e => known.OfAddress(AddressKind.Email, e) is var h && KeyEntry.PartitionOf(h, Partitions<KeyEntry>.Count) == 0
                && (byte)h < 64).Take(200).ToArray();
        var rows = Rows(1_000, i => email[i % email.Length]);
        var expected = Engine.Obvious(rows, _options);
        Engine.Report(new ContactList(rows), _options, new() { Hash = known }).Should().Be(expected);
        Engine.Report(new ContactList(rows), _options).Should().Be(expected);
    }

    [Fact]
    public async Task A_send_cancelled_while_reading_stops_and_leaves_no_file()
    {
        using var stop = new CancellationTokenSource();
        _options.MemoryBudget = 0;
        var read = 0;
        var rows = Rows(50_000, i => $"m{i}@example.com").ToAsyncEnumerable().Select(c =>
        {
            if (++read == 20_000) stop.Cancel();
            return c;
        });
        await Engine.Reader(_options, new() { BlockSize = 4 }).Invoking(r => r.ReadAsync(rows, null, stop.Token)).Should()
            .ThrowAsync<OperationCanceledException>();
        read.Should().BeLessThan(20_010);
        _directory.EnumerateFiles().Should().BeEmpty();
    }

    [Fact]
    public async Task A_send_cancelled_after_reading_stops_before_the_next_partition()
    {
        using var stop = new CancellationTokenSource();
        var rows = Rows(2_000, i => $"m{i / 2}@example.com");
        var progress = new Told(p =>
        {
            if (p.Done == rows.Length) stop.Cancel();
        });
        var source = new Counting(rows);
        await Engine.Reader(_options).Invoking(r => r.ReadAsync(source, progress, stop.Token)).Should()
            .ThrowAsync<OperationCanceledException>();
        source.ReadAgain.Should().Be(0);
        source.Closed.Should().BeTrue();
    }

    [SkippableFact]
    public async Task A_full_disk_says_where_and_how_much_and_what_to_do()
    {
        Skip.IfNot(File.Exists("/dev/full"), "Needs a device that is always full.");
        _options.MemoryBudget = 0;
        var tuning = new EngineTuning
        {
            BlockSize = 4,
            OpenFile = _ =>
            new("/dev/full", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0)
        };
        var failure = (await Engine.Reader(_options, tuning)
            .Invoking(r => r.ReadAsync(Rows(10_000, i => $"m{i}@example.com").ToAsyncEnumerable(), null, default))
            .Should().ThrowAsync<NotifyException>()).Which;
        failure.Message.Should().Contain(_directory.FullName).And.Contain("MemoryBudget").And.Contain("TemporaryDirectory")
            .And.NotContain("example.com");
        failure.InnerException.Should().BeAssignableTo<IOException>();
    }

    [Fact]
    public async Task A_directory_that_is_not_there_is_named()
    {
        _options.TemporaryDirectory = Path.Combine(_directory.FullName, "missing");
        _options.MemoryBudget = 0;
        await Engine.Reader(_options).Invoking(r => r.ReadAsync(Rows(10, i => $"m{i}@example.com").ToAsyncEnumerable(), null, default))
            .Should().ThrowAsync<NotifyException>().WithMessage("*missing*");
    }

    [Fact]
    public async Task Files_are_gone_when_the_list_is_closed_and_others_cannot_read_them_before()
    {
        _options.MemoryBudget = 0;
        FileStream? opened = null;
        var tuning = new EngineTuning
        {
            BlockSize = 4,
            OpenFile = path => opened =
            new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 0, FileOptions.DeleteOnClose)
        };
        var list = await Engine.Reader(_options, tuning).ReadAsync(
            Rows(5_000, i => $"m{i}@example.com").ToAsyncEnumerable(), null, default);
        opened!.Length.Should().BePositive();
        Path.GetFileName(opened.Name).Should().MatchRegex("^notify-[a-z0-9.]+$");
        await list.DisposeAsync();
        _directory.EnumerateFiles().Should().BeEmpty();
    }

    [Fact]
    public async Task Errors_of_the_list_itself_come_out_as_they_are()
    {
        static async IAsyncEnumerable<Contact> Broken()
        {
            await Task.Yield();
            yield return new Contact("a");
            throw new InvalidDataException("the list broke off");
        }

        await Engine.Reader(_options).Invoking(r => r.ReadAsync(Broken(), null, default)).Should().ThrowAsync<InvalidDataException>()
            .WithMessage("the list broke off");
    }

    private sealed class Told(Action<SendProgress> tell) : IProgress<SendProgress>
    {
        public void Report(SendProgress value) => tell(value);
    }

    private sealed class Counting(Contact[] rows) : IContactTable, IContactSource
    {
        private readonly IContactSource _list = new ContactList(rows).Open(Engine.Arena);

        public int ReadAgain { get; private set; }

        public bool Closed { get; private set; }

        public IContactSource Open(Func<ContactArena> arena) => this;

        public ValueTask<IContactRows?> NextAsync(CancellationToken cancellationToken) => _list.NextAsync(cancellationToken);

        public Contact? Read(long locator)
        {
            ReadAgain++;
            return _list.Read(locator);
        }

        public AccountRef ReadRef(long locator)
        {
            ReadAgain++;
            return _list.ReadRef(locator);
        }

        public void EnsureUnchanged() => _list.EnsureUnchanged();

        public string ReadName(long locator)
        {
            ReadAgain++;
            return _list.ReadName(locator);
        }

        public IAsyncEnumerator<Contact> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask DisposeAsync()
        {
            Closed = true;
            return ValueTask.CompletedTask;
        }
    }
}
