using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>The marks that stand for a batch, and the slots taken in its cap buckets.</summary>
public sealed class HistoryFacts
{
    // By subject and not by content: nearly all marks of a batch are of one content, whose text need not be hashed each time.
    private readonly MarkTable _ofAddresses = new();
    private readonly MarkTable _ofAccounts = new();
    private readonly ILookup<CapBucket, CapUse> _uses;
    private readonly IReadOnlyDictionary<AccountRef, IReadOnlyList<StandingTrace>> _again;

    /// <summary>Nothing was ever planned.</summary>
    public static HistoryFacts Empty { get; } = new([], []);

    /// <summary>Indexes marks by key and uses by bucket.</summary>
    /// <param name="marks">The marks.</param>
    /// <param name="uses">The slots taken in cap buckets, in any order.</param>
    /// <param name="askedAt">When they were loaded.</param>
    public HistoryFacts(IReadOnlyList<OnceMark> marks, IReadOnlyList<CapUse> uses, Instant askedAt = default)
        : this(marks, uses, askedAt, NobodyAgain)
    {
    }

    /// <param name="marks">The marks.</param>
    /// <param name="uses">The slots taken.</param>
    /// <param name="askedAt">When they were loaded.</param>
    /// <param name="again">By the label of a person: the traces that they left under other accounts in other calls.</param>
    internal HistoryFacts(IReadOnlyList<OnceMark> marks, IReadOnlyList<CapUse> uses, Instant askedAt,
        IReadOnlyDictionary<AccountRef, IReadOnlyList<StandingTrace>> again)
    {
        ArgumentNullException.ThrowIfNull(marks);
        ArgumentNullException.ThrowIfNull(uses);
        _again = again;
        foreach (var mark in marks)
        {
            if (mark.Key.Subject.Address is { } address)
                _ofAddresses.Add(address.Value, mark);
            else if (mark.Key.Subject.Account is { } account)
                _ofAccounts.Add(account.Id, mark);
        }

        _uses = uses.OrderBy(u => u.At).ToLookup(u => u.Bucket);
        HasUses = uses.Count > 0;
        AskedAt = askedAt;
    }

    /// <summary>When it was loaded: how long ago something in flight was seen.</summary>
    internal Instant AskedAt { get; }

    private static IReadOnlyDictionary<AccountRef, IReadOnlyList<StandingTrace>> NobodyAgain =>
        System.Collections.Frozen.FrozenDictionary<AccountRef, IReadOnlyList<StandingTrace>>.Empty;

    /// <summary>Whether any cap bucket of the batch has a slot taken.</summary>
    public bool HasUses { get; }

    /// <summary>The mark for a content and a subject that was set by another delivery, or null.</summary>
    public OnceMark? Mark(OnceKey key, DeliveryId? self) =>
        key.Subject.Address is { } address ? Mark(key.ContentKey, address, self)
        : key.Subject.Account is { } account ? Mark(key.ContentKey, account, self)
        : null;

    /// <inheritdoc cref="Mark(OnceKey, DeliveryId?)"/>
    internal OnceMark? Mark(string content, AddressKey address, DeliveryId? self)
    {
        foreach (ref readonly var mark in _ofAddresses.At(address.Value))
        {
            if (mark.Key.Subject.Address == address && mark.Key.ContentKey == content)
                return mark.Delivery == self ? null : mark;
        }

        return null;
    }

    /// <inheritdoc cref="Mark(OnceKey, DeliveryId?)"/>
    internal OnceMark? Mark(string content, AccountRef account, DeliveryId? self)
    {
        foreach (ref readonly var mark in _ofAccounts.At(account.Id))
        {
            if (mark.Key.Subject.Account == account && mark.Key.ContentKey == content)
                return mark.Delivery == self ? null : mark;
        }

        return null;
    }

    /// <summary>A trace that the person of this label left under another account in another call, or null.</summary>
    internal StandingTrace? KnownAgain(AccountRef label, DeliveryId? self)
    {
        if (_again.Count == 0 || !_again.TryGetValue(label, out var traces))
            return null;
        for (var i = 0; i < traces.Count; i++)
        {
            if (traces[i].Delivery != self)
                return traces[i];
        }

        return null;
    }

    /// <summary>The deliveries of other calls that tell the person, each once.</summary>
    internal IEnumerable<DeliveryId> Telling(string content, Person person) =>
        person.Accounts.Select(a => Mark(content, a.Ref, self: null)?.Delivery).OfType<DeliveryId>()
            .Concat(_again.TryGetValue(person.Label, out var traces) ? traces.Select(t => t.Delivery) : [])
            .Distinct();

    /// <summary>The addresses at which something is planned and not sent yet.</summary>
    internal IEnumerable<OnceMark> PlannedAtAddresses() => _ofAddresses.All.Where(m => !m.Sent);

    /// <summary>
    /// The same without the addresses that these deliveries hold and the slots that they take. The accounts that they tell stay told.
    /// </summary>
    internal HistoryFacts Without(Func<DeliveryId, bool> setAside) => new(
        [.. _ofAccounts.All, .. _ofAddresses.All.Where(m => !setAside(m.Delivery))],
        [.. _uses.SelectMany(u => u).Where(u => u.IsAttempt || !setAside(u.Delivery))],
        AskedAt,
        _again);

    /// <summary>
    /// The slots that others than this delivery take in the bucket, and attempts of its own where attempts count, ascending.
    /// </summary>
    public IReadOnlyList<CapUse> Others(CapBucket bucket, DeliveryId? self) =>
        HasUses ? [.. _uses[bucket].Where(u => u.IsAttempt || u.Delivery != self)] : [];
}
