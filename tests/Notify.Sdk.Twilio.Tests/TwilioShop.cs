using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Testing;
using Notify.Sdk.AspNetCore;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Twilio.Tests;

/// <summary>A shop behind a proxy that sends over Twilio and takes its hooks in. Everything is in memory.</summary>
internal sealed class TwilioShop : IAsyncDisposable
{
    public const string Home = "https://shop.example.com/app";

    /// <summary>No test waits longer, however busy the machine is.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private TwilioShop(WebApplication app, TwilioServer twilio)
    {
        (_app, Twilio) = (app, twilio);
        _client = new() { BaseAddress = new(app.Urls.Single()), Timeout = Longest };
    }

    public TwilioServer Twilio { get; }

    public INotifier Notifier => _app.Services.GetRequiredService<INotifier>();

    public ConsentDesk Consents => _app.Services.GetRequiredService<ConsentDesk>();

    public ISuppressionList Suppressions => _app.Services.GetRequiredService<ISuppressionList>();

    public static async Task<TwilioShop> OpenAsync(Action<NotifyBuilder, Action<TwilioOptions>> compose)
    {
        TwilioServer twilio = new();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var notify = builder.Services.AddNotify()
            .ConfigureConsent(o => o.PeopleGaveTheirNumbers = true)
            .AddReplies(o => (o.Brand, o.Support) = ("Shop", "help@shop.example"))
            .AddNotifyWorker(o => o.PollInterval = TimeSpan.FromMilliseconds(50))
            .UseClock(new FakeClock(Instant.FromUtc(2026, 1, 20, 17, 0))); // noon in New York
        compose(notify, o =>
        {
            Account.Fill(o);
            (o.BaseAddress, o.ReportAddress) = (twilio.Address, new($"{Home}/hooks/{Account.Name}"));
        });
        var app = builder.Build();
        app.MapNotifyHooks(o => o.PublicAddress = new(Home));
        await app.StartAsync();
        return new(app, twilio);
    }

    /// <summary>Tells somebody with a number.</summary>
    public Task<SendReport> TellAsync(string topic, string key, string number, string language = "en") =>
        Notifier.SendAsync(new Notification(topic, key), [new Contact("ana")
        {
            Phones = [number], Country = "US", TimeZone = "America/New_York", Language = language,
        }]);

    public Task UntilAsync(string key, DeliveryState state) =>
        UntilAsync(async () => (await Notifier.ExplainAsync(key, "ana"))?.State == state, $"{key} should be {state}");

    public static async Task UntilAsync(Func<Task<bool>> happened, string otherwise)
    {
        for (var watch = Stopwatch.StartNew(); !await happened();)
        {
            watch.Elapsed.Should().BeLessThan(Longest, otherwise);
            await Task.Delay(10);
        }
    }

    /// <summary>A hook of Twilio to an address as the public sees it.</summary>
    public async Task<(HttpStatusCode Status, string? Type, string Body)> CallAsync(string address, string form,
        string token = Account.Token, string? signedFor = null)
    {
        using StringContent content = new(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using HttpRequestMessage request = new(HttpMethod.Post, address[Home.Length..]) { Content = content };
        request.Headers.Add("X-Twilio-Signature", SignedHook.Sign(signedFor ?? address, form, token));
        using var answer = await _client.SendAsync(request);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await Twilio.DisposeAsync();
    }
}
