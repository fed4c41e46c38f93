using System.Diagnostics;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Testing;
using Notify.Sdk.AspNetCore;
using Notify.Sdk.Consents;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Twilio.Tests;

/// <summary>
/// A shop behind a proxy that sends over Twilio and takes its hooks in. Everything is in memory. Made once for all tests, which takes some
/// seconds: each has a person of its own, whose account is their number.
/// </summary>
public sealed class TwilioShop : IAsyncLifetime
{
    internal const string Home = "https://shop.example.com/app";

    /// <summary>No test waits longer, however busy the machine is.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private WebApplication _app = null!;

    internal TwilioServer Twilio { get; } = new();

    internal INotifier Notifier => _app.Services.GetRequiredService<INotifier>();

    internal ConsentDesk Consents => _app.Services.GetRequiredService<ConsentDesk>();

    internal ISuppressionList Suppressions => _app.Services.GetRequiredService<ISuppressionList>();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddNotify()
            .ConfigureConsent(o => o.PeopleGaveTheirNumbers = true)
            .AddReplies(o => (o.Brand, o.Support) = ("Shop", "help@shop.example"))
            .AddUnansweredReplies<Desk>()
            .AddNotifyWorker(o => o.PollInterval = TimeSpan.FromMilliseconds(50))
            .UseClock(new FakeClock(Instant.FromUtc(2026, 1, 20, 17, 0))) // noon in New York
            .AddTopic("parcel", t => t.Transactional().Over(DeliveryChannel.Sms).From("Shop").Sms("en", "Your parcel is there."))
            .AddTopic("alarm", t => t.Transactional().Over(DeliveryChannel.Voice, DeliveryChannel.Sms).From("Shop")
                .Text(DeliveryChannel.Voice, "en", "The door is open. Press one if you are there.").Sms("en", "The door is open."))
            .AddTopic("news", t => t.Transactional().Over(DeliveryChannel.WhatsApp).From("Shop")
                .Text(DeliveryChannel.WhatsApp, "en", "Your parcel is there."))
            .AddTwilioSms("texts", o => Filled(o, "texts").MessagingService = Account.Service)
            .AddTwilioVoice("calls", o => Filled(o, "calls").Caller = "+12025550155")
            .AddTwilioWhatsApp("chat", o => Filled(o, "chat").Sender = "+12025550155");
        _app = builder.Build();
        _app.MapNotifyHooks(o => o.PublicAddress = new(Home));
        await _app.StartAsync();
    }

    internal static Contact Person(string number) => new(number)
    {
        Phones = [number],
        Addresses = [new(AddressKind.WhatsApp, number)],
        Country = "US",
        TimeZone = "America/New_York",
        Language = "en",
    };

    /// <summary>Tells somebody with a number.</summary>
    internal Task<SendReport> TellAsync(string topic, string number, int time = 1) =>
        Notifier.SendAsync(new Notification(topic, $"{topic}/{number}/{time}"), [Person(number)]);

    /// <summary>Whether somebody would be told now.</summary>
    internal async Task<bool> IsToldAsync(string topic, string number) =>
        (await Notifier.PreviewAsync(new Notification(topic, $"{topic}/{number}/next"), [Person(number)])).Planned == 1;

    internal Task UntilAsync(string topic, string number, DeliveryState state, int time = 1) => UntilAsync(
        async () => (await Notifier.ExplainAsync($"{topic}/{number}/{time}", number))?.State == state, $"{topic} {time} should be {state}");

    internal static async Task UntilAsync(Func<Task<bool>> happened, string otherwise)
    {
        for (var watch = Stopwatch.StartNew(); !await happened();)
        {
            watch.Elapsed.Should().BeLessThan(Longest, otherwise);
            await Task.Delay(10);
        }
    }

    /// <summary>A hook of Twilio to an address as the public sees it.</summary>
    internal async Task<(HttpStatusCode Status, string? Type, string Body)> CallAsync(string address, string form,
        string token = Account.Token, string? signedFor = null)
    {
        using HttpClient client = new() { BaseAddress = new(_app.Urls.Single()), Timeout = Longest };
        using StringContent content = new(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using HttpRequestMessage request = new(HttpMethod.Post, address[Home.Length..]) { Content = content };
        request.Headers.Add("X-Twilio-Signature", SignedHook.Sign(signedFor ?? address, form, token));
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The next reply that only people can answer.</summary>
    internal static async Task<UnansweredReply> UnansweredAsync()
    {
        using CancellationTokenSource limit = new(Longest);
        return await Desk.Taken.Reader.ReadAsync(limit.Token);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await Twilio.DisposeAsync();
    }

    private T Filled<T>(T options, string name) where T : TwilioOptions
    {
        Account.Fill(options);
        (options.BaseAddress, options.ReportAddress) = (Twilio.Address, new($"{Home}/hooks/{name}"));
        return options;
    }

    internal sealed class Desk : IUnansweredReply
    {
        public static Channel<UnansweredReply> Taken { get; } = Channel.CreateUnbounded<UnansweredReply>();

        public async Task TakeAsync(UnansweredReply reply, CancellationToken cancellationToken) =>
            await Taken.Writer.WriteAsync(reply, cancellationToken);
    }
}
