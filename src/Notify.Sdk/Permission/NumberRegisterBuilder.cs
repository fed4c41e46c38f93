using System.Runtime.InteropServices;

namespace Notify.Sdk.Permission;

/// <summary>Collects numbers in any order, with duplicates, in 4 octets each, and makes a register of them. Not thread-safe.</summary>
public sealed class NumberRegisterBuilder
{
    private readonly Dictionary<uint, Group> _groups = [];
    private Group? _last;

    /// <summary>How many numbers were added, duplicates included.</summary>
    public long Added { get; private set; }

    /// <summary>Adds a number.</summary>
    /// <param name="e164">The digits of an E.164 number, country code first, without plus.</param>
    public void Add(ulong e164)
    {
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
        private const int Chunk = 1 << 16;

        private readonly List<uint[]> _chunks = [];
        private int _used = Chunk;

        public uint High => high;

        public void Add(uint low)
        {
            if (_used == Chunk)
            {
                _chunks.Add(new uint[Chunk]);
                _used = 0;
            }

            _chunks[^1][_used++] = low;
        }

        public uint[] TakeSorted()
        {
            var all = new uint[((_chunks.Count - 1) * Chunk) + _used];
            for (var i = 0; i < _chunks.Count; i++)
                _chunks[i].AsSpan(0, i == _chunks.Count - 1 ? _used : Chunk).CopyTo(all.AsSpan(i * Chunk));
            _chunks.Clear();
            Array.Sort(all);
            var distinct = 1;
            for (var i = 1; i < all.Length; i++)
            {
                if (all[i] != all[distinct - 1])
                    all[distinct++] = all[i];
            }

            return distinct == all.Length ? all : all[..distinct];
        }
    }
}
