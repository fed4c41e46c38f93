using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Notify.Sdk.Rendering;

/// <summary>
/// Checks all templates when the options are checked, which the host does at start-up: a warning each, or no start at all.
/// </summary>
internal sealed partial class LintOnStart(IEnumerable<Topic> topics, ILogger<LintOnStart> logger) : IValidateOptions<LintOptions>
{
    public ValidateOptionsResult Validate(string? name, LintOptions options)
    {
        var findings = topics.Where(t => t.Class != MessageClass.Answer).SelectMany(t => TemplateLinter.Check(t, options))
            .Select(f => f.ToString()).ToList();
        if (findings.Count > 0 && options.IsStrict)
            return ValidateOptionsResult.Fail(findings);
        foreach (var finding in findings)
            LogFinding(finding);
        return ValidateOptionsResult.Success;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Template check: {Finding}")]
    private partial void LogFinding(string finding);
}
