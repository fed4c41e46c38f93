using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Notify.Sdk.Rendering;

namespace Notify.Sdk;

/// <summary>Adds checks and sources for the words of topics.</summary>
public static class TemplateNotifyBuilderExtensions
{
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
