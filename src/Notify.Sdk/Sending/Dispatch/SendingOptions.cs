using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk;

/// <summary>How promises are kept: batches, leases, retries.</summary>
public sealed class SendingOptions
{
    /// <summary>Deliveries leased at once. Default 100, 1 to 1,000.</summary>
    [Range(1, OutboxRules.MaximumLeases)]
    public int BatchSize { get; set; } = 100;

    /// <summary>Messages handed over at a time, all channels together. Default 8, 1 to 256.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 8;

    /// <summary>
    /// How long one hand-over may take; after that its outcome is unknown. Default 60 seconds. Real time, whatever clock the container has.
    /// </summary>
    public TimeSpan HandOverTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Most octets that the attachments of one message may have together. Default 20 MiB, 1 to 1 GiB.</summary>
    [Range(1, 1 << 30)]
    public int MaxAttachmentOctets { get; set; } = 20 * 1024 * 1024;

    /// <summary>
    /// Most octets of attachments that are kept with one notification, once for all its people. Default 5 MiB, 0 to 64 MiB.
    /// </summary>
    [Range(0, 64 * 1024 * 1024)]
    public int MaxKeptAttachmentOctets { get; set; } = 5 * 1024 * 1024;

    /// <summary>
    /// What running hand-overs have when the worker stops, before transports are told. Default 5 seconds; zero tells them at once.
    /// </summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What a lease lasts beyond the time of one hand-over. Default 60 seconds. What a worker does not begin within it is given back;
    /// what a
    /// killed worker had leased waits for hand-over time and margin together.
    /// </summary>
    public TimeSpan LeaseMargin { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Hand-overs tried with each provider of a route before the next route is taken. Default 8, 1 to 100.
    /// </summary>
    [Range(1, 100)]
    public int MaximumAttempts { get; set; } = 8;

    /// <summary>Wait before the second attempt; doubles each time, with up to 20 % jitter. Default 30 seconds.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait between attempts. Default 1 hour.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether the log gets the texts of what transports throw, and of accounts that providers refuse. They may quote addresses. Default
    /// false: the types and stacks of exceptions alone.
    /// </summary>
    public bool LogTransportErrors { get; set; }

    /// <summary>How often the worker looks for due messages. Default 5 seconds.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a lease holds.</summary>
    internal Duration Lease => Duration.FromTimeSpan(LeaseMargin + HandOverTimeout);
}

/// <summary>The rules between fields of <see cref="SendingOptions"/>.</summary>
internal sealed class SendingOptionsValidator : IValidateOptions<SendingOptions>
{
    public ValidateOptionsResult Validate(string? name, SendingOptions options)
    {
        List<string> faults = [];
        Positive(nameof(options.HandOverTimeout), options.HandOverTimeout, faults);
        Positive(nameof(options.LeaseMargin), options.LeaseMargin, faults);
        Positive(nameof(options.FirstRetry), options.FirstRetry, faults);
        Positive(nameof(options.PollInterval), options.PollInterval, faults);
        if (options.StopGrace < TimeSpan.Zero)
            faults.Add($"SendingOptions.StopGrace is {options.StopGrace}; it cannot be negative.");
        if (options.LongestRetry < options.FirstRetry)
            faults.Add($"SendingOptions.LongestRetry ({options.LongestRetry}) is shorter than FirstRetry ({options.FirstRetry}).");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void Positive(string name, TimeSpan value, List<string> faults)
    {
        if (value <= TimeSpan.Zero)
            faults.Add($"SendingOptions.{name} is {value}; it must be more than zero.");
    }
}
