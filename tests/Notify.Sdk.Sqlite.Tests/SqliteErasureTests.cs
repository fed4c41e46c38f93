using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>After an erasure nothing that leads to the person is left in the file or beside it.</summary>
public sealed class SqliteErasureTests : IDisposable
{
    private static readonly string[] Personal = ["ana.example", "12025550147", "Ana Examplename", "acc-ana"];

    private static readonly PersonRequest Request = new()
    {
        Addresses = [RawAddress.Email("ana.example@example.com"), RawAddress.Phone("+12025550147")],
        Accounts = [new("acc-ana")],
    };

    private readonly TemporaryFile _file = new();
    private readonly ServiceProvider _services;

    public SqliteErasureTests() => _services = Build();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_of_an_erased_person_is_left_in_the_file(bool told)
    {
        await FillAsync(told);
        Left().Should().BeEquivalentTo(Personal, "else the search would find nothing in any file");

        var report = await _services.GetRequiredService<PersonalDataDesk>().EraseAsync(Request);

        report.IsComplete.Should().BeTrue();
        Left().Should().BeEmpty();
        (await _services.GetRequiredService<IOutbox>().StatusAsync()).ByState.Values.Sum().Should()
            .Be(told ? 1 : 2, "what became of it stays");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_code_of_what_was_never_sent_is_left(bool isCancelled)
    {
        await FillAsync(told: false);
        if (isCancelled)
            await _services.GetRequiredService<INotifier>().CancelAsync("order/1");
        (await CountAsync("marks")).Should().BePositive();
        await _services.GetRequiredService<PersonalDataDesk>().EraseAsync(Request);
        (await CountAsync("marks")).Should().Be(0);
        (await CountAsync("traces")).Should().Be(0);
    }

    private async Task<long> CountAsync(string table) => (await _services.GetRequiredService<SqliteDatabase>()
        .ReadAsync(s => s.Number($"SELECT count(*) FROM {table}"), CancellationToken.None))!.Value;

    [Fact]
    public async Task Nothing_of_a_person_is_left_when_the_retention_is_over()
    {
        await FillAsync(told: true);
        var outbox = _services.GetRequiredService<IOutbox>();
        await outbox.EraseAsync(new() { EndedBefore = NodaTime.Instant.MaxValue }, Samples.Now);
        (await outbox.FindOfAsync(new() { Accounts = Request.Accounts.ToHashSet() })).Found.Should().BeEmpty();
    }

    public void Dispose()
    {
        _services.Dispose();
        _file.Dispose();
    }

    private async Task FillAsync(bool told)
    {
        Contact ana = new("acc-ana")
        {
            Name = "Ana Examplename",
            Emails = ["ana.example@example.com"],
            Phones = ["+12025550147"],
            Language = "en",
        };
        await _services.GetRequiredService<INotifier>().SendAsync(new Notification("ready", "order/1"), ana);
        if (told)
            await _services.GetRequiredService<IDispatcher>().DispatchDueAsync();
        else
            await _services.GetRequiredService<INotifier>().SendAsync(new Notification("ready", "order/2"), ana);
        AddressKey mail = new(AddressKind.Email, "ana.example@example.com");
        await _services.GetRequiredService<IBounceLedger>().AddAsync(new(mail, "smtp", "e-1", Samples.Now), NodaTime.Instant.MinValue);
        await _services.GetRequiredService<ISuppressionList>().AddAsync([new(mail, "own", SuppressionKind.OwnList, Samples.Now)]);
        await _services.GetRequiredService<ConsentDesk>().WithdrawAsync(RawAddress.Phone("+12025550147"), ConsentScope.Everything);
    }

    /// <summary>Which of the texts stand in the file or beside it.</summary>
    private string[] Left()
    {
        StringBuilder all = new();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_file.Path)!))
        {
            using FileStream read = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader text = new(read, Encoding.Latin1);
            all.Append(text.ReadToEnd());
        }

        var written = all.ToString();
        return [.. Personal.Where(p => written.Contains(p, StringComparison.Ordinal))];
    }

    private ServiceProvider Build()
    {
        ServiceCollection services = new();
        services.AddNotify()
            .AddTopic("ready", t => t.Transactional().Email("en", "Ready", "It is ready.").Sms("en", "It is ready."))
            .UseSqlite(_file.Path)
            .AddTransport(_ => new Accepting(DeliveryChannel.Email))
            .AddTransport(_ => new Accepting(DeliveryChannel.Sms));
        return services.BuildServiceProvider();
    }

    private sealed class Accepting(DeliveryChannel channel) : ITransport
    {
        public string Name => "accepting";

        public DeliveryChannel Channel => channel;

        public ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
            new(SendOutcome.Accepted($"p-{message.IdempotencyKey}"));
    }
}
