using System.Runtime.InteropServices;
using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Sending;

/// <summary>The places taken under frequency caps, ascending in each pot.</summary>
internal sealed class OutboxPots
{
    private readonly Dictionary<CapBucket, Pot> _pots = [];

    /// <summary>Whether the cap still holds when the entry leaves at <paramref name="at"/>; its own place does not count.</summary>
    public bool HasRoom(CapPlace place, Instant at, OutboxEntry? self)
    {
        if (!_pots.TryGetValue(place.Bucket, out var pot))
            return place.Cap.FirstFree(at, []) == at;
        return place.Cap.FirstFree(at, self is null || !pot.Owners.Contains(self) ? pot.Instants : pot.Without(self)) == at;
    }

    /// <summary>Takes a place.</summary>
    public void Take(CapBucket bucket, Instant at, OutboxEntry entry) =>
        (CollectionsMarshal.GetValueRefOrAddDefault(_pots, bucket, out _) ??= new()).Add(at, entry);

    /// <summary>Where the entry's place stands, or null.</summary>
    public Instant? Find(CapBucket bucket, OutboxEntry entry) =>
        _pots.TryGetValue(bucket, out var pot) && pot.Owners.IndexOf(entry) is >= 0 and var own ? pot.Instants[own] : null;

    /// <summary>Gives a place back.</summary>
    public void Free(CapBucket bucket, OutboxEntry entry)
    {
        if (!_pots.TryGetValue(bucket, out var pot))
            return;
        pot.Remove(entry);
        if (pot.Owners.Count == 0)
            _pots.Remove(bucket);
    }

    /// <summary>Adds the places of a bucket from an instant on.</summary>
    public void Collect(CapBucket bucket, Instant since, List<CapUse> found)
    {
        if (!_pots.TryGetValue(bucket, out var pot))
            return;
        for (var i = 0; i < pot.Owners.Count; i++)
        {
            if (pot.Instants[i] >= since)
                found.Add(new(bucket, pot.Instants[i], pot.Owners[i].Delivery.Id));
        }
    }

    /// <summary>Two lists side by side, because the cap wants the bare instants.</summary>
    private sealed class Pot
    {
        public List<Instant> Instants { get; } = new(1);

        public List<OutboxEntry> Owners { get; } = new(1);

        public void Add(Instant at, OutboxEntry owner)
        {
            var index = Instants.Count;
            while (index > 0 && Instants[index - 1] > at)
                index--;
            Instants.Insert(index, at);
            Owners.Insert(index, owner);
        }

        public void Remove(OutboxEntry owner)
        {
            var index = Owners.IndexOf(owner);
            if (index < 0)
                return;
            Instants.RemoveAt(index);
            Owners.RemoveAt(index);
        }

        public List<Instant> Without(OutboxEntry owner)
        {
            List<Instant> others = new(Instants.Count);
            for (var i = 0; i < Owners.Count; i++)
            {
                if (Owners[i] != owner)
                    others.Add(Instants[i]);
            }

            return others;
        }
    }
}
