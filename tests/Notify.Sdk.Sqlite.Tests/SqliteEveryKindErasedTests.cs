using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>
/// A person is erased, however far their message got, and then no cell of any table and no octet of the file or its log says anything of
/// them: neither what the library wrote nor what the application, the provider and they themselves said.
/// </summary>
public sealed class SqliteEveryKindErasedTests : IDisposable
{
    private const string Mail = "ana.example@example.com";
    private const string Phone = "+12025550147";

    private static readonly string[] Personal =
    [
        "ana.example", "12025550147", "Ana Examplename", "acc-ana", "data-of-ana", "file-of-ana", "attribute-of-ana", "detail-of-ana",
        "words-of-ana", "20500-0003", "person-of-ana",
    ];

    private static readonly PersonRequest Request = new()
    {
        Addresses = [RawAddress.Email(Mail), RawAddress.Phone(Phone)],
        Accounts = [new("acc-ana")],
    };

    private readonly TemporaryFile _file = new();
    private readonly ServiceProvider _services;
    private SendOutcome _answer = SendOutcome.Accepted("p-1");

    public SqliteEveryKindErasedTests()
    {
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(new Noon());
        services.AddNotify()
            .AddTopic("bill", t => t.Transactional().OnUnknown(UnknownOutcomePolicy.ResendOnUnknown)
                .Email("en", "Bill", "Dear {{recipient.name}}, {{bill}}.").Sms("en", "{{bill}}"))
            .AddReplies(o => (o.Brand, o.Support) = ("Example Shop", "help@shop.example"))
            .UseSqlite(_file.Path)
            .AddTransport(_ => new Answering(DeliveryChannel.Email, () => _answer))
            .AddTransport(_ => new Answering(DeliveryChannel.Sms, () => _answer));
        _services = services.BuildServiceProvider();
    }

    [Theory]
    [InlineData("planned", DeliveryState.Planned)]
    [InlineData("accepted", DeliveryState.Accepted)]
    [InlineData("rejected", DeliveryState.Failed)]
    [InlineData("unknown", DeliveryState.Planned)]
    [InlineData("deferred", DeliveryState.Planned)]
    [InlineData("cancelled", DeliveryState.Cancelled)]
    [InlineData("cancelled account", DeliveryState.Cancelled)]
    [InlineData("opted out", null)]
    public async Task Nothing_says_anything_of_a_person_who_was_erased(string kind, DeliveryState? state)
    {
        await FillAsync(kind);
        (await Get<IOutbox>().StatusAsync("bill/ana")).ByState.Keys.Should().Equal(state is { } stands ? [stands] : []);
        Octets().Should().Contain(["ana.example", "12025550147", "words-of-ana", "data-of-ana", "file-of-ana"], "else nothing is searched");
        if (kind is "rejected" or "deferred" or "unknown")
            Octets().Should().Contain("detail-of-ana");
        (await ExportAsync()).Should().Contain("data-of-ana").And.Contain("words-of-ana").And.Contain(Mail);

        var report = await Get<PersonalDataDesk>().EraseAsync(Request);

        report.IsComplete.Should().BeTrue();
        report.Outbox.Contents.Should().Be(1);
        Cells().Should().BeEmpty();
        Octets().Should().BeEmpty();
        (await ExportAsync()).Should().NotContainAny("ana.example", "12025550147", "acc-ana", "data-of-ana");
        Octets("Ben Examplename", "acc-ben", "data-of-all").Should().HaveCount(3, "others stay");
    }

    public void Dispose()
    {
        _services.Dispose();
        _file.Dispose();
    }

