using System.Globalization;
using System.Net;
using System.Text;
using CustomTransport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;
using Notify.Sdk.HookHost;
using Notify.Sdk.Http;
using Notify.Sdk.Http.Hooks;
using Notify.Sdk.Kannel;
using Notify.Sdk.Stores;

namespace Notify.Sdk.AspNetCore.Tests;

/// <summary>A shop on the loopback with three providers: web hooks of people, a Kannel gateway and Acme. Its store is in memory.</summary>
internal sealed class HookShop : IAsyncDisposable
{
    public const string KannelSecret = "hook-secret-of-tests-4711", AcmeSecret = "acme-hook-secret-4711";

    /// <summary>No test waits longer, however busy the machine is.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly WebApplication _app;

    private HookShop(WebApplication app)
    {
        _app = app;
        Client = new() { BaseAddress = new(app.Urls.Single()), Timeout = Longest };
    }

    public HttpClient Client { get; }

    public int Port => Client.BaseAddress!.Port;

    public IServiceProvider Services => _app.Services;

    public INotifier Notifier => Services.GetRequiredService<INotifier>();

    public IHookInbox Inbox => Services.GetRequiredService<IHookInbox>();

    public IReceiptStore Receipts => Services.GetRequiredService<IReceiptStore>();

    public static async Task<HookShop> OpenAsync(Action<NotifyBuilder>? compose = null, Action<HookEndpointOptions>? hooks = null,
        string? file = null, Uri? acme = null)
    {
        var app = HookServer.Build(file, "http://127.0.0.1:0", notify =>
        {
            notify
                .AddKannel("gateway", o =>
                {
                    (o.BaseAddress, o.UserName, o.Secret) = (new("http://127.0.0.1:1/"), "shop", "p");
                    o.HookSecrets.Add(KannelSecret);
                })
                .AddHttpProvider<AcmeSms, AcmeOptions>("acme", o =>
                {
                    (o.BaseAddress, o.Secret) = (acme ?? new("http://127.0.0.1:1/"), "key");
                    o.HookSecrets.Add(AcmeSecret);
                })
                .AddTopic("parcel", t => t.Transactional().Over(DeliveryChannel.Sms).Via("acme").Sms("en", "Your parcel is there."))
                .ConfigureConsent(o => o.PeopleGaveTheirNumbers = true)
                .UseClock(new FakeClock(Now));
            compose?.Invoke(notify);
        }, hooks);
        await app.StartAsync();
        return new(app);
    }

    /// <summary>A hook of a person, signed now or at another instant.</summary>
    public static HttpRequestMessage Signed(string id, string body, Instant? at = null, string secret = HookServer.Secret)
    {
        var octets = Encoding.UTF8.GetBytes(body);
        var when = at ?? Now;
        return new(HttpMethod.Post, "/hooks/hooks")
        {
            Content = new ByteArrayContent(octets),
            Headers =
            {
                { StandardWebhooks.IdHeader, id },
                { StandardWebhooks.TimestampHeader, when.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) },
                { StandardWebhooks.SignatureHeader, StandardWebhooks.Sign([secret], id, when, octets) },
            },
        };
    }

    public static string Delivered(string key) => $$"""{"type":"message.delivered","data":{"id":"{{key}}"} }""";

    /// <summary>Noon in New York: the shop's clock stands still.</summary>
    public static Instant Now { get; } = Instant.FromUtc(2026, 1, 20, 17, 0);

    /// <summary>A report of Acme.</summary>
    public static HttpRequestMessage Acme(string body, string secret = AcmeSecret) => new(HttpMethod.Post, "/hooks/acme")
    {
        Content = new StringContent(body),
        Headers =
        {
            { "X-Acme-Signature", Convert.ToHexString(HookSignature.HmacSha256(secret, Encoding.UTF8.GetBytes(body))) },
        },
    };

    /// <summary>Somebody with a number.</summary>
    public static Contact Person(string account, string phone) =>
        new(account) { Phones = [phone], Country = "US", TimeZone = "America/New_York", Language = "en" };

    public async Task<HttpStatusCode> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await Client.SendAsync(request);
            return answer.StatusCode;
        }
    }

    public async Task<HttpStatusCode> GetAsync(string address)
    {
        using var answer = await Client.GetAsync(new Uri(address, UriKind.Relative));
        return answer.StatusCode;
    }

    /// <summary>Waits until everything that was taken in was worked.</summary>
    public Task WorkedAsync() => UntilAsync(async () => await Inbox.CountAsync(HookEntryState.Waiting) == 0, "the inbox should be empty");

    public Task UntilAsync(string key, string account, DeliveryState state) => UntilAsync(
        async () => (await Notifier.ExplainAsync(key, account))?.State == state, $"{account} should be {state}");

    public static async Task UntilAsync(Func<Task<bool>> happened, string otherwise)
    {
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); !await happened();)
        {
            watch.Elapsed.Should().BeLessThan(Longest, otherwise);
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
