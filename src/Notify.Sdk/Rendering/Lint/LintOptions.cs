using System.ComponentModel.DataAnnotations;

namespace Notify.Sdk.Rendering;

/// <summary>What <see cref="TemplateLinter"/> assumes and allows.</summary>
public sealed class LintOptions
{
    /// <summary>Segments that a text message may need. Default 2, 1 to 10.</summary>
    [Range(1, 10)]
    public int MaximumSegments { get; set; } = 2;

    /// <summary>Length that a value without a sample is counted with. Default 15, 0 to 500.</summary>
    [Range(0, 500)]
    public int PlaceholderLength { get; set; } = 15;

    /// <summary>Values that variables are counted with, by their path, for example <c>recipient.name</c>.</summary>
    public IDictionary<string, string> Samples { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Codes that are left out. Default: none.</summary>
    public ISet<string> Ignore { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// With <c>CheckTemplates</c>: whether findings stop the application from starting. Default: they are logged as warnings.
    /// </summary>
    public bool IsStrict { get; set; }
}
