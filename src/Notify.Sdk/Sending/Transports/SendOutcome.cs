using NodaTime;

namespace Notify.Sdk;

/// <summary>The four ways a hand-over can end.</summary>
public enum SendOutcomeKind : byte
{
    /// <summary>The provider took responsibility. Not "delivered": that is a receipt's word.</summary>
    Accepted,

    /// <summary>The provider refused for good.</summary>
    Rejected,

    /// <summary>The provider did not take it now; it certainly was not sent.</summary>
    Deferred,

    /// <summary>The provider may or may not have taken it.</summary>
    Unknown,
}

/// <summary>Whose fault a rejection is.</summary>
public enum RejectionScope : byte
{
    /// <summary>Of this message: it will not be taken as it is. The address may be used for others.</summary>
    Message,

    /// <summary>Of the address: nobody is there. It is put on the register of invalid addresses.</summary>
    Address,

    /// <summary>
    /// Of the person, who told the provider to stop: everything over this channel is withdrawn at the address, as if they had written STOP
    /// to us. The address may be used over others.
    /// </summary>
    OptedOut,

    /// <summary>
    /// Of the account at the provider: a login or key that is refused, a template that it does not have, credit that is used up. The
    /// address stays as it is, the provider is not called for a while, and another provider, else the next route, is asked.
    /// </summary>
    Account,
}

/// <summary>
/// What a transport reports. Outcomes are data: a transport throws only for faults of its own, and then the outcome
/// counts as <see cref="SendOutcomeKind.Unknown"/>.
/// </summary>
public sealed record SendOutcome
{
    private SendOutcome(SendOutcomeKind kind, string detail)
    {
        Kind = kind;
        Detail = detail ?? "";
    }

    /// <summary>Which of the four.</summary>
    public SendOutcomeKind Kind { get; }

    /// <summary>
    /// The provider's word for people, without addresses and secrets. Of a longer one the first <see cref="MaximumDetail"/> letters are
    /// kept.
    /// </summary>
    public string Detail { get; init; }

    /// <summary>The provider's id of the message, by which receipts find it; null when it gave none.</summary>
    public string? ProviderId { get; private init; }

    /// <summary>For <see cref="SendOutcomeKind.Rejected"/>: whose fault it is.</summary>
    public RejectionScope Scope { get; private init; }

    /// <summary>
    /// For <see cref="SendOutcomeKind.Deferred"/>: how long the provider asks to wait; null leaves it to the retry options.
    /// </summary>
    public Duration? RetryAfter { get; private init; }

    /// <summary>
    /// For <see cref="SendOutcomeKind.Deferred"/> and <see cref="SendOutcomeKind.Rejected"/>: whether the provider was asked. Default true.
    /// False where the message could not be put into a request, or comes too late for the shortest validity that the provider has: that
    /// says nothing about the provider, and does not count against it.
    /// </summary>
    public bool WasAsked { get; init; } = true;

    /// <summary>The provider took responsibility.</summary>
    public static SendOutcome Accepted(string? providerId, string detail = "accepted") =>
        new(SendOutcomeKind.Accepted, detail) { ProviderId = providerId };

    /// <summary>The provider refused for good.</summary>
    /// <param name="detail">Why, without addresses.</param>
    /// <param name="scope">Whose fault it is. Default: of this message.</param>
    public static SendOutcome Rejected(string detail, RejectionScope scope = RejectionScope.Message) =>
        new(SendOutcomeKind.Rejected, detail) { Scope = scope };

    /// <summary>Certainly not sent; try again.</summary>
    public static SendOutcome Deferred(string detail, Duration? retryAfter = null) =>
        new(SendOutcomeKind.Deferred, detail) { RetryAfter = retryAfter };

    /// <summary>Servers like to quote the address; what is stored and shown must not.</summary>
    internal SendOutcome WithoutAddress(Address address) =>
        Detail.Length <= MaximumDetail && !Quotes(address.Deliverable) && !Quotes(address.Key.Value) ? this : this with
        {
            Detail = Cut(Detail
                .Replace(address.Deliverable, address.ToString(), StringComparison.OrdinalIgnoreCase)
                .Replace(address.Key.Value, address.ToString(), StringComparison.OrdinalIgnoreCase)),
        };

    private bool Quotes(string address) => Detail.Contains(address, StringComparison.OrdinalIgnoreCase);

    /// <summary>The longest detail that is kept, in UTF-16 units: a server may answer with a page.</summary>
    public const int MaximumDetail = 500;

    private static string Cut(string detail) =>
        detail.Length <= MaximumDetail
            ? detail : $"{detail.AsSpan(0, char.IsHighSurrogate(detail[MaximumDetail - 4]) ? MaximumDetail - 4 : MaximumDetail - 3)}...";

    /// <summary>It cannot be known whether it was sent.</summary>
    public static SendOutcome Unknown(string detail) => new(SendOutcomeKind.Unknown, detail);
}
