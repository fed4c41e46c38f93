using System.Runtime.InteropServices;
using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>The slots taken under frequency caps, ascending in each bucket.</summary>
internal sealed class MemorySlots
{
    private readonly Dictionary<CapBucket, TakenSlots> _byBucket = [];

    /// <summary>The slots that others take in a bucket later than an instant, ascending.</summary>
    public IReadOnlyList<CapUse> Others(CapBucket bucket, Instant after, MemoryEntry? self) =>
        _byBucket.TryGetValue(bucket, out var taken) ? taken.Uses(bucket, self).FindAll(u => u.At > after) : [];

    /// <summary>Gives back what was taken, and takes what is to be.</summary>
    public void Move(IReadOnlyList<TakenSlot> before, IReadOnlyList<TakenSlot> after, MemoryEntry entry)
    {
        if (before == after)
            return;
        for (var i = 0; i < before.Count; i++)
            Free(before[i].Bucket, entry);
        for (var i = 0; i < after.Count; i++)
            (CollectionsMarshal.GetValueRefOrAddDefault(_byBucket, after[i].Bucket, out _) ??= new())
                .Add(new(after[i].At, after[i].IsAttempt, entry));
    }

    private void Free(CapBucket bucket, MemoryEntry entry)
    {
        if (!_byBucket.TryGetValue(bucket, out var taken))
            return;
        taken.Remove(entry);
        if (taken.IsEmpty)
            _byBucket.Remove(bucket);
    }

    /// <summary>Adds the slots of a bucket from an instant on.</summary>
    public void Collect(CapBucket bucket, Instant since, List<CapUse> found)
    {
        if (!_byBucket.TryGetValue(bucket, out var taken))
            return;
        found.AddRange(taken.Uses(bucket, self: null).Where(u => u.At >= since));
    }

    /// <summary>One taken slot.</summary>
    private readonly record struct Taken(Instant At, bool IsAttempt, MemoryEntry Owner);

    /// <summary>The taken slots of one bucket, ascending.</summary>
    private sealed class TakenSlots
    {
        private readonly List<Taken> _taken = new(1);

        public bool IsEmpty => _taken.Count == 0;

        public void Add(Taken slot)
        {
            var index = _taken.Count;
            while (index > 0 && _taken[index - 1].At > slot.At)
                index--;
            _taken.Insert(index, slot);
        }

        public void Remove(MemoryEntry owner)
        {
            if (_taken.FindIndex(t => t.Owner == owner) is >= 0 and var index)
                _taken.RemoveAt(index);
        }

        public List<CapUse> Uses(CapBucket bucket, MemoryEntry? self)
        {
            List<CapUse> uses = new(_taken.Count);
            foreach (var (at, isAttempt, owner) in _taken)
            {
                if (isAttempt || owner != self)
                    uses.Add(new(bucket, at, owner.Delivery.Id, owner.Delivery.Priority, isAttempt || owner.Stored.Sent,
                        !isAttempt && OutboxRules.IsInFlight(owner.Delivery.State), isAttempt));
            }

            return uses;
        }
    }
}
