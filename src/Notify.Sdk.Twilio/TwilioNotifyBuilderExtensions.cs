using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Notify.Sdk.Twilio;

/// <summary>
/// Registers an account at Twilio, for each channel under a name of its own. Options are checked when the host starts; a mistake stops it
/// with an <see cref="OptionsValidationException"/>.
/// </summary>
public static class TwilioNotifyBuilderExtensions
{
    /// <summary>Sends text messages over Twilio, under a name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Shown in explanations and receipts, 1 to 100 characters.</param>
    /// <param name="configure">Sets at least account, secret, and messaging service or sender.</param>
    /// <param name="scope">For which messages it is used; null for all text messages.</param>
    public static NotifyBuilder AddTwilioSms(this NotifyBuilder builder, string name, Action<TwilioSmsOptions> configure,
        Action<TransportScope>? scope = null) =>
        Checked<TwilioSmsOptions, TwilioSmsOptionsValidator>(builder.AddHttpProvider<TwilioSms, TwilioSmsOptions>(name, configure, scope));

    /// <summary>The same with settings from a section of the configuration.</summary>
    public static NotifyBuilder AddTwilioSms(this NotifyBuilder builder, string name, IConfiguration section,
        Action<TransportScope>? scope = null) =>
        Checked<TwilioSmsOptions, TwilioSmsOptionsValidator>(builder.AddHttpProvider<TwilioSms, TwilioSmsOptions>(name, section, scope));

    /// <summary>Calls people over Twilio, under a name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Shown in explanations and receipts, 1 to 100 characters.</param>
    /// <param name="configure">Sets at least account, secret and caller.</param>
    /// <param name="scope">For which messages it is used, and how many calls are handed over in a second; null for all calls.</param>
    public static NotifyBuilder AddTwilioVoice(this NotifyBuilder builder, string name, Action<TwilioVoiceOptions> configure,
        Action<TransportScope>? scope = null) =>
        Checked<TwilioVoiceOptions, TwilioVoiceOptionsValidator>(
            builder.AddHttpProvider<TwilioVoice, TwilioVoiceOptions>(name, configure, scope));

    /// <summary>The same with settings from a section of the configuration.</summary>
    public static NotifyBuilder AddTwilioVoice(this NotifyBuilder builder, string name, IConfiguration section,
        Action<TransportScope>? scope = null) =>
        Checked<TwilioVoiceOptions, TwilioVoiceOptionsValidator>(
            builder.AddHttpProvider<TwilioVoice, TwilioVoiceOptions>(name, section, scope));

    /// <summary>Writes to people on WhatsApp over Twilio, under a name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Shown in explanations and receipts, 1 to 100 characters.</param>
    /// <param name="configure">Sets at least account, secret, and messaging service or sender.</param>
    /// <param name="scope">For which messages it is used; null for all messages of WhatsApp.</param>
    public static NotifyBuilder AddTwilioWhatsApp(this NotifyBuilder builder, string name, Action<TwilioWhatsAppOptions> configure,
        Action<TransportScope>? scope = null) =>
        Checked<TwilioWhatsAppOptions, TwilioWhatsAppOptionsValidator>(
            builder.AddHttpProvider<TwilioWhatsApp, TwilioWhatsAppOptions>(name, configure, scope));

    /// <summary>The same with settings from a section of the configuration.</summary>
    public static NotifyBuilder AddTwilioWhatsApp(this NotifyBuilder builder, string name, IConfiguration section,
        Action<TransportScope>? scope = null) =>
        Checked<TwilioWhatsAppOptions, TwilioWhatsAppOptionsValidator>(
            builder.AddHttpProvider<TwilioWhatsApp, TwilioWhatsAppOptions>(name, section, scope));

    private static NotifyBuilder Checked<TOptions, TValidator>(NotifyBuilder builder)
        where TOptions : TwilioOptions where TValidator : class, IValidateOptions<TOptions>
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        return builder;
    }
}
