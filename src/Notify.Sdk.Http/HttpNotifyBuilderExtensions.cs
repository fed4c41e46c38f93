using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Notify.Sdk.Http.Client;
using Notify.Sdk.Http.Hooks;

namespace Notify.Sdk.Http;

/// <summary>
/// Registers providers with an HTTP interface. Their options are checked when the host starts; a mistake stops it with an
/// <see cref="OptionsValidationException"/>. So does a handler that repeats requests or follows redirects, with a
/// <see cref="NotifyException"/>.
/// </summary>
public static class HttpNotifyBuilderExtensions
{
    /// <summary>
    /// What stands before the name of a provider in the name of its HTTP client: <c>services.AddHttpClient("notify/acme")</c> adds
    /// handlers, a proxy or certificates to the client of <c>acme</c>.
    /// </summary>
    public const string ClientPrefix = "notify/";

    /// <summary>Sends over a provider, under a name, one of several for its channel.</summary>
    /// <typeparam name="TProvider">The provider; its constructor asks the container for what it needs.</typeparam>
    /// <typeparam name="TOptions">Its settings, named options of that name.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Shown in explanations and receipts, 1 to 100 characters.</param>
    /// <param name="configure">Sets its options.</param>
    /// <param name="scope">For which messages it is used; null for all of its channel.</param>
    public static NotifyBuilder AddHttpProvider<TProvider, TOptions>(this NotifyBuilder builder, string name, Action<TOptions> configure,
        Action<TransportScope>? scope = null) where TProvider : HttpProvider<TOptions> where TOptions : HttpProviderOptions
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Add<TProvider, TOptions>(builder, name, options => options.Configure(configure), scope);
    }

    /// <summary>
    /// The same with settings from a section of the configuration: when it is reloaded, the next message has the new ones.
    /// </summary>
    public static NotifyBuilder AddHttpProvider<TProvider, TOptions>(this NotifyBuilder builder, string name, IConfiguration section,
        Action<TransportScope>? scope = null) where TProvider : HttpProvider<TOptions> where TOptions : HttpProviderOptions
    {
        ArgumentNullException.ThrowIfNull(section);
        return Add<TProvider, TOptions>(builder, name, options => options.Bind(section), scope);
    }

    /// <summary>
    /// Calls the web hooks of people, signed by Standard Webhooks; see <see cref="StandardWebHook"/>. Until it is told otherwise, it
    /// connects to addresses of the public web only.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Shown in explanations, 1 to 100 characters.</param>
    /// <param name="configure">Sets at least a secret.</param>
    /// <param name="scope">For which messages it is used; null for all web hooks.</param>
    public static NotifyBuilder AddWebHook(this NotifyBuilder builder, string name, Action<WebHookOptions> configure,
        Action<TransportScope>? scope = null) =>
        Checked(builder.AddHttpProvider<StandardWebHook, WebHookOptions>(name, configure, scope));

    /// <summary>The same with settings from a section of the configuration.</summary>
    public static NotifyBuilder AddWebHook(this NotifyBuilder builder, string name, IConfiguration section,
        Action<TransportScope>? scope = null) =>
        Checked(builder.AddHttpProvider<StandardWebHook, WebHookOptions>(name, section, scope));

    private static NotifyBuilder Checked(NotifyBuilder builder)
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebHookOptions>, WebHookOptionsValidator>());
        return builder;
    }

    private static NotifyBuilder Add<TProvider, TOptions>(NotifyBuilder builder, string name, Action<OptionsBuilder<TOptions>> configure,
        Action<TransportScope>? scope) where TProvider : HttpProvider<TOptions> where TOptions : HttpProviderOptions
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var services = builder.Services;
        var options = services.AddOptions<TOptions>(name);
        configure(options);
        options.ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, HttpProviderOptionsValidator<TOptions>>());
        AddClient(services, HandlerRules.ClientOf(name));
        if (typeof(TOptions).IsAssignableTo(typeof(EndpointOptions)))
            KeepOutside<TOptions>(services, name);
        services.AddKeyedSingleton(name, (all, _) => ActivatorUtilities.CreateInstance<HttpTransport<TOptions>>(all, name,
            (HttpProvider<TOptions>)ActivatorUtilities.CreateInstance<TProvider>(all)));
        services.AddKeyedSingleton<IHookReader>(name, (all, _) => all.GetRequiredKeyedService<HttpTransport<TOptions>>(name));
        services.AddSingleton(all => all.GetRequiredKeyedService<IHookReader>(name));
        services.AddSingleton<IProviderCheck>(all => all.GetRequiredKeyedService<HttpTransport<TOptions>>(name));
        return builder.AddTransport(name, all => all.GetRequiredKeyedService<HttpTransport<TOptions>>(name), scope);
    }

    private static void AddClient(IServiceCollection services, string client)
    {
        services.AddHttpClient(client, http => http.Timeout = Timeout.InfiniteTimeSpan) // the transport keeps the time
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.ConnectTimeout = TimeSpan.FromSeconds(10);
                // Shorter than servers keep a connection at rest: one that they close just then leaves a message in doubt.
                handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(3);
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5); // names are looked up again
                handler.MaxResponseHeadersLength = 32; // KiB
                handler.MaxResponseDrainSize = 0;
                handler.EnableMultipleHttp2Connections = true;
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers(); // addresses of requests and header fields are nobody's to read
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, HandlerRules>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ProvidersOnStart>());
    }

    private static void KeepOutside<TOptions>(IServiceCollection services, string name) where TOptions : HttpProviderOptions =>
        services.AddHttpClient(HandlerRules.ClientOf(name)).UseSocketsHttpHandler((handler, all) =>
        {
            var settings = all.GetRequiredService<IOptionsMonitor<TOptions>>();
            handler.ConnectCallback = (context, stop) => PublicNetwork.ConnectAsync(
                context, settings.Get(name) is EndpointOptions { AllowPrivateNetworks: true }, stop);
        });
}
