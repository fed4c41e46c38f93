using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Notify.Sdk.Push;

/// <summary>
/// Registers notifications of browsers. Their options are checked when the host starts; a mistake stops it with an
/// <see cref="OptionsValidationException"/>.
/// </summary>
public static class WebPushNotifyBuilderExtensions
{
    /// <summary>
    /// Sends to push subscriptions of browsers, under a name. It connects to servers of the public web only, until it is told otherwise.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Shown in explanations, 1 to 100 characters.</param>
    /// <param name="configure">Sets the keys and the contact.</param>
    /// <param name="scope">For which messages it is used; null for all notifications of browsers.</param>
    public static NotifyBuilder AddWebPush(this NotifyBuilder builder, string name, Action<WebPushOptions> configure,
        Action<TransportScope>? scope = null) =>
        Checked(builder.AddHttpProvider<WebPushProvider, WebPushOptions>(name, configure, scope));

    /// <summary>The same with settings from a section of the configuration.</summary>
    public static NotifyBuilder AddWebPush(this NotifyBuilder builder, string name, IConfiguration section,
        Action<TransportScope>? scope = null) =>
        Checked(builder.AddHttpProvider<WebPushProvider, WebPushOptions>(name, section, scope));

    private static NotifyBuilder Checked(NotifyBuilder builder)
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebPushOptions>, WebPushOptionsValidator>());
        return builder;
    }
}
