using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Notify.Sdk.Email;

/// <summary>Registers the SMTP transport.</summary>
public static class SmtpNotifyBuilderExtensions
{
    /// <summary>
    /// Sends email by SMTP, and registers <see cref="SmtpProbe"/> for health checks. The options are checked when the host
    /// starts; a mistake stops it with an <see cref="OptionsValidationException"/>. The server is not asked then: use the probe.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets at least the host and the sender.</param>
    public static NotifyBuilder AddSmtp(this NotifyBuilder builder, Action<SmtpOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<SmtpOptions>().Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SmtpOptions>, SmtpOptionsValidator>());
        builder.Services.TryAddSingleton<SmtpProbe>();
        return builder.AddTransport<SmtpTransport>();
    }

    /// <summary>The same with settings from a section of the configuration; durations are written as <c>00:00:10</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">Holds the properties of <see cref="SmtpOptions"/>.</param>
    /// <param name="configure">Sets what no configuration can hold, after the section; null for nothing.</param>
    public static NotifyBuilder AddSmtp(this NotifyBuilder builder, IConfiguration section, Action<SmtpOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddSmtp(o =>
        {
            section.Bind(o);
            configure?.Invoke(o);
        });
    }
}
