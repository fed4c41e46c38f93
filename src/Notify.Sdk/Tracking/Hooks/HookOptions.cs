using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Notify.Sdk.Tracking;

/// <summary>How the inbox of hooks is filled and emptied.</summary>
public sealed class HookOptions
{
    /// <summary>
    /// Events that may wait. Above it providers are told to come again later. Counted once a second and after each tenth of it, so several
    /// processes over one store may pass it by as much. Default 1,000,000, 1 to 100,000,000.
    /// </summary>
    [Range(1, 100_000_000)]
    public int MaxWaiting { get; set; } = 1_000_000;

    /// <summary>
    /// Messages that are worked at a time; events of one message, and of one sender, one after another. Default 32, 1 to 256.
    /// </summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 32;

    /// <summary>How often an event is tried before it is set aside. Default 12, which takes an hour; 1 to 100.</summary>
    [Range(1, 100)]
    public int MaxTries { get; set; } = 12;

    /// <summary>Wait after the first failure; doubles each time. Default 1 second, more than zero.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two tries. Default 15 minutes.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long <see cref="IUnansweredReply.TakeAsync"/> may take with one reply before it counts as failed. Default 30 seconds, more than
    /// zero.
    /// </summary>
    public TimeSpan TakeTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often the worker looks for what another process took in; what comes in its own process is worked at once. Default 1 second, more
    /// than zero.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long an event that was worked is known by the inbox. After that receipts and replies are still known by their own stores.
    /// Default
    /// 7 days, more than zero.
    /// </summary>
    public TimeSpan KnownFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long what was set aside is kept, addresses and words included. Default 30 days, more than zero.</summary>
    public TimeSpan SetAsideFor { get; set; } = TimeSpan.FromDays(30);
}

/// <summary>The bounds of <see cref="HookOptions"/> that are between fields or of time.</summary>
internal sealed class HookOptionsValidator : IValidateOptions<HookOptions>
{
    public ValidateOptionsResult Validate(string? name, HookOptions options)
    {
        List<string> faults = [];
        foreach (var (field, value) in new[]
        {
            (nameof(options.FirstRetry), options.FirstRetry), (nameof(options.PollInterval), options.PollInterval),
            (nameof(options.KnownFor), options.KnownFor), (nameof(options.TakeTimeout), options.TakeTimeout),
            (nameof(options.SetAsideFor), options.SetAsideFor),
        })
        {
            if (value <= TimeSpan.Zero)
                faults.Add($"HookOptions.{field} is {value}; it must be more than zero.");
        }

        if (options.LongestRetry < options.FirstRetry)
            faults.Add($"HookOptions.LongestRetry ({options.LongestRetry}) is shorter than FirstRetry ({options.FirstRetry}).");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
