using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Notify.Sdk.Kannel;

/// <summary>
/// Registers a Kannel gateway. Its options are checked when the host starts; a mistake stops it with an
/// <see cref="OptionsValidationException"/>.
/// </summary>
public static class KannelNotifyBuilderExtensions
{
    /// <summary>Sends text messages over Kannel, under a name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Shown in explanations and receipts, 1 to 100 characters.</param>
    /// <param name="configure">Sets at least address, user and password.</param>
    /// <param name="scope">For which messages it is used; null for all text messages.</param>
    public static NotifyBuilder AddKannel(this NotifyBuilder builder, string name, Action<KannelOptions> configure,
        Action<TransportScope>? scope = null) =>
        Checked(builder.AddHttpProvider<KannelProvider, KannelOptions>(name, configure, scope));

    /// <summary>The same with settings from a section of the configuration.</summary>
    public static NotifyBuilder AddKannel(this NotifyBuilder builder, string name, IConfiguration section,
        Action<TransportScope>? scope = null) =>
        Checked(builder.AddHttpProvider<KannelProvider, KannelOptions>(name, section, scope));

    private static NotifyBuilder Checked(NotifyBuilder builder)
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KannelOptions>, KannelOptionsValidator>());
        return builder;
    }
}
