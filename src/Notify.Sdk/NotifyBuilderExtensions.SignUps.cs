using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Notify.Sdk.Tracking;

namespace Notify.Sdk;

public static partial class NotifyBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="ISignUps"/>: double opt-in whose confirmation reaches people who had stopped everything and ask again. The
    /// confirmations leave through the transports of the worker; register it with the same options there. Needs a key that signs
    /// them: <c>ConfigureConsent(o =&gt; o.ConfirmationKeys.Add(...))</c>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Brand and link are required; checked at start-up.</param>
    public static NotifyBuilder AddSignUps(this NotifyBuilder builder, Action<SignUpOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<SignUpOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        if (services.Any(s => s.ServiceType == typeof(ISignUps)))
            return builder;
        services.AddSingleton(
            s => SignUpTopic.Make(s.GetRequiredService<IOptions<SignUpOptions>>().Value, s.GetRequiredService<ChannelCatalog>()));
        services.TryAddSingleton<ISignUps, SignUps>();
        return builder;
    }
}
