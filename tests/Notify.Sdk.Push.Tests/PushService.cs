using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NodaTime;
using Notify.Sdk.Push.Tests.Referee;

namespace Notify.Sdk.Push.Tests;

/// <summary>
/// A push service with its browsers, by https on the loopback interface: it knows of each subscription for whose key it was made, keeps one
/// message for each topic until the browser comes (RFC 8030), and answers as those of Mozilla and Apple document it.
/// </summary>
internal sealed class PushService : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Subscriber> _subscribers = new();
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate = Certificate();
    private readonly IClock _clock;

    private PushService(IClock clock)
    {
        _clock = clock;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate)));
        _app = builder.Build();
        _app.MapPost("/p/{id}", TakeAsync);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; private set; } = null!;

    /// <summary>The requests that came, with what was answered.</summary>
    public ConcurrentQueue<(string Path, int Status, string Protocol)> Answers { get; } = new();

    public static async Task<PushService> OpenAsync(IClock clock)
    {
        PushService service = new(clock);
        await service._app.StartAsync();
        service.EndPoint = new(IPAddress.Loopback, new Uri(service._app.Urls.Single()).Port);
        return service;
    }

    /// <summary>A browser subscribes: what the page gets, and the mailbox at the service.</summary>
    public (string Json, Subscriber Mailbox) Subscribe(string applicationServerKey, bool saysKey = false)
    {
        Subscriber subscriber = new(new Browser(), applicationServerKey);
        var id = $"s{_subscribers.Count + 1}-{Path.GetRandomFileName()}";
        _subscribers[id] = subscriber;
        return (subscriber.Browser.Subscription($"https://push.example.com:{EndPoint.Port}/p/{id}",
            saysKey ? applicationServerKey : null), subscriber);
    }

    /// <summary>Whether a certificate is the service's own.</summary>
    public bool IsOwn(X509Certificate? certificate) =>
        certificate is not null && certificate.GetRawCertData().AsSpan().SequenceEqual(_certificate.RawData);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task TakeAsync(HttpContext context, string id)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        var status = StatusOf(context.Request, id, body.ToArray());
        Answers.Enqueue((context.Request.Path, status, context.Request.Protocol));
        context.Response.StatusCode = status;
        if (status == 201)
            context.Response.Headers.Location = $"https://push.example.com:{EndPoint.Port}/m/{Path.GetRandomFileName()}";
    }

    private int StatusOf(HttpRequest request, string id, byte[] body)
    {
        if (!_subscribers.TryGetValue(id, out var subscriber))
            return 404;
        if (subscriber.IsGone)
            return 410;
        var token = VapidToken.Read(request.Headers.Authorization.ToString());
        var now = _clock.GetCurrentInstant().ToUnixTimeSeconds();
        if (!token.IsGenuine || token.Audience != $"https://push.example.com:{EndPoint.Port}" || token.Expires <= now
            || token.Expires > now + (24 * 3600) || !token.Subject.StartsWith("mailto:", StringComparison.Ordinal))
            return 401;
        if (token.Key != subscriber.ApplicationServerKey)
            return 403;
        if (request.Headers.ContentEncoding != "aes128gcm"
            || !int.TryParse(request.Headers["TTL"], NumberStyles.None, CultureInfo.InvariantCulture, out var ttl))
            return 400;
        if (body.Length > 4_096)
            return 413;
        subscriber.Keep(request.Headers["Topic"].ToString(), new(body, ttl, request.Headers["Urgency"].ToString()));
        return 201;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=push.example.com", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("push.example.com");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var bare = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), null);
    }
}

/// <summary>A message as the service keeps it.</summary>
internal sealed record Kept(byte[] Body, int SecondsToLive, string Urgency);

/// <summary>A subscription at the service, and its browser.</summary>
internal sealed class Subscriber(Browser browser, string applicationServerKey)
{
    private readonly ConcurrentDictionary<string, Kept> _waiting = new();

    public Browser Browser { get; } = browser;

    public string ApplicationServerKey { get; } = applicationServerKey;

    /// <summary>The person took the permission back.</summary>
    public bool IsGone { get; set; }

    /// <summary>What waits for the browser to come, one for each topic.</summary>
    public IReadOnlyCollection<Kept> Waiting => [.. _waiting.Values];

    /// <summary>What the browser shows when it comes.</summary>
    public IReadOnlyList<string> Show()
    {
        List<string> shown = [.. Waiting.Select(kept => Browser.Open(kept.Body))];
        _waiting.Clear();
        return shown;
    }

    public void Keep(string topic, Kept message) => _waiting[topic] = message;
}
