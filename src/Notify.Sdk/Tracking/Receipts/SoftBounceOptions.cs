using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Notify.Sdk.Tracking;

/// <summary>
/// When bounces that may pass (a full mailbox, a server that was not reached) suppress an address after all: several, over
/// several days, with no message that arrived in between.
/// </summary>
public sealed class SoftBounceOptions
{
    /// <summary>How many bounces it takes. Default 5, 2 to 1,000.</summary>
    [Range(2, 1000)]
    public int Limit { get; set; } = 5;

    /// <summary>
    /// How far the first and the last of them lie apart at least, so that one bad day of a server silences nobody. Default 7 days.
    /// </summary>
    public TimeSpan Span { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a bounce counts. Default 30 days, at most 366; longer than <see cref="Span"/>.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromDays(30);
}

/// <summary>The rules between the fields.</summary>
internal sealed class SoftBounceOptionsValidator : IValidateOptions<SoftBounceOptions>
{
    public ValidateOptionsResult Validate(string? name, SoftBounceOptions options) =>
        options.Span < TimeSpan.Zero ? ValidateOptionsResult.Fail(
            $"SoftBounceOptions.Span: expected zero or more, but it is {options.Span}.")
        : options.Window <= options.Span || options.Window > TimeSpan.FromDays(366)
            ? ValidateOptionsResult.Fail(
                $"SoftBounceOptions.Window ({options.Window}) must be longer than Span ({options.Span}) and at most 366 days.")
            : ValidateOptionsResult.Success;
}
