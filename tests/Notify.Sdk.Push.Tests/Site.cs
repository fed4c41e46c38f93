using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;
using Notify.Sdk.Email;

namespace Notify.Sdk.Push.Tests;

/// <summary>A site that tells its visitors by notifications of their browsers, and by mail where that fails.</summary>
internal sealed class Site : IAsyncDisposable
{
    // However busy the machine is.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    private readonly ServiceProvider _services;
    private readonly IConfigurationRoot _settings;
    private readonly string _mail = Path.Combine(Path.GetTempPath(), $"notify-site-{Path.GetRandomFileName()}");

    private Site(PushService service, FakeClock clock)
    {
        (Service, Keys) = (service, VapidKeys.Create());
        _settings = new ConfigurationBuilder().AddInMemoryCollection().Build();
        (_settings["Push:PublicKey"], _settings["Push:Secret"], _settings["Push:Subject"]) =
            (Keys.PublicKey, Keys.PrivateKey, "mailto:push@example.com");
        _settings["Push:Timeout"] = s_longest.ToString();
        ServiceCollection services = new();
        services.AddNotify()
            .AddTopic("parcel", t => t.Transactional().Priority(TopicPriority.Urgent).Over(DeliveryChannel.WebPush, DeliveryChannel.Email)
                .From("Shop").Push("en", "It is there", "Your parcel is at the desk.", "https://shop.example.com/parcels/7")
                .Email("en", "It is there", "Your parcel is at the desk."))
            .AddWebPush("push", _settings.GetSection("Push"))
            .AddPickupDirectory(o => (o.Directory, o.From) = (_mail, "shop@shop.example"))
            .UseClock(clock);
        // The name of the service leads to it, and its certificate is believed; all else is as it would be in public.
        services.AddHttpClient("notify/push").UseSocketsHttpHandler((handler, _) =>
        {
            handler.ConnectTimeout = s_longest;
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => service.IsOwn(certificate);
            handler.ConnectCallback = async (context, stop) =>
            {
                context.DnsEndPoint.Host.Should().Be("push.example.com");
                Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(service.EndPoint, stop);
                return new NetworkStream(socket, ownsSocket: true);
            };
        });
        services.Configure<SendingOptions>(o => o.HandOverTimeout = s_longest);
        _services = services.BuildServiceProvider();
    }

    public PushService Service { get; }

    /// <summary>The keys in force.</summary>
    public VapidKeys Keys { get; private set; }

    public INotifier Notifier => _services.GetRequiredService<INotifier>();

    public IReadOnlyList<string> Mails => Directory.Exists(_mail) ? [.. Directory.GetFiles(_mail, "*.eml").Select(File.ReadAllText)] : [];

    public static async Task<Site> OpenAsync()
    {
        FakeClock clock = new(Instant.FromUtc(2026, 1, 20, 17, 0)); // noon in New York
        return new(await PushService.OpenAsync(clock), clock);
    }

    /// <summary>Tells somebody by a subscription, or by mail, and hands over what is due.</summary>
    public async Task<Explanation> TellAsync(string subscription, string key = "parcel-1", string account = "a1")
    {
        await Notifier.SendAsync(new Notification("parcel", key), [new Contact(account)
        {
            Addresses = [new(AddressKind.WebPush, subscription)],
            Emails = [$"{account}@person.example"],
            Country = "US",
            TimeZone = "America/New_York",
        }]);
        await _services.GetRequiredService<IDispatcher>().DispatchDueAsync();
        return (await Notifier.ExplainAsync(key, account))!;
    }

    /// <summary>Other keys come into the configuration, as from a vault.</summary>
    public void Rotate(bool keepsFormer = false)
    {
        if (keepsFormer)
            (_settings["Push:FormerKeys:0:PublicKey"], _settings["Push:FormerKeys:0:PrivateKey"]) = (Keys.PublicKey, Keys.PrivateKey);
        Keys = VapidKeys.Create();
        (_settings["Push:PublicKey"], _settings["Push:Secret"]) = (Keys.PublicKey, Keys.PrivateKey);
        _settings.Reload();
    }

    public ITransport Transport => _services.GetServices<ITransport>().Single(t => t.Channel == DeliveryChannel.WebPush);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Service.DisposeAsync();
        if (Directory.Exists(_mail))
            Directory.Delete(_mail, recursive: true);
    }
}
