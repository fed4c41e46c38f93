using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>The disk is full, the file is locked by another process, or is copied away and back, while a worker runs.</summary>
public sealed class SqliteHardTimesTests : IDisposable
{
    private const int People = 40;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2); // of what must succeed

    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_full_disk_takes_nothing_by_halves_and_all_of_it_once_there_is_room()
    {
        using SqliteDatabase database = new(_file.Path);
        SqliteOutbox outbox = new(database);
        await outbox.RegisterAsync(Samples.Record());
        await outbox.AddAsync(Samples.Key, [Samples.Planned("d1")], []);
        await LimitAsync(database, (await NumberAsync(database, "PRAGMA page_count")));
        PlannedDelivery[] many = [.. Enumerable.Range(0, 500).Select(i => Samples.Planned($"e{i}"))];
        var add = async () => await outbox.AddAsync(Samples.Key, many, []);

        var thrown = (await add.Should().ThrowAsync<SqliteStoreException>()).WithMessage("*the disk is full*nothing was half-written*")
            .Which;
        thrown.IsTransient.Should().BeFalse();
        thrown.ToString().Should().NotContain("example.com");
        (await outbox.StatusAsync()).ByState.Should().Equal(new Dictionary<DeliveryState, int> { [DeliveryState.Planned] = 1 });
        (await outbox.FindMarksAsync([.. many[0].Marks])).Should().BeEmpty();
        (await outbox.LeaseAsync(Samples.Lease())).Should().ContainSingle("what needs no room goes on");

        await LimitAsync(database, int.MaxValue - 1);
        (await add()).Should().OnlyContain(r => r == AddResult.Added);
    }

    [Fact]
    public async Task Answers_that_a_full_disk_does_not_take_are_written_when_there_is_room_again()
    {
        Transport transport = new();
        Trouble trouble = new();
        await using var services = Build(transport, trouble, TimeSpan.FromSeconds(30));
        var database = services.GetRequiredService<SqliteDatabase>();
        await PlanAsync(services);
        // Ids of the provider's own and its words need pages of their own.
        transport.Answers = i => SendOutcome.Accepted($"queue-{i}-{new string('x', 2_000)}", new string('y', 2_000));
        transport.AtFirst = () => LimitAsync(database, 1).AsTask().GetAwaiter().GetResult();
        trouble.Then = () => _ = LimitAsync(database, int.MaxValue - 1).AsTask();

        await services.GetRequiredService<IDispatcher>().DispatchDueAsync();

        trouble.Count.Should().BePositive("the disk was full");
        transport.Told.Should().OnlyHaveUniqueItems().And.HaveCount(People);
        await AllAcceptedAsync(services);
    }

    [Fact]
    public async Task A_worker_goes_on_after_another_process_held_the_file_for_longer_than_it_waits()
    {
        Transport transport = new();
        Trouble trouble = new();
        await using var services = Build(transport, trouble, busy: TimeSpan.FromMilliseconds(100));
        await PlanAsync(services);
        using var holder = await LockHolder.StartAsync(_file.Path);
        var workers = services.GetServices<IHostedService>().ToList();
        foreach (var worker in workers)
            await worker.StartAsync(CancellationToken.None);
        await UntilAsync(() => trouble.Count >= 2);
        transport.Told.Should().BeEmpty("nothing leaves that is not written down");

        await holder.ReleaseAsync();

        await UntilAsync(() => transport.Told.Count == People);
        foreach (var worker in workers)
            await worker.StopAsync(CancellationToken.None);
        transport.Told.Should().OnlyHaveUniqueItems();
        await AllAcceptedAsync(services);
    }

    [Fact]
    public async Task An_answer_is_written_when_the_file_comes_back_that_was_copied_away()
    {
        if (OperatingSystem.IsWindows())
            return; // a file that is open cannot be moved there
        Transport transport = new();
        Trouble trouble = new();
        await using var services = Build(transport, trouble, TimeSpan.FromSeconds(30));
        await PlanAsync(services);
        using ManualResetEventSlim isAway = new();
        transport.AtFirst = () =>
        {
            File.Move(_file.Path, _file.Path + ".away");
            File.Copy(_file.Path + ".away", _file.Path); // as a backup that is put back would lie there
            isAway.Set();
        };
        trouble.Then = () =>
        {
            isAway.Wait(Limit).Should().BeTrue(); // other answers may come while it is moved
            File.Move(_file.Path + ".away", _file.Path, overwrite: true);
        };

        await services.GetRequiredService<IDispatcher>().DispatchDueAsync();

        trouble.Count.Should().BePositive("the other file was not written to");
        transport.Told.Should().OnlyHaveUniqueItems().And.HaveCount(People);
        await AllAcceptedAsync(services);
    }

    private ServiceProvider Build(Transport transport, Trouble trouble, TimeSpan busy)
    {
        ServiceCollection services = new();
        services.AddLogging(b => b.AddProvider(trouble));
        services.AddNotify()
            .AddTopic("ready", t => t.Transactional().Email("en", "Ready", "It is ready."))
            .UseSqlite(o => (o.Path, o.BusyTimeout) = (_file.Path, busy))
            .AddNotifyWorker()
            .AddTransport(_ => transport);
        services.Configure<SendingOptions>(o => (o.Concurrency, o.PollInterval) = (People, TimeSpan.FromMilliseconds(100)));
        return services.BuildServiceProvider();
    }

    private static Task<SendReport> PlanAsync(ServiceProvider services) => services.GetRequiredService<INotifier>().SendAsync(
        new Notification("ready", "ready/1"),
        [.. Enumerable.Range(0, People).Select(i => new Contact($"a{i}") { Emails = [$"p{i}@example.com"], Language = "en" })]);

    private static async Task AllAcceptedAsync(ServiceProvider services) => (await services.GetRequiredService<IOutbox>().StatusAsync())
        .ByState.Should().Equal(new Dictionary<DeliveryState, int> { [DeliveryState.Accepted] = People });

    private static ValueTask<long> NumberAsync(SqliteDatabase database, string sql) =>
        database.WriteAsync(s => s.Number(sql)!.Value, CancellationToken.None);

    private static ValueTask<long> LimitAsync(SqliteDatabase database, long pages) =>
        NumberAsync(database, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var began = Stopwatch.GetTimestamp(); !holds(); await Task.Delay(20))
            Stopwatch.GetElapsedTime(began).Should().BeLessThan(Limit);
    }

    private sealed class Transport : ITransport
    {
        private int _called;

        public ConcurrentQueue<string> Told { get; } = new();

        public Func<int, SendOutcome> Answers { get; set; } = i => SendOutcome.Accepted($"queue-{i}");

        public Action AtFirst { get; set; } = () => { };

        public string Name => "post";

        public DeliveryChannel Channel => DeliveryChannel.Email;

        public ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            var called = Interlocked.Increment(ref _called);
            Told.Enqueue(message.To.Deliverable);
            if (called == 1)
                AtFirst();
            return new(Answers(called));
        }
    }

    /// <summary>Counts what went wrong, and mends it the first time.</summary>
    private sealed class Trouble : ILoggerProvider, ILogger
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public Action Then { get; set; } = () => { };

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && Interlocked.Increment(ref _count) == 1)
                Then();
        }

        public void Dispose()
        {
        }
    }
}
