using Microsoft.Extensions.Http;

namespace Notify.Sdk.Http.Client;

/// <summary>
/// Puts <see cref="SingleSendHandler"/> before the network in the clients of our providers, and refuses handlers that would send a message
/// twice, by their names.
/// </summary>
internal sealed class HandlerRules : IHttpMessageHandlerBuilderFilter
{
    // Handlers that repeat what failed. They are known by name, so that nobody needs their packages.
    private static readonly string[] Repeating =
    [
        "Microsoft.Extensions.Http.Resilience.ResilienceHandler",
        "Microsoft.Extensions.Http.PolicyHttpMessageHandler",
    ];

    /// <summary>The name of the client of a provider.</summary>
    public static string ClientOf(string provider) => HttpNotifyBuilderExtensions.ClientPrefix + provider;

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name?.StartsWith(HttpNotifyBuilderExtensions.ClientPrefix, StringComparison.Ordinal) != true)
            return;
        var (wrapping, network) = Split(builder.PrimaryHandler);
        if (builder.AdditionalHandlers.Concat(wrapping).FirstOrDefault(Repeats) is { } repeating)
            throw new NotifyException(
                $"The HTTP client '{builder.Name}' has a {repeating.GetType().Name}, which repeats requests, and a message would be sent "
                + "twice. The dispatcher repeats, after it asked every gate again. Take it away from this client with "
                + $"services.AddHttpClient(\"{builder.Name}\").RemoveAllResilienceHandlers().");
        if (network is SocketsHttpHandler { AllowAutoRedirect: true } or HttpClientHandler { AllowAutoRedirect: true })
            throw new NotifyException(
                $"The primary handler of the HTTP client '{builder.Name}' follows redirects, and a message would be sent where nobody "
                    + $"asked "
                + "for. Set AllowAutoRedirect = false.");
        var guard = new SingleSendHandler(network);
        if (wrapping.Count == 0)
            builder.PrimaryHandler = guard;
        else
            wrapping[^1].InnerHandler = guard;
    };

    private static (List<DelegatingHandler> Wrapping, HttpMessageHandler Network) Split(HttpMessageHandler handler)
    {
        List<DelegatingHandler> wrapping = [];
        for (; handler is DelegatingHandler { InnerHandler: { } inner } outer; handler = inner)
            wrapping.Add(outer);
        return (wrapping, handler);
    }

    private static bool Repeats(HttpMessageHandler handler)
    {
        for (var type = handler.GetType(); type is not null; type = type.BaseType)
        {
            if (Repeating.Contains(type.FullName))
                return true;
        }

        return false;
    }
}
