using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Notify.Sdk.AspNetCore;

/// <summary>Puts the hooks of providers into an application.</summary>
public static class HookEndpointRouteBuilderExtensions
{
    private static readonly string[] Methods = ["GET", "POST"];

    /// <summary>
    /// Maps <c>/hooks/NAME</c> for every provider that was registered with a name (<c>AddKannel</c>, <c>AddTwilioSms</c>,
    /// <c>AddWebHook</c>, <c>AddHttpProvider</c>). A genuine hook is answered with 200 when its events are in the inbox;
    /// <c>AddNotifyWorker</c>, here or in another process over the same store, works them.
    /// </summary>
    /// <param name="endpoints">The application, after it was built.</param>
    /// <param name="configure">Sets path, public address and bound; null for the defaults.</param>
    /// <returns>For conventions such as rate limits. Do not ask for a login: providers have none, they sign.</returns>
    /// <exception cref="NotifyException">
    /// Something is wrong with the options; no provider is registered; or the inbox is in memory and nothing in this process empties it.
    /// </exception>
    public static IEndpointConventionBuilder MapNotifyHooks(this IEndpointRouteBuilder endpoints,
        Action<HookEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        HookEndpointOptions options = new();
        configure?.Invoke(options);
        var services = endpoints.ServiceProvider;
        if (services.GetService<IHookProcessor>() is null)
            throw new NotifyException("Hooks cannot be mapped: call services.AddNotify() first.");
        if (services.GetRequiredService<IHookInbox>() is InMemoryHookInbox
            && !services.GetServices<IHostedService>().Any(service => service.GetType().Name == "HookWorker"))
            throw new NotifyException(
                "Hooks cannot be mapped: what they bring would wait in the memory of this process, and nothing here works it. Call "
                + "AddNotifyWorker(), or keep it in a store that a worker shares, such as UseSqlite.");
        var endpoint = ActivatorUtilities.CreateInstance<HookEndpoint>(services, options.Checked());
        return endpoints.MapMethods($"{options.Path.TrimEnd('/')}/{{{HookEndpoint.Provider}}}", Methods, endpoint.AnswerAsync)
            .WithDisplayName("Notify.Sdk hooks");
    }
}
