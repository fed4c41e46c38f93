using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Notify.Sdk;

/// <summary>Parts that an application adds when it needs them: the worker, replies, sign-ups, checks of templates.</summary>
public static partial class NotifyBuilderExtensions
{
    /// <summary>
    /// Adds the worker that hands over what is due, settles parked receipts and empties the inbox of hooks, as hosted services.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets how it works; null for the defaults.</param>
    public static NotifyBuilder AddNotifyWorker(this NotifyBuilder builder, Action<SendingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (configure is not null)
            builder.Services.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, NotifyWorker>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HookWorker>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PeopleWorker>());
        return builder;
    }

    /// <summary>Adds the worker with settings from a section of the configuration; durations are written as <c>00:00:10</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">Holds the properties of <see cref="SendingOptions"/>; an empty section leaves the defaults.</param>
    /// <remarks>The settings are checked when the host starts.</remarks>
    public static NotifyBuilder AddNotifyWorker(this NotifyBuilder builder, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        builder.Services.AddOptions<SendingOptions>().Bind(section);
        return builder.AddNotifyWorker();
    }
}
