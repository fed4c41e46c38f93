using System.Runtime.InteropServices;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>The traces of the in-memory outbox, by content and place. Most places have one. Not thread-safe.</summary>
internal sealed class MemoryTraces
{
    private readonly Dictionary<string, Dictionary<ulong, Holders>> _byContent = [];

    public void Add(MemoryEntry entry, PersonTraces traces)
    {
        var places = CollectionsMarshal.GetValueRefOrAddDefault(_byContent, traces.ContentKey, out _) ??= [];
        for (var i = 0; i < traces.Traces.Count; i++)
            CollectionsMarshal.GetValueRefOrAddDefault(places, traces.Traces[i].At, out _).Add(entry);
    }

    public void Remove(MemoryEntry entry, PersonTraces traces)
    {
        if (!_byContent.TryGetValue(traces.ContentKey, out var places))
            return;
        for (var i = 0; i < traces.Traces.Count; i++)
        {
            ref var holders = ref CollectionsMarshal.GetValueRefOrNullRef(places, traces.Traces[i].At);
            if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref holders) && holders.Remove(entry))
                places.Remove(traces.Traces[i].At);
        }
    }

    public IReadOnlyList<StandingTrace> Find(string content, IReadOnlyCollection<ulong> places)
    {
        List<StandingTrace>? found = null;
        if (!_byContent.TryGetValue(content, out var standing))
            return [];
        foreach (var place in places)
        {
            if (standing.TryGetValue(place, out var holders))
                holders.Collect(place, found ??= []);
        }

        return found ?? (IReadOnlyList<StandingTrace>)[];
    }

    /// <summary>The deliveries that left traces at one place.</summary>
    private struct Holders
    {
        private MemoryEntry? _first;
        private List<MemoryEntry>? _more;

        public void Add(MemoryEntry entry)
        {
            if (_first is null || _first == entry)
                _first = entry;
            else if (_more?.Contains(entry) != true)
                (_more ??= []).Add(entry);
        }

        /// <summary>Answers whether nobody is left.</summary>
        public bool Remove(MemoryEntry entry)
        {
            _more?.Remove(entry);
            if (_first != entry)
                return _first is null;
            _first = _more is { Count: > 0 } ? _more[^1] : null;
            if (_first is not null)
                _more!.RemoveAt(_more.Count - 1);
            return _first is null;
        }

        public readonly void Collect(ulong place, List<StandingTrace> found)
        {
            Collect(_first, place, found);
            foreach (var entry in _more ?? [])
                Collect(entry, place, found);
        }

        private static void Collect(MemoryEntry? entry, ulong place, List<StandingTrace> found)
        {
            foreach (var traces in entry?.Traces ?? [])
            {
                foreach (var trace in traces.Traces)
                {
                    if (trace.At == place)
                        found.Add(new(trace, traces.PersonId, traces.BirthDate, traces.Run, entry!.Delivery.Id, entry.Stored.Standing));
                }
            }
        }
    }
}
