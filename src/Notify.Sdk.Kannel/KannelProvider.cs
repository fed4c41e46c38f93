using Notify.Sdk.Rendering;

namespace Notify.Sdk.Kannel;

/// <summary>
/// Hands text messages to Kannel's <c>sendsms</c> in its POST form, which <see cref="HttpClient"/> does not repeat. The gateway gives no
/// id: each report carries the idempotency key of its message, and settles it by that. Kannel itself submits again what its message centre
/// did not answer, so "accepted" is its promise to try, and not that a phone rings once.
/// </summary>
/// <remarks>Source: Kannel 1.4.5 User's Guide, "SMS Push" and "Delivery reports", and what the gateway of Debian 12 does.</remarks>
public sealed class KannelProvider(IClock clock) : HttpProvider<KannelOptions>
{
    // All kinds of reports: delivered, not delivered, buffered, accepted and rejected by the message centre.
    private const string EveryReport = "31";

    /// <inheritdoc/>
    public override DeliveryChannel Channel => DeliveryChannel.Sms;

    /// <summary>A sender id that is not ASCII is refused; less than a minute of validity is too late for now.</summary>
    public override SendOutcome? Refuse(OutgoingMessage message, KannelOptions options)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.SenderId is { } sender && !KannelOptionsValidator.IsField(sender, KannelOptionsValidator.LongestSender)
            ? SendOutcome.Rejected("The sender id of the topic is not 1 to 20 characters of ASCII, which the gateway takes.")
            : Minutes(message) < 1
            ? SendOutcome.Deferred("Less than a minute is left in which the message may arrive, and the gateway counts in minutes.")
            : null;
    }

    /// <inheritdoc/>
    public override HttpRequestMessage Request(OutgoingMessage message, KannelOptions options)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(options);
        var text = message.Content.Text;
        HttpRequestMessage request = new(HttpMethod.Post, "cgi-bin/sendsms")
        {
            Content = new StringContent(text, Encoding.UTF8, "text/plain"),
        };
        Add(request, "Username", options.UserName);
        Add(request, "Password", options.Secret);
        Add(request, "From", message.SenderId ?? options.Sender);
        Add(request, "To", message.To.Deliverable);
        Add(request, "SMSC", options.Smsc);
        Add(request, "Coding", SmsSegments.NextUcs2(text) < 0 ? "0" : "2");
        Add(request, "Validity", Minutes(message).ToString(CultureInfo.InvariantCulture));
        if (options.ReportAddress is { } address)
        {
            Add(request, "DLR-Mask", EveryReport);
            Add(request, "DLR-Url", KannelReport.AddressFor(address, message.IdempotencyKey, options.HookSecrets[0]));
        }

        return request;
    }

    /// <inheritdoc/>
    public override SendOutcome? Read(HttpAnswer answer, KannelOptions options)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return !answer.IsSuccess ? null
            : answer.Text.StartsWith("0: Accepted", StringComparison.Ordinal) ? SendOutcome.Accepted(null, "taken by the gateway")
            : answer.Text.StartsWith("3: Queued", StringComparison.Ordinal) ? SendOutcome.Accepted(null, "queued by the gateway")
            : null;
    }

    /// <summary>
    /// Kannel signs nothing: reports carry a code over the key that only we can make, and replies a secret of its configuration.
    /// </summary>
    public override bool IsGenuine(HookRequest request, KannelOptions options)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(options);
        return ReportAddress.KeyOf(request) is not null ? ReportAddress.IsGenuine(request, options.HookSecrets)
            : KannelReply.IsGenuine(request, options.HookSecrets);
    }

    /// <inheritdoc/>
    public override HookContents ReadHook(HookRequest request, KannelOptions options)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ReportAddress.KeyOf(request) is not null ? KannelReport.Read(request) : KannelReply.Read(request, options.NationalNumbersOf);
    }

    private static void Add(HttpRequestMessage request, string field, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            request.Headers.Add($"X-Kannel-{field}", value);
    }

    /// <summary>Whole minutes for which the message may be delivered; the network counts in these.</summary>
    private long Minutes(OutgoingMessage message) => (long)(message.ValidUntil - clock.GetCurrentInstant()).TotalMinutes;
}
