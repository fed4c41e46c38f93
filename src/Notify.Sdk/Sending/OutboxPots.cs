using System.Runtime.InteropServices;
using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Sending;

/// <summary>The places taken under frequency caps, ascending in each pot.</summary>
internal sealed class OutboxPots
{
    private readonly Dictionary<CapBucket, Pot> _pots = [];

    /// <summary>The places of others in a bucket, ascending.</summary>
    public IReadOnlyList<CapUse> Others(CapBucket bucket, OutboxEntry self) =>
        _pots.TryGetValue(bucket, out var pot) ? pot.Uses(bucket, self) : [];

    /// <summary>Takes a place.</summary>
    public void Take(CapBucket bucket, Instant at, OutboxEntry entry) =>
        (CollectionsMarshal.GetValueRefOrAddDefault(_pots, bucket, out _) ??= new()).Add(new(at, entry));

    /// <summary>Where the entry's place stands, or null.</summary>
    public Instant? Find(CapBucket bucket, OutboxEntry entry) =>
        _pots.TryGetValue(bucket, out var pot) && pot.IndexOf(entry) is >= 0 and var own ? pot.At(own) : null;

    /// <summary>Gives a place back.</summary>
    public void Free(CapBucket bucket, OutboxEntry entry)
    {
        if (!_pots.TryGetValue(bucket, out var pot))
            return;
        pot.Remove(entry);
        if (pot.IsEmpty)
            _pots.Remove(bucket);
    }

    /// <summary>Adds the places of a bucket from an instant on.</summary>
    public void Collect(CapBucket bucket, Instant since, List<CapUse> found)
    {
        if (!_pots.TryGetValue(bucket, out var pot))
            return;
        found.AddRange(pot.Uses(bucket, self: null).Where(u => u.At >= since));
    }

    /// <summary>One taken place.</summary>
    private readonly record struct Taken(Instant At, OutboxEntry Owner);

    /// <summary>The taken places of one bucket, ascending.</summary>
    private sealed class Pot
    {
        private readonly List<Taken> _taken = new(1);

        public bool IsEmpty => _taken.Count == 0;

        public Instant At(int index) => _taken[index].At;

        public int IndexOf(OutboxEntry owner) => _taken.FindIndex(t => t.Owner == owner);

        public void Add(Taken place)
        {
            var index = _taken.Count;
            while (index > 0 && _taken[index - 1].At > place.At)
                index--;
            _taken.Insert(index, place);
        }

        public void Remove(OutboxEntry owner)
        {
            if (IndexOf(owner) is >= 0 and var index)
                _taken.RemoveAt(index);
        }

        public List<CapUse> Uses(CapBucket bucket, OutboxEntry? self)
        {
            List<CapUse> uses = new(_taken.Count);
            foreach (var (at, owner) in _taken)
            {
                if (owner != self)
                    uses.Add(new(bucket, at, owner.Delivery.Id, owner.Delivery.Priority, owner.Sent, owner.Delivery.State == DeliveryState.Sending));
            }

            return uses;
        }
    }
}
