using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Notify.Sdk.Email;

/// <summary>Registers the pickup directory.</summary>
public static class PickupDirectoryNotifyBuilderExtensions
{
    /// <summary>
    /// Sends email by writing <c>.eml</c> files into a folder. The options are checked when the host starts; a mistake stops it
    /// with an <see cref="OptionsValidationException"/>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets at least the folder and the sender.</param>
    public static NotifyBuilder AddPickupDirectory(this NotifyBuilder builder, Action<PickupDirectoryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<PickupDirectoryOptions>().Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PickupDirectoryOptions>, PickupDirectoryOptionsValidator>());
        return builder.AddTransport<PickupDirectoryTransport>();
    }

    /// <summary>The same with settings from a section of the configuration; durations are written as <c>00:00:10</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">Holds the properties of <see cref="PickupDirectoryOptions"/>.</param>
    /// <param name="configure">Sets what no configuration can hold, after the section; null for nothing.</param>
    public static NotifyBuilder AddPickupDirectory(this NotifyBuilder builder, IConfiguration section, Action<PickupDirectoryOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddPickupDirectory(o =>
        {
            section.Bind(o);
            configure?.Invoke(o);
        });
    }
}
