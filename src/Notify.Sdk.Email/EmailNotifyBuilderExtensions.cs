using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Notify.Sdk.Email;

/// <summary>
/// Registers the transports of email. Their options are checked when the host starts; a mistake stops it with an
/// <see cref="OptionsValidationException"/>. A section of the configuration holds properties of the options, durations as <c>00:00:10</c>;
/// what no configuration can hold is set after it.
/// </summary>
public static class EmailNotifyBuilderExtensions
{
    /// <summary>
    /// Sends email by SMTP, and registers <see cref="SmtpProbe"/> for health checks. The server is not asked at the start: use the
    /// probe.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets at least the host and the sender.</param>
    public static NotifyBuilder AddSmtp(this NotifyBuilder builder, Action<SmtpOptions> configure)
    {
        Add<SmtpOptions, SmtpOptionsValidator, SmtpTransport>(builder, configure).Services.TryAddSingleton<SmtpProbe>();
        return builder;
    }

    /// <summary>The same with settings from a section of the configuration.</summary>
    public static NotifyBuilder AddSmtp(this NotifyBuilder builder, IConfiguration section, Action<SmtpOptions>? configure = null) =>
        builder.AddSmtp(Bound(section, configure));

    /// <summary>
    /// Sends email by one of several SMTP accounts, under a name; see <see cref="NotifyBuilder.AddTransport(string,
    /// Func{IServiceProvider, ITransport}, Action{TransportScope})"/>. Its <see cref="SmtpProbe"/> is a keyed service of that name.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Name of the account, for example <c>acme</c>.</param>
    /// <param name="configure">Sets at least the host and the sender.</param>
    /// <param name="scope">For which messages it is used; null for all email.</param>
    public static NotifyBuilder AddSmtp(this NotifyBuilder builder, string name, Action<SmtpOptions> configure,
        Action<TransportScope>? scope = null)
    {
        Configure<SmtpOptions, SmtpOptionsValidator>(builder, name, configure);
        builder.Services.AddKeyedSingleton(name, (services, _) => new SmtpProbe(Named<SmtpOptions>(services, name)));
        return builder.AddTransport(name, services => ActivatorUtilities.CreateInstance<SmtpTransport>(services,
            Named<SmtpOptions>(services, name)), scope);
    }

    /// <summary>The same with settings from a section of the configuration.</summary>
    public static NotifyBuilder AddSmtp(this NotifyBuilder builder, string name, IConfiguration section,
        Action<TransportScope>? scope = null) =>
        builder.AddSmtp(name, Bound<SmtpOptions>(section, null), scope);

    /// <summary>Sends email by writing <c>.eml</c> files into a folder.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets at least the folder and the sender.</param>
    public static NotifyBuilder AddPickupDirectory(this NotifyBuilder builder, Action<PickupDirectoryOptions> configure) =>
        Add<PickupDirectoryOptions, PickupDirectoryOptionsValidator, PickupDirectoryTransport>(builder, configure);

    /// <summary>The same with settings from a section of the configuration.</summary>
    public static NotifyBuilder AddPickupDirectory(this NotifyBuilder builder, IConfiguration section,
        Action<PickupDirectoryOptions>? configure = null) =>
        builder.AddPickupDirectory(Bound(section, configure));

    private static NotifyBuilder Add<TOptions, TValidator, TTransport>(NotifyBuilder builder, Action<TOptions> configure)
        where TOptions : MailOptions where TValidator : class, IValidateOptions<TOptions> where TTransport : class, ITransport
    {
        Configure<TOptions, TValidator>(builder, Options.DefaultName, configure);
        return builder.AddTransport<TTransport>();
    }

    private static void Configure<TOptions, TValidator>(NotifyBuilder builder, string name, Action<TOptions> configure)
        where TOptions : MailOptions where TValidator : class, IValidateOptions<TOptions>
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<TOptions>(name).Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
    }

    private static IOptions<TOptions> Named<TOptions>(IServiceProvider services, string name) where TOptions : MailOptions =>
        Options.Create(services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name));

    private static Action<TOptions> Bound<TOptions>(IConfiguration section, Action<TOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(section);
        return options =>
        {
            section.Bind(options);
            configure?.Invoke(options);
        };
    }
}
