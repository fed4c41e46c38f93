using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Sdk.Rendering;

namespace Notify.Sdk;

/// <summary>
/// Says, when the options are checked at start-up, which people the defaults hold back and which option settles it. No host, no
/// start: then it is said at the first use.
/// </summary>
internal sealed partial class DefaultsOnStart(IEnumerable<Topic> topics, IOptions<AudienceOptions> audience, IOptions<LintOptions> lint,
    IEnumerable<IValidateOptions<LintOptions>> checks, ILogger<DefaultsOnStart> logger) : IValidateOptions<NotifyOptions>
{
    public ValidateOptionsResult Validate(string? name, NotifyOptions options)
    {
        var marketing = string.Join(", ", topics.Where(t => t.Class == MessageClass.Marketing).Select(t => t.Name)
            .Order(StringComparer.Ordinal));
        if (marketing.Length > 0 && audience.Value.ListLanguage is null)
            LogNoLanguage(marketing);
        if (marketing.Length > 0 && audience.Value.ListZone is null)
            LogNoZone(marketing);
        if (!checks.OfType<LintOnStart>().Any()) // CheckTemplates says this and more
            SayAdvertising(lint.Value);
        return ValidateOptionsResult.Success;
    }

    /// <summary>
    /// Advertising that asks nobody's consent is said at every start, also where the other checks of templates are not asked for.
    /// </summary>
    private void SayAdvertising(LintOptions lint)
    {
        foreach (var topic in topics.Where(t => t.Class is MessageClass.Transactional or MessageClass.Emergency))
        {
            foreach (var finding in TemplateLinter.Check(topic, lint).Where(f => f.Code == LintCodes.MarketingWords))
                LogAdvertising(finding);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "AudienceOptions.ListLanguage is not set: {Topics} is not sent to people of whom no language is known. Each send says "
        + "how many")]
    private partial void LogNoLanguage(string topics);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Template check: {Finding}")]
    private partial void LogAdvertising(LintFinding finding);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "AudienceOptions.ListZone is not set: {Topics} is not sent to people of whom no place is known. Each send says how many")]
    private partial void LogNoZone(string topics);
}
