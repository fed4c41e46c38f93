using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Notify.Sdk.Permission;
using Notify.Sdk.Rendering;

namespace Notify.Sdk;

public static partial class NotifyBuilderExtensions
{
    /// <summary>
    /// Asks for values that are missing or older than <see cref="TopicBuilder.RequireFresh"/> accepts, while planning and again at
    /// hand-over.
    /// </summary>
    public static NotifyBuilder UseAttributeSource<T>(this NotifyBuilder builder) where T : class, IAttributeSource
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IAttributeSource, T>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IFactSource, AttributeFactSource>());
        return builder;
    }

    /// <summary>Opens the attachments that topics and notifications name by a key, at hand-over.</summary>
    public static NotifyBuilder UseAttachmentSource<T>(this NotifyBuilder builder) where T : class, IAttachmentSource
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IAttachmentSource, T>());
        return builder;
    }

    /// <summary>
    /// Checks the templates of all topics with <see cref="TemplateLinter"/> when the host starts: a warning in the log for each
    /// finding, or no start with <see cref="LintOptions.IsStrict"/>.
    /// </summary>
    public static NotifyBuilder CheckTemplates(this NotifyBuilder builder, Action<LintOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<LintOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LintOptions>, LintOnStart>());
        return builder;
    }
}
