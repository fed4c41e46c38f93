using System.ComponentModel.DataAnnotations;

namespace Notify.Sdk;

/// <summary>How the pipeline works through a list.</summary>
public sealed class NotifyOptions
{
    /// <summary>People decided with one round of look-ups and one write. Default 2,000, 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 2_000;

    /// <summary>
    /// How many people one notification may reach without confirmation; 0 or more, null for any number. Default 10,000. Above it
    /// everything is planned and waits for <see cref="INotifier.ConfirmAsync"/>. An emergency has a number of its own
    /// (<see cref="EmergencyPolicy.ReachWithoutConfirmation"/>). People of all calls with one key and revision count together.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int? ConfirmAbove { get; set; } = 10_000;

    /// <summary>How far ahead a message may be planned. Default 90 days; further ahead is refused.</summary>
    public TimeSpan PlanningHorizon { get; set; } = TimeSpan.FromDays(90);
}
