using Microsoft.Extensions.Options;

namespace Notify.Sdk.Tracking;

/// <summary>How long personal data are kept that nobody asked to erase. The worker looks every hour.</summary>
public sealed class RetentionOptions
{
    /// <summary>
    /// How long a delivery that is over keeps addresses and names, from its last change on; then it is erased as by
    /// <see cref="PersonalDataDesk.EraseAsync"/>. Longer than any notification is sent again under the same key. At least a day; null, the
    /// default, keeps them until somebody erases them.
    /// </summary>
    public TimeSpan? Deliveries { get; set; }

    /// <summary>
    /// How long the ids of providers' receipts are kept, by which one that is reported again is known. Longer than
    /// <see cref="ReceiptOptions.ParkedFor"/>; null, the default, keeps them.
    /// </summary>
    public TimeSpan? Receipts { get; set; }
}

/// <summary>The bounds of <see cref="RetentionOptions"/>.</summary>
internal sealed class RetentionOptionsValidator(IOptions<ReceiptOptions> receipts) : IValidateOptions<RetentionOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, RetentionOptions options) =>
        options.Deliveries < Shortest
            ? ValidateOptionsResult.Fail($"RetentionOptions.Deliveries is {options.Deliveries}; expected at least a day, or null.")
        : options.Receipts <= receipts.Value.ParkedFor
            ? ValidateOptionsResult.Fail(
                $"RetentionOptions.Receipts ({options.Receipts}) must be longer than ReceiptOptions.ParkedFor "
                + $"({receipts.Value.ParkedFor}).")
            : ValidateOptionsResult.Success;
}
