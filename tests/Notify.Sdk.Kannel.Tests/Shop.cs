using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;
using Notify.Sdk.Email;
using Notify.Sdk.Http.Hooks;
using Notify.Sdk.Kannel.Tests.Server;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Kannel.Tests;

/// <summary>A shop that texts over a gateway, and does what a host would do with its hooks.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly KannelServer _gateway;
    private readonly ServiceProvider _services;
    private readonly string _mail = Path.Combine(Path.GetTempPath(), $"notify-shop-{Path.GetRandomFileName()}");
    private readonly FakeClock _noon = new(Instant.FromUtc(2026, 1, 20, 17, 0)); // in New York
    private readonly string _hooks = $"/hooks/gateway/{Path.GetRandomFileName()}";
    private int _read;

    public Shop(KannelServer gateway, string text = "Your parcel is at the desk.", Action<KannelOptions>? configure = null)
    {
        _gateway = gateway;
        _read = Hooks.Count;
        ServiceCollection services = new();
        services.AddNotify()
            .AddTopic("parcel", t => t.Transactional().Over(DeliveryChannel.Sms, DeliveryChannel.Email).From("Shop")
                .Sms("en", text).Email("en", "Your parcel", text))
            .ConfigureConsent(o => o.PeopleGaveTheirNumbers = true)
            .AddReplies(o => (o.Brand, o.Support) = ("Shop", "help@shop.example"))
            .AddKannel("gateway", o =>
            {
                (o.BaseAddress, o.UserName, o.Secret) = (gateway.Address, KannelServer.User, KannelServer.Password);
                (o.Sender, o.ReportAddress) = ("12345", new(gateway.HookAddress, _hooks));
                o.HookSecrets.Add(KannelServer.HookSecret);
                configure?.Invoke(o);
            })
            .AddPickupDirectory(o => (o.Directory, o.From) = (_mail, "shop@shop.example"))
            .UseClock(_noon);
        _services = services.BuildServiceProvider();
    }

    /// <summary>
    /// The reports of its own messages and all replies, in their order, as if they came at the instant of the shop's clock.
    /// </summary>
    public IReadOnlyList<HookRequest> Hooks =>
    [
        .. _gateway.Hooks.Where(h => h.Address.AbsolutePath == _hooks || h.Address.AbsolutePath == KannelServer.ReplyPath)
            .Select(h => h with { ReceivedAt = _noon.GetCurrentInstant() }),
    ];

    public INotifier Notifier => _services.GetRequiredService<INotifier>();

    public IReadOnlyList<string> Mails => Directory.Exists(_mail) ? [.. Directory.GetFiles(_mail, "*.eml").Select(File.ReadAllText)] : [];

    /// <summary>Tells somebody with a number, and where it is given a mailbox, and hands over what is due.</summary>
    public async Task TellAsync(string number, string key = "parcel-1", string? mailbox = null)
    {
        await Notifier.SendAsync(new Notification("parcel", key), [new Contact(number)
        {
            Phones = [number], Emails = mailbox is null ? [] : [mailbox], Country = "US", TimeZone = "America/New_York",
        }]);
        await DispatchAsync();
    }

    /// <summary>Hands over what is due.</summary>
    public Task<DispatchReport> DispatchAsync() => _services.GetRequiredService<IDispatcher>().DispatchDueAsync();

    public async Task<DeliveryState?> StateAsync(string number, string key = "parcel-1") =>
        (await Notifier.ExplainAsync(key, number))?.State;

    /// <summary>Takes hooks in until a message has come to a state.</summary>
    public async Task UntilAsync(string number, DeliveryState state, string key = "parcel-1")
    {
        DeliveryState? last = null;
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); last != state;)
        {
            watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60), "it should be {0} and is {1}", state, last);
            await TakeHooksAsync();
            last = await StateAsync(number, key);
            await Task.Delay(20);
        }
    }

    /// <summary>Takes in the hooks that came, and tells what replies were made of.</summary>
    public async Task<IReadOnlyList<InboundOutcome>> TakeHooksAsync()
    {
        List<InboundOutcome> outcomes = [];
        for (var hooks = Hooks; _read < hooks.Count; _read++)
        {
            var reading = Read(hooks[_read]);
            reading.Verdict.Should().Be(HookVerdict.Genuine);
            foreach (var receipt in reading.Contents.Receipts)
                await RecordAsync(receipt);
            foreach (var reply in reading.Contents.Replies)
                outcomes.Add(await _services.GetRequiredService<IInboundProcessor>().ReceiveAsync(reply));
        }

        return outcomes;
    }

    public HookReading Read(HookRequest hook) => _services.GetRequiredKeyedService<IHookReader>("gateway").Read(hook);

    public Task<bool> RecordAsync(Receipt receipt) => _services.GetRequiredService<IReceiptProcessor>().RecordAsync(receipt);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (Directory.Exists(_mail))
            Directory.Delete(_mail, recursive: true);
    }
}
