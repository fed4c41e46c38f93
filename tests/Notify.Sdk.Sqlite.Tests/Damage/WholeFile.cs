using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Sqlite.Tests.Damage;

/// <summary>An application on a file in which every table has rows of three people, of whom the second one's are damaged.</summary>
internal sealed class WholeFile : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly ServiceProvider _services;

    public WholeFile(string? copyOf = null)
    {
        if (copyOf is not null)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_file.Path)!);
            File.Copy(copyOf, _file.Path);
        }

        ServiceCollection services = new();
        services.AddLogging(b => b.AddProvider(Log));
        services.AddNotify().UseSqlite(o => (o.Path, o.Synchronous) = (_file.Path, SqliteSynchronous.Normal));
        _services = services.BuildServiceProvider();
    }

    public string Path => _file.Path;

    public ErrorLog Log { get; } = new();

    public IOutbox Outbox => Get<IOutbox>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public void Dispose()
    {
        _services.Dispose();
        _file.Dispose();
    }

    public static Address Mail(int person) => Samples.Email($"d{person}");

    public static PlannedDelivery Planned(int person)
    {
        var delivery = Samples.Delivery($"d{person}").WithPlan(p => p with
        {
            Person = new() { Accounts = [p.Person.Accounts[0] with { Language = person == 2 ? "fr" : "en" }] },
        });
        return Samples.Planned(delivery, Samples.Slot($"acc-d{person}", 5)) with { Traces = Traces(person) };
    }

    public static PersonTraces Traces(int person) =>
        new($"{Samples.Key}#0", (ulong)person, [new(TraceKind.Address, (ulong)person * 7, (ulong)person, TracedName.Full, false)]);

    public static Receipt Receipt(int person) =>
        new("smtp", $"event-{person}", $"unknown-{person}", ReceiptKind.Delivered, Samples.Now + Duration.FromSeconds(person));

    public static HookEntry Hook(int person, HookEntryState state)
    {
        InboundReply reply = new()
        {
            Provider = "sms",
            MessageId = $"{state}-{person}",
            Channel = DeliveryChannel.Sms,
            From = $"+1202555014{person}",
            Text = "words",
            ReceivedAt = Samples.Now,
        };
        return HookEntry.Of(reply, Samples.Now + Duration.FromSeconds(person)) with { State = state };
    }

    public static SuppressionEntry Suppression(int person) => new(Mail(person).Key, "own", SuppressionKind.OwnList, Samples.Now);

    public static SuppressionRegister Register(string name) => new() { Name = name, ObtainedAt = Samples.Now };

    public static AddressKey Listed(string register) => new(AddressKind.Phone, register == "first" ? "+12025550101" : "+12025550102");

    public static ConsentRecord Stop(int person, string id = "stop") => new()
    {
        Id = $"{id}-{person}",
        Address = Mail(person).Key,
        Scope = ConsentScope.Everything,
        Status = ConsentStatus.Withdrawn,
        OccurredAt = Samples.Now,
    };

    public async Task FillAsync()
    {
        await Outbox.RegisterAsync(Samples.Record());
        await Outbox.AddAsync(Samples.Key, [Planned(1), Planned(2), Planned(3)],
            [.. Enumerable.Range(1, 3).Select(i => Samples.Outcome(new($"none-{i}"), OutcomeKind.Suppressed))]);
        foreach (var line in new[] { "other/1", "other/2", "other/3" })
        {
            await Outbox.RegisterAsync(Samples.Record(line));
            await Outbox.CancelAsync(line, new AccountRef("acc-x"), Samples.Now);
        }

        foreach (var i in Enumerable.Range(1, 3))
        {
            await Get<IReceiptStore>().AddAsync(Receipt(i));
            await Get<IHookInbox>().AddAsync([Hook(i, HookEntryState.Waiting), Hook(i, HookEntryState.SetAside)]);
            await Get<ISuppressionList>().AddAsync([Suppression(i)]);
            await Get<IConsentLedger>().AppendAsync([Stop(i)]);
            await Get<IBounceLedger>().AddAsync(new(Mail(i).Key, "smtp", "e1", Samples.Now), Instant.MinValue);
        }

        foreach (var register in new[] { "first", "second" })
            await Get<ISuppressionList>().ReplaceAsync(Register(register), Copy(register));
        await GiveProviderIdsAsync();
    }

    /// <summary>Three more were accepted, by ids that are rows.</summary>
    private async Task GiveProviderIdsAsync()
    {
        await Outbox.AddAsync(Samples.Key, [Planned(7), Planned(8), Planned(9)], []);
        List<Delivery> accepted = [];
        foreach (var i in new[] { 7, 8, 9 })
        {
            var found = (await Outbox.FindAsync(new($"d{i}")))!;
            accepted.Add(found with { State = DeliveryState.Accepted, Provider = "smtp", ProviderId = $"queue-{i}" });
        }

        await Outbox.UpdateAsync(accepted);
    }

    private static RegisterCopy Copy(string register)
    {
        NumberRegisterBuilder numbers = new();
        numbers.Add(ulong.Parse(Listed(register).Value[1..], System.Globalization.CultureInfo.InvariantCulture));
        return new(register, numbers.Build()) { Others = new HashSet<AddressKey> { Mail(1).Key } };
    }

    /// <summary>Runs SQL on the file as somebody else.</summary>
    public static T Raw<T>(string path, string sql, Func<SqliteCommand, T> run)
    {
        using SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA secure_delete = ON"; // what the damage replaces is not what is looked for
        command.ExecuteNonQuery();
#pragma warning disable CA2100 // texts of these tests
        command.CommandText = sql;
#pragma warning restore CA2100
        return run(command);
    }

    internal sealed class ErrorLog : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> All => [.. _lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                _lines.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
