using System.Net.Http.Headers;

namespace Notify.Sdk.Push;

/// <summary>
/// Hands messages to the push services of browsers (RFC 8030): encrypted for the subscription (RFC 8291), signed by our key (RFC 8292),
/// kept no longer than the message may arrive, and under a topic that is the same on every attempt, so that a repeat takes the place of
/// what waits. Register it with <c>AddWebPush</c>.
/// </summary>
/// <remarks>
/// Accepted means that the push service took it; there is no receipt. Answers as documented by RFC 8030, Mozilla (autopush, "Error Codes"),
/// Apple ("Sending web push notifications in web apps and browsers"), Google (web.dev, "The Web Push Protocol") and Microsoft (WNS,
/// "Response codes"); see docs/channels.md.
/// </remarks>
public sealed class WebPushProvider(IClock clock) : HttpProvider<WebPushOptions>
{
    // Apple keeps for 30 days, Google for four weeks, and refuses what is longer.
    private static readonly Duration s_longest = Duration.FromDays(28);
    private static readonly int[] s_notAccepted = [406, 429, 503];
    private readonly VapidTokens _tokens = new(clock);

    /// <inheritdoc/>
    public override DeliveryChannel Channel => DeliveryChannel.WebPush;

    /// <summary>None: the key stands in the encrypted words, for the service worker, and push services get a digest of it.</summary>
    public override string? IdempotencyHeader => null;

    /// <summary>No: the status says all.</summary>
    public override bool ReadsBody => false;

    /// <summary>429 and 503, and 406, by which the push service of Windows says that too many came.</summary>
    public override IReadOnlyCollection<int> NotAccepted => s_notAccepted;

    /// <inheritdoc/>
    public override SendOutcome? Refuse(OutgoingMessage message, WebPushOptions options)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(options);
        if (!PushSubscription.TryParse(message.To.Deliverable, out var subscription, out var problem))
            return SendOutcome.Rejected(problem);
        if (options.KeysFor(subscription) is null)
            return SendOutcome.Rejected("The subscription was made for a key that is none of ours: its page must subscribe anew.");
        if (SecondsLeft(message) < 1)
            return SendOutcome.Deferred("Less than a second is left in which the message may arrive.");
        var length = PushPayload.Of(message).Length;
        return length <= MessageEncryption.MostWords ? null : SendOutcome.Rejected(string.Create(CultureInfo.InvariantCulture,
            $"The words have {length} octets with what goes with them, and a push message takes {MessageEncryption.MostWords}."));
    }

    /// <inheritdoc/>
    public override HttpRequestMessage Request(OutgoingMessage message, WebPushOptions options)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(options);
        if (!PushSubscription.TryParse(message.To.Deliverable, out var subscription, out var problem)
            || options.KeysFor(subscription) is not { } keys)
            throw new FormatException(problem);
        HttpRequestMessage request = new(HttpMethod.Post, subscription.Endpoint)
        {
            Content = new ByteArrayContent(MessageEncryption.Encrypt(PushPayload.Of(message), subscription)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.TryAddWithoutValidation("Authorization", _tokens.For(subscription.Endpoint, keys, options.Subject));
        request.Headers.Add("TTL", SecondsLeft(message).ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", UrgencyOf(message));
        request.Headers.Add("Topic", TopicOf(message.IdempotencyKey));
        return request;
    }

    /// <inheritdoc/>
    public override SendOutcome? Read(HttpAnswer answer, WebPushOptions options)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Status switch
        {
            200 or 201 or 202 => SendOutcome.Accepted(null, "taken by the push service"),
            404 or 410 => SendOutcome.Rejected($"The subscription is gone ({answer.Status}).", RejectionScope.Address),
            413 => SendOutcome.Rejected("The words are too long for the push service (413)."),
            400 or 401 or 403 => SendOutcome.Rejected($"The push service refuses our key or our header fields ({answer.Status}); "
                + "a subscription that was made for another public key is refused so too.", RejectionScope.Account),
            _ => null,
        };
    }

    /// <summary>The topic of RFC 8030 section 5.4: 32 hexadecimal digits, which all push services take.</summary>
    internal static string TopicOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    private static string UrgencyOf(OutgoingMessage message) =>
        message.Class == MessageClass.Emergency || message.Priority == TopicPriority.Urgent ? "high"
        : message.Class == MessageClass.Marketing || message.Priority == TopicPriority.Low ? "low"
        : "normal";

    private long SecondsLeft(OutgoingMessage message) =>
        (long)Duration.Min(message.ValidUntil - clock.GetCurrentInstant(), s_longest).TotalSeconds;
}
