using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;
using Notify.Sdk.Conformance;
using Notify.Sdk.Http.Hooks;

namespace Notify.Sdk.Twilio.Tests;

/// <summary>An account for tests, and what it is reached by.</summary>
internal static class Account
{
    public const string Sid = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Service = "MGaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        Token = "auth-token-of-tests-4711", Name = "twilio";

    public static readonly Uri Hook = new("https://app.example.com/hooks/twilio");

    public static void Fill(TwilioOptions options) =>
        (options.AccountSid, options.Secret, options.ReportAddress) = (Sid, Token, Hook);

    public static ServiceProvider Sms(Uri? home = null, Action<TwilioSmsOptions>? configure = null) => Services(b =>
        b.AddTwilioSms(Name, o =>
        {
            Fill(o);
            (o.BaseAddress, o.MessagingService) = (home ?? o.BaseAddress, Service);
            configure?.Invoke(o);
        }));

    public static ServiceProvider Voice(Uri? home = null, Action<TwilioVoiceOptions>? configure = null) => Services(b =>
        b.AddTwilioVoice(Name, o =>
        {
            Fill(o);
            (o.BaseAddress, o.Caller) = (home ?? o.BaseAddress, "+12025550155");
            configure?.Invoke(o);
        }));

    public static ServiceProvider WhatsApp(Uri? home = null, Action<TwilioWhatsAppOptions>? configure = null) => Services(b =>
        b.AddTwilioWhatsApp(Name, o =>
        {
            Fill(o);
            (o.BaseAddress, o.Sender) = (home ?? o.BaseAddress, "+12025550155");
            configure?.Invoke(o);
        }));

    /// <summary>Hands one message over to a Twilio that gives one answer: the outcome, and the request if there was one.</summary>
    public static async Task<(SendOutcome Outcome, string Request)> SendAsync(HttpReply answer, OutgoingMessage message,
        Func<Uri, ServiceProvider> connect)
    {
        await using LoopbackServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.AnswerAsync(answer);
        });
        await using var services = connect(server.Address);
        var outcome = await services.Transport().SendAsync(message, default);
        return (outcome, server.Requests.SingleOrDefault() ?? "");
    }

    /// <summary>A message to the number that ends with 07, for six hours.</summary>
    public static OutgoingMessage Message(DeliveryChannel channel, string text, string language = "en") => new()
    {
        IdempotencyKey = "d7.1",
        Delivery = new("d7"),
        Channel = channel,
        To = channel == DeliveryChannel.WhatsApp ? OnWhatsApp(7) : Samples.Phone(7),
        Content = new(language, null, text, null),
        Topic = "parcel",
        Class = MessageClass.Transactional,
        ValidUntil = Samples.Now + Duration.FromHours(6),
        At = Samples.Now,
    };

    /// <summary>A number as an address of WhatsApp.</summary>
    public static Address OnWhatsApp(int last) => new()
    {
        Key = Samples.Phone(last).Key,
        Kind = AddressKind.WhatsApp,
        Deliverable = $"wa:{Samples.Phone(last).Deliverable.TrimStart('+')}",
    };

    /// <summary>The fields of the form in a request, in their order.</summary>
    public static IReadOnlyList<(string Name, string Value)> Fields(string request) =>
    [
        .. request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Split('&').Select(f => f.Split('='))
            .Select(f => (f[0], WebUtility.UrlDecode(f[1]))),
    ];

    /// <summary>The value of a field of the form; null where it is not there.</summary>
    public static string? Field(string request, string name) => Fields(request).FirstOrDefault(f => f.Name == name).Value;

    public static ServiceProvider Services(Action<NotifyBuilder> add)
    {
        ServiceCollection services = new();
        add(services.AddNotify().UseClock(new FakeClock(Samples.Now)));
        return services.BuildServiceProvider();
    }

    public static ITransport Transport(this IServiceProvider services) => services.GetServices<ITransport>().Single();

    public static HookReading Read(this IServiceProvider services, HookRequest request) =>
        services.GetRequiredKeyedService<IHookReader>(Name).Read(request);

    /// <summary>The address for reports of a message, as the account makes it.</summary>
    public static string ReportsOf(string key) => ReportAddress.For(Hook, key, Token);
}
