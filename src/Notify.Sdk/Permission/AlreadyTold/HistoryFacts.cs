namespace Notify.Sdk.Permission;

/// <summary>The marks that stand for a batch, and the places taken in its cap buckets.</summary>
public sealed class HistoryFacts
{
    private readonly Dictionary<OnceKey, OnceMark> _marks;
    private readonly ILookup<CapBucket, CapUse> _uses;

    /// <summary>Nothing was ever planned.</summary>
    public static HistoryFacts Empty { get; } = new([], []);

    /// <summary>Indexes marks by key and uses by bucket.</summary>
    public HistoryFacts(IReadOnlyList<OnceMark> marks, IReadOnlyList<CapUse> uses)
    {
        ArgumentNullException.ThrowIfNull(marks);
        _marks = new(marks.Count);
        foreach (var mark in marks)
            _marks[mark.Key] = mark;
        _uses = uses.OrderBy(u => u.At).ToLookup(u => u.Bucket);
        HasUses = uses.Count > 0;
    }

    /// <summary>Whether any cap bucket of the batch has a place taken.</summary>
    public bool HasUses { get; }

    /// <summary>The mark for a content and a subject that was set by another delivery, or null.</summary>
    public OnceMark? Mark(OnceKey key, DeliveryId? self) =>
        _marks.Count > 0 && _marks.TryGetValue(key, out var mark) && mark.Delivery != self ? mark : null;

    /// <summary>The addresses at which something is planned and not sent yet.</summary>
    internal IEnumerable<OnceMark> PlannedAtAddresses() => _marks.Values.Where(m => !m.Sent && m.Key.Subject.Address is not null);

    /// <summary>The same without the addresses that these deliveries hold and the places that they take. The accounts that they tell stay told.</summary>
    internal HistoryFacts Without(Func<DeliveryId, bool> setAside) => new(
        [.. _marks.Values.Where(m => m.Key.Subject.Address is null || !setAside(m.Delivery))],
        [.. _uses.SelectMany(u => u).Where(u => !setAside(u.Delivery))]);

    /// <summary>The places that others than this delivery take in the bucket, ascending.</summary>
    public IReadOnlyList<CapUse> Others(CapBucket bucket, DeliveryId? self) =>
        HasUses ? [.. _uses[bucket].Where(u => u.Delivery != self)] : [];
}
