using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>What was erased lies nowhere in the file, its log, or the free room of its pages, or the report says that it may.</summary>
public sealed class SqliteOverwritingTests : IDisposable
{
    private const int People = 3_000;

    private readonly TemporaryFile _file = new();
    private readonly ServiceProvider _services;

    public SqliteOverwritingTests()
    {
        ServiceCollection services = new();
        services.AddNotify().UseSqlite(o => (o.Path, o.BusyTimeout) = (_file.Path, TimeSpan.FromMinutes(10))); // waiting would be seen
        _services = services.BuildServiceProvider();
    }

    private IOverwritingStore Store => _services.GetServices<IOverwritingStore>().Should().ContainSingle().Subject;

    [Fact]
    public async Task No_octet_of_erased_people_is_left_among_those_of_many_others()
    {
        await FillAsync();
        string[] erased = [.. Enumerable.Range(0, People).Where(i => i % 5 == 0).Select(Local)];
        string[] others = [.. Enumerable.Range(0, People).Where(i => i % 5 != 0).Select(Local)];
        Left(erased).Should().HaveCount(erased.Length);

        (await EraseAsync(erased)).IsComplete.Should().BeTrue();

        Left(erased).Should().BeEmpty();
        Left(others).Should().HaveCount(others.Length, "they stay");
        (await Outbox.FindOfAsync(new() { Accounts = others.Select(o => new AccountRef($"acc-{o}")).ToHashSet() })).Found.Should()
            .HaveCount(others.Length);
        using SqliteConnection connection = new($"Data Source={_file.Path};Pooling=False");
        connection.Open();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        check.ExecuteScalar().Should().Be("ok");
    }

    [Fact]
    public async Task Who_reads_an_older_state_is_not_waited_for_and_the_erasure_is_not_called_complete()
    {
        var one = Local(1);
        await Outbox.AddAsync(Samples.Key, [Planned(1)], []);
        using (OlderState())
        {
            var report = await EraseAsync([one]);

            (report.Outbox.Deliveries, report.IsOverwritten, report.IsComplete).Should().Be((1, false, false));
            Left([one]).Should().NotBeEmpty("the log keeps it for the reader");
            Store.IsPending.Should().BeTrue("it is owed");
        }

        (await Store.OverwriteAsync()).Should().BeTrue();
        Store.IsPending.Should().BeFalse();
        Left([one]).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_kept_for_a_reader_goes_when_the_file_is_closed()
    {
        var one = Local(1);
        await Outbox.AddAsync(Samples.Key, [Planned(1)], []);
        using (OlderState())
        {
            (await EraseAsync([one])).IsComplete.Should().BeFalse();
        }

        _services.Dispose();
        Left([one]).Should().BeEmpty();
    }

    /// <summary>Somebody who reads the file as it is now, until it is disposed of.</summary>
    private SqliteConnection OlderState()
    {
        SqliteConnection reader = new($"Data Source={_file.Path};Pooling=False");
        reader.Open();
        using var read = reader.CreateCommand();
        (read.CommandText, read.Transaction) = ("SELECT count(*) FROM deliveries", reader.BeginTransaction(deferred: true));
        read.ExecuteScalar().Should().Be(1L);
        return reader;
    }

    public void Dispose()
    {
        _services.Dispose();
        _file.Dispose();
    }

    private IOutbox Outbox => _services.GetRequiredService<IOutbox>();

    private static PlannedDelivery Planned(int person) =>
        Samples.Planned(Samples.Delivery($"d{person}", $"acc-{Local(person)}", Samples.Email(Local(person))));

    private static string Local(int person) => $"p{person * 7_919 % 100_003:000000}xyz";

    private async Task<ErasureReport> EraseAsync(string[] people) => await _services.GetRequiredService<PersonalDataDesk>().EraseAsync(new()
    {
        Addresses = [.. people.Select(p => RawAddress.Email($"{p}@example.com"))],
        Accounts = [.. people.Select(p => new AccountRef($"acc-{p}"))],
    });

    /// <summary>In every store, in an order that splits pages, and half of the plans once more with other data.</summary>
    private async Task FillAsync()
    {
        await Outbox.RegisterAsync(Samples.Record());
        foreach (var some in Enumerable.Range(0, People).Chunk(250))
        {
            PlannedDelivery[] planned = [.. some.Select(Planned)];
            await Outbox.AddAsync(Samples.Key, planned, []);
            await Outbox.ChangeAsync([.. planned.Where((_, i) => i % 2 == 0).Select(p => Samples.Planned(Longer(p.Delivery)))]);
            AddressKey[] mails = [.. some.Select(i => new AddressKey(AddressKind.Email, $"{Local(i)}@example.com"))];
            await _services.GetRequiredService<ISuppressionList>().AddAsync(
                [.. mails.Select(m => new SuppressionEntry(m, "own", SuppressionKind.Invalid, Samples.Now))]);
            await _services.GetRequiredService<IConsentLedger>().AppendAsync([.. mails.Select((m, i) => new ConsentRecord
            {
                Id = $"c{some[i]}",
                Address = m,
                Scope = ConsentScope.Everything,
                Status = ConsentStatus.Withdrawn,
                OccurredAt = Samples.Now,
            })]);
            foreach (var mail in mails.Where((_, i) => i % 10 == 0))
                await _services.GetRequiredService<IBounceLedger>().AddAsync(new(mail, "smtp", "e1", Samples.Now), Instant.MinValue);
        }
    }

    private static Delivery Longer(Delivery delivery) => delivery.WithPlan(p => p with
    {
        Person = new()
        {
            Accounts = [p.Person.Accounts[0] with { Name = $"{p.Person.Accounts[0].Ref.Id} {new string('x', 200)}" }],
        },
    });

    /// <summary>Which of the texts stand in the file or beside it.</summary>
    private string[] Left(string[] texts)
    {
        StringBuilder all = new();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_file.Path)!))
        {
            using FileStream read = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader text = new(read, Encoding.Latin1);
            all.Append(text.ReadToEnd());
        }

        var written = all.ToString();
        return [.. texts.Where(t => written.Contains(t, StringComparison.Ordinal))];
    }
}
