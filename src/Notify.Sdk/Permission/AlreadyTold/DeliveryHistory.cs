using NodaTime;

namespace Notify.Sdk.Stores;

/// <summary>A once-only mark: this content was planned for, or told to, an account or an address.</summary>
/// <param name="ContentKey">Names the content.</param>
/// <param name="Subject">Whom: an account or an address.</param>
public readonly record struct OnceKey(string ContentKey, OnceSubject Subject)
{
    /// <summary>The subject tells the keys of a batch apart; nearly all of them are of one content.</summary>
    public override int GetHashCode() => Subject.GetHashCode() * 31 + ContentKey.Length;
}

/// <summary>Whom a once-only mark or a cap speaks of: exactly one of an account and an address.</summary>
/// <param name="Account">The account, or null.</param>
/// <param name="Address">The address, or null.</param>
public readonly record struct OnceSubject(AccountRef? Account, AddressKey? Address)
{
    /// <summary>One text, not all of them: accounts are told apart by their ids, addresses by their values.</summary>
    public override int GetHashCode() => Address is { } address
        ? address.Value.GetHashCode(StringComparison.Ordinal) : Account is { } account
        ? account.Id.GetHashCode(StringComparison.Ordinal) : 0;

    /// <summary>Speaks of an account.</summary>
    public static OnceSubject Of(AccountRef account) => new(account, null);

    /// <summary>Speaks of an address.</summary>
    public static OnceSubject Of(AddressKey address) => new(null, address);

    /// <summary>Account, or masked address.</summary>
    public override string ToString() =>
        Account is { } account ? $"account {account}" : Address is { } address ? address.ToString() : "nobody";
}

/// <summary>How far a message got of which a mark or a trace speaks.</summary>
public enum OnceStanding : byte
{
    /// <summary>Not begun: planned, held, standing by, or claimed by a worker.</summary>
    Planned,

    /// <summary>A transport is being called at this moment.</summary>
    Leaving,

    /// <summary>Whether a provider took it is unknown. Never said to be told.</summary>
    InDoubt,

    /// <summary>A provider took it.</summary>
    Told,
}

/// <summary>A mark that stands.</summary>
/// <param name="Key">What and whom.</param>
/// <param name="Delivery">The delivery that set it.</param>
/// <param name="Standing">How far that delivery got.</param>
public readonly record struct OnceMark(OnceKey Key, DeliveryId Delivery, OnceStanding Standing)
{
    /// <summary>True once a transport may have taken it; false while it is planned.</summary>
    public bool Sent => Standing != OnceStanding.Planned;
}

/// <summary>The pot that a frequency cap counts in.</summary>
/// <param name="Cap">Id of the cap.</param>
/// <param name="Subject">Whom it counts.</param>
/// <param name="Scope">What else separates pots: topic, channel or sender, joined; empty when nothing does.</param>
public readonly record struct CapBucket(string Cap, OnceSubject Subject, string Scope);

/// <summary>One slot taken in a bucket.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="At">When the attempt began; of a plan, when it is due.</param>
/// <param name="Delivery">The delivery that takes the slot.</param>
/// <param name="Priority">The priority of its topic.</param>
/// <param name="Sent">
/// True once a transport may have taken the message; a slot that is only planned takes no room, and serves to forecast.
/// </param>
/// <param name="InFlight">True while a transport is being called: it is sent, and may still be refused and give its slot back.</param>
/// <param name="IsAttempt">
/// True for an attempt that counts whatever became of it (<see cref="FrequencyCap.CountsAttempts"/>), for the delivery itself too.
/// </param>
public readonly record struct CapUse(CapBucket Bucket, Instant At, DeliveryId Delivery, TopicPriority Priority = TopicPriority.Normal,
    bool Sent = false, bool InFlight = false, bool IsAttempt = false);

/// <summary>
/// What was promised and sent before, by mark and by bucket. Read here while deciding; written by the outbox in the
/// same transaction as the delivery. Implementations are thread-safe.
/// </summary>
public interface IDeliveryHistory
{
    /// <summary>The marks that stand among the given keys.</summary>
    ValueTask<IReadOnlyList<OnceMark>> FindMarksAsync(IReadOnlyCollection<OnceKey> keys, CancellationToken cancellationToken = default);

    /// <summary>The traces of a content that stand at the given slots, see <see cref="PersonTrace.At"/>.</summary>
    ValueTask<IReadOnlyList<StandingTrace>> FindTracesAsync(
        string contentKey, IReadOnlyCollection<ulong> places, CancellationToken cancellationToken = default);

    /// <summary>
    /// The key of the codes in traces: 16 octets that were drawn at random when the store was made, are kept with it, and never
    /// change.
    /// </summary>
    ValueTask<ReadOnlyMemory<byte>> TraceKeyAsync(CancellationToken cancellationToken = default);

    /// <summary>The slots taken in the given buckets at or after <paramref name="since"/>, open plans included.</summary>
    ValueTask<IReadOnlyList<CapUse>> FindUsesAsync(IReadOnlyCollection<CapBucket> buckets, Instant since,
        CancellationToken cancellationToken = default);
}
