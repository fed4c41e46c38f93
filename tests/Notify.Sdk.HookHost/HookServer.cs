using Notify.Sdk.AspNetCore;
using Notify.Sdk.Http;
using Notify.Sdk.Sqlite;

namespace Notify.Sdk.HookHost;

/// <summary>A shop that writes to web hooks of people, takes theirs in, and keeps everything in one file.</summary>
public static class HookServer
{
    /// <summary>Name of the provider, and of its address.</summary>
    public const string Provider = "hooks";

    /// <summary>By which people sign.</summary>
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>The application, built and not started.</summary>
    /// <param name="file">The file of the store; null keeps everything in memory.</param>
    /// <param name="url">Where it listens.</param>
    /// <param name="compose">What a test adds or changes.</param>
    /// <param name="hooks">Options of the hooks.</param>
    public static WebApplication Build(string? file, string url, Action<NotifyBuilder>? compose = null,
        Action<HookEndpointOptions>? hooks = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var notify = builder.Services.AddNotify()
            .AddTopic("ready", t => t.Transactional().Over(DeliveryChannel.WebHook).Text(DeliveryChannel.WebHook, "en", "It is ready."))
            .AddReplies(o => (o.Brand, o.Support) = ("Shop", "help@shop.example"))
            .AddWebHook(Provider, o =>
            {
                o.SigningSecrets.Add(Secret);
                o.HookSecrets.Add(Secret);
                (o.AllowPrivateNetworks, o.AllowPlainHttp) = (true, true);
            })
            .AddNotifyWorker(o => o.PollInterval = TimeSpan.FromMilliseconds(50));
        if (file is not null)
            notify.UseSqlite(file);
        compose?.Invoke(notify);
        var app = builder.Build();
        app.MapNotifyHooks(hooks);
        return app;
    }
}
