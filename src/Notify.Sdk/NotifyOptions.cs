using System.ComponentModel.DataAnnotations;
using NodaTime;

namespace Notify.Sdk;

/// <summary>How the pipeline works through a list.</summary>
public sealed class NotifyOptions
{
    /// <summary>People decided with one round of look-ups and one write. Default 2,000, 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 2_000;

    /// <summary>How far ahead a message may be planned. Default 90 days; further ahead is refused.</summary>
    public Duration PlanningHorizon { get; set; } = Duration.FromDays(90);
}