    private T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    private async Task FillAsync(string kind)
    {
        _answer = kind switch
        {
            "rejected" => SendOutcome.Rejected($"detail-of-ana {Mail} {Phone}"),
            "unknown" => SendOutcome.Unknown($"detail-of-ana {Mail}"),
            "deferred" => SendOutcome.Deferred($"detail-of-ana {Phone}"),
            _ => SendOutcome.Accepted("queue-1"),
        };
        if (kind == "opted out")
            await Get<ConsentDesk>().WithdrawAsync(RawAddress.Email(Mail), ConsentScope.Everything);
        await Get<INotifier>().SendAsync(OfAna, Ana);
        await Get<INotifier>().SendAsync(
            new Notification("bill", "bill/all") { Data = new Dictionary<string, object?> { ["bill"] = "data-of-all" } }, Ben);
        if (kind is not ("planned" or "cancelled" or "cancelled account"))
            await Get<IDispatcher>().DispatchDueAsync();
        if (kind == "cancelled")
            await Get<INotifier>().CancelAsync("bill/ana");
        else if (kind == "cancelled account")
            await Get<IOutbox>().CancelAsync("bill/ana", new AccountRef("acc-ana"), Samples.Now);
        AddressKey mail = new(AddressKind.Email, Mail);
        await Get<IBounceLedger>().AddAsync(new(mail, "smtp", "e-1", Samples.Now), NodaTime.Instant.MinValue);
        await Get<ISuppressionList>().AddAsync([new(mail, "own", SuppressionKind.Invalid, Samples.Now)]);
        await Get<ConsentDesk>().WithdrawAsync(RawAddress.Phone(Phone), ConsentScope.Everything);
        await Get<IHookInbox>().AddAsync([HookEntry.Of(Reply("m-1"), Samples.Now) with { State = HookEntryState.SetAside }]);
        await Get<IInboundProcessor>().ReceiveAsync(Reply("m-2"));
    }

    private static InboundReply Reply(string id) => new()
    {
        Provider = "sms",
        MessageId = id,
        Channel = DeliveryChannel.Sms,
        From = Phone,
        Text = "words-of-ana",
        ReceivedAt = Samples.Now,
    };

    private static Notification OfAna { get; } = new("bill", "bill/ana")
    {
        Data = new Dictionary<string, object?> { ["bill"] = "data-of-ana" },
        Attachments = [Attachment.Of("bill.txt", "text/plain", Encoding.UTF8.GetBytes("file-of-ana"))],
    };

    private static Contact Ana { get; } = new("acc-ana")
    {
        Name = "Ana Examplename",
        Emails = [Mail],
        Phones = [Phone],
        Language = "en",
        PostalCode = "20500-0003",
        PersonId = "person-of-ana",
        Attributes = new Dictionary<string, ContactAttribute> { ["tier"] = new("attribute-of-ana") },
    };

    private static Contact Ben { get; } = new("acc-ben") { Name = "Ben Examplename", Emails = ["ben@example.com"], Language = "en" };

    private async Task<string> ExportAsync()
    {
        using MemoryStream shown = new();
        await Get<PersonalDataDesk>().ExportAsync(Request, shown);
        return Encoding.UTF8.GetString(shown.ToArray());
    }

    /// <summary>Which of the texts stand in the file or beside it.</summary>
    private string[] Octets(params string[] texts)
    {
        StringBuilder all = new();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_file.Path)!))
        {
            using FileStream read = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader text = new(read, Encoding.Latin1);
            all.Append(text.ReadToEnd());
        }

        var written = all.ToString();
        var base64 = Convert.ToBase64String("file-of-ana"u8.ToArray())[..12];
        return [.. (texts.Length > 0 ? texts : Personal).Where(t => written.Contains(t, StringComparison.Ordinal)
            || (t == "file-of-ana" && written.Contains(base64, StringComparison.Ordinal)))];
    }

    /// <summary>The cells of all tables in which one of the texts stands.</summary>
    private List<string> Cells()
    {
        List<string> found = [];
        using SqliteConnection connection = new($"Data Source={_file.Path};Pooling=False");
        connection.Open();
        foreach (var table in Read(connection, "SELECT name FROM sqlite_master WHERE type = 'table'").Select(r => (string)r[0]))
        {
            foreach (var cell in Read(connection, $"SELECT * FROM {table}").SelectMany(r => r))
            {
                var text = cell as string ?? (cell is byte[] octets ? Encoding.Latin1.GetString(octets) : "");
                found.AddRange(Personal.Where(p => text.Contains(p, StringComparison.Ordinal)).Select(p => $"{table}: {p}"));
            }
        }

        return found;
    }

    private static List<object[]> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // texts of this class
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        List<object[]> rows = [];
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>It is always one o'clock in New York.</summary>
    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);
    }

    private sealed class Answering(DeliveryChannel channel, Func<SendOutcome> answerToAna) : ITransport
    {
        public string Name => $"answering-{channel}";

        public DeliveryChannel Channel => channel;

        public ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => new(
            message.Account?.Id == "acc-ana" ? answerToAna() : SendOutcome.Accepted("queue-2"));
    }
}
