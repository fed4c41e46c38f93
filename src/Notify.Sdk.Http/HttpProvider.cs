using Notify.Sdk.Http.Hooks;

namespace Notify.Sdk.Http;

/// <summary>
/// A provider with an HTTP interface: what its request is, what its answers mean, and what its hooks say. Everything else is done by the
/// base: one request for each attempt, the outcome by how far the request got, bounds, time, secrets. Register it with
/// <c>AddHttpProvider</c> (<see cref="HttpNotifyBuilderExtensions"/>). Called concurrently; keep no state that is not thread-safe.
/// </summary>
/// <typeparam name="TOptions">Its settings; the newest that the configuration has are handed over with every call.</typeparam>
public abstract class HttpProvider<TOptions> where TOptions : HttpProviderOptions
{
    /// <summary>The channel that it serves.</summary>
    public abstract DeliveryChannel Channel { get; }

    /// <summary>
    /// The statuses by which the provider says, in its documentation, that it has not taken the message. Default 429 and 503. Other answers
    /// of 3xx and 5xx, 408 and 409 are unknown, whatever <see cref="Read"/> makes of them: the message may have been taken.
    /// </summary>
    public virtual IReadOnlyCollection<int> NotAccepted => DefaultNotAccepted;

    /// <summary>
    /// The header that carries <see cref="OutgoingMessage.IdempotencyKey"/>, where the request does not have it already. Default
    /// <c>Idempotency-Key</c>; null for none.
    /// </summary>
    public virtual string? IdempotencyHeader => "Idempotency-Key";

    /// <summary>
    /// Whether it sends <see cref="OutgoingMessage.Attachments"/>. Default false: a message that has any is then refused, and the next
    /// route is taken.
    /// </summary>
    public virtual bool TakesAttachments => false;

    /// <summary>
    /// Why a message cannot be sent to this provider at all, told before anything is: words that are too long, or an address that it
    /// cannot use. <see cref="SendOutcomeKind.Rejected"/> or <see cref="SendOutcomeKind.Deferred"/>; null, the default, when it can be
    /// sent. Any other outcome, and what it throws, defers the message.
    /// </summary>
    public virtual SendOutcome? Refuse(OutgoingMessage message, TOptions options) => null;

    /// <summary>
    /// The request that sends a message. A relative address is that of <see cref="HttpProviderOptions.BaseAddress"/>. What it throws defers
    /// the message: nothing was sent.
    /// </summary>
    public abstract HttpRequestMessage Request(OutgoingMessage message, TOptions options);

    /// <summary>
    /// What an answer means; null leaves it to the status: 2xx is unknown, because only the provider's own words say that it took the
    /// message, those of <see cref="NotAccepted"/> are deferred with <c>Retry-After</c>, 401, 402, 403, 404 and 407 are faults of our
    /// account, other 4xx are rejected, everything else is unknown. Only whole answers come here. What it throws counts as null.
    /// </summary>
    public abstract SendOutcome? Read(HttpAnswer answer, TOptions options);

    /// <summary>
    /// Whether the provider says in the body what became of the message. Default yes: an answer that breaks off is unknown. No: the status
    /// says all, and <see cref="Read"/> is asked with an empty body when the body breaks off or is too long.
    /// </summary>
    public virtual bool ReadsBody => true;

    /// <summary>
    /// Whether a hook is the provider's own, by its signature over the raw body. Compare in constant time
    /// (<see cref="HookSignature.Matches(string?, ReadOnlySpan{byte})"/>). Default no, so that nothing is believed.
    /// </summary>
    public virtual bool IsGenuine(HookRequest request, TOptions options) => false;

    /// <summary>What a genuine hook says. What it throws makes the hook malformed; nothing of it counts.</summary>
    public virtual HookContents ReadHook(HookRequest request, TOptions options) => HookContents.Nothing;

    internal static readonly int[] DefaultNotAccepted = [429, 503];
}
