using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Notify.Sdk.Email.Imap;

namespace Notify.Sdk.Email;

/// <summary>Reads mailboxes to which bounces and replies come.</summary>
public static class BounceMailboxNotifyBuilderExtensions
{
    /// <summary>
    /// Reads a mailbox by IMAP while the host runs. Bounces and complaints become receipts, words of people go to <c>AddReplies</c>; each
    /// message once, also when two processes read the same mailbox, where some are read twice and count once. What was acted on gets the
    /// keyword <c>$NotifyTaken</c> and is otherwise left as it is; replies stay unseen, for people to answer.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Name of the mailbox, one of several: it names its replies and stands in the log. 1 to 100 characters.</param>
    /// <param name="configure">Sets at least host, user and password.</param>
    public static NotifyBuilder AddBounceMailbox(this NotifyBuilder builder, string name, Action<BounceMailboxOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, 100, nameof(name));
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<BounceMailboxOptions>(name).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BounceMailboxOptions>, BounceMailboxOptionsValidator>());
        services.TryAddSingleton<MailboxTaker>();
        services.AddSingleton<IHostedService>(all => ActivatorUtilities.CreateInstance<BounceMailboxReader>(all, name));
        return builder;
    }

    /// <summary>The same with settings from a section of the configuration, which is read again when it changes.</summary>
    public static NotifyBuilder AddBounceMailbox(this NotifyBuilder builder, string name, IConfiguration section,
        Action<BounceMailboxOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        builder.Services.AddOptions<BounceMailboxOptions>(name).Bind(section);
        return builder.AddBounceMailbox(name, configure ?? (static _ => { }));
    }
}
