using Microsoft.Extensions.Options;

namespace Notify.Sdk.Tracking;

/// <summary>How receipts are treated whose message is not known here.</summary>
public sealed class ReceiptOptions
{
    /// <summary>
    /// How long a receipt waits for its message, from <see cref="Receipt.At"/> on; after that it is taken for somebody else's.
    /// Default 14 days, more than zero, at most 366 days.
    /// </summary>
    public TimeSpan ParkedFor { get; set; } = TimeSpan.FromDays(14);
}

/// <summary>The bounds of <see cref="ReceiptOptions"/>.</summary>
internal sealed class ReceiptOptionsValidator : IValidateOptions<ReceiptOptions>
{
    public ValidateOptionsResult Validate(string? name, ReceiptOptions options) =>
        options.ParkedFor <= TimeSpan.Zero || options.ParkedFor > TimeSpan.FromDays(366)
            ? ValidateOptionsResult.Fail($"ReceiptOptions.ParkedFor is {options.ParkedFor}; expected more than zero and at most 366 days.")
            : ValidateOptionsResult.Success;
}
