using System.Runtime.InteropServices;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Permission;

/// <summary>Collects numbers in any order, with duplicates, in 4 octets each, and makes a register of them. Not thread-safe.</summary>
public sealed class NumberRegisterBuilder
{
    private readonly Dictionary<uint, Group> _groups = [];
    private Group? _last;

    /// <summary>How many numbers were added, duplicates included.</summary>
    public long Added { get; private set; }

    /// <summary>Adds a number, in the one spelling of its handset.</summary>
    /// <param name="e164">The digits of an E.164 number, country code first, without plus.</param>
    public void Add(ulong e164)
    {
        e164 = PhoneIdentity.Folded(e164);
        var high = (uint)(e164 >> 32);
        if (_last is null || _last.High != high)
            _last = CollectionsMarshal.GetValueRefOrAddDefault(_groups, high, out _) ??= new(high);
        _last.Add((uint)e164);
        Added++;
    }

    /// <summary>The register; the builder is empty afterwards.</summary>
    public NumberRegister Build()
    {
        var groups = _groups.Values.OrderBy(g => g.High).ToArray();
        NumberRegister register = new([.. groups.Select(g => g.High)], [.. groups.Select(g => new NumberGroup(g.TakeSorted()))]);
        _groups.Clear();
        (_last, Added) = (null, 0);
        return register;
    }

    /// <summary>Chunks, because a list that doubles would take up to three times the memory while it grows.</summary>
    private sealed class Group(uint high)
    {
        private const int Smallest = 16;
        private const int Largest = 1 << 16;

        private readonly List<uint[]> _full = [];
        private uint[] _chunk = new uint[Smallest];
        private int _used;
        private int _count;

        public uint High => high;

        public void Add(uint low)
        {
            if (_used == _chunk.Length)
            {
                _full.Add(_chunk);
                _chunk = new uint[Math.Min(Largest, _chunk.Length * 2)];
                _used = 0;
            }

            _chunk[_used++] = low;
            _count++;
        }

        public uint[] TakeSorted()
        {
            var all = new uint[_count];
            var at = 0;
            foreach (var chunk in _full)
            {
                chunk.CopyTo(all, at);
                at += chunk.Length;
            }

            _chunk.AsSpan(0, _used).CopyTo(all.AsSpan(at));
            _full.Clear();
            _chunk = [];
            Array.Sort(all);
            return Distinct(all);
        }

        private static uint[] Distinct(uint[] sorted)
        {
            var distinct = 1;
            for (var i = 1; i < sorted.Length; i++)
            {
                if (sorted[i] != sorted[distinct - 1])
                    sorted[distinct++] = sorted[i];
            }

            return distinct == sorted.Length ? sorted : sorted[..distinct];
        }
    }
}
