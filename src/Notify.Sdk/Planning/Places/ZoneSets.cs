using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using NodaTime;

namespace Notify.Sdk.Planning;

/// <summary>
/// Makes sets of zones, and gives the times that zones tell their numbers: zones that agree over the years that matter have the same
/// number. What was made once is kept. Thread-safe.
/// </summary>
internal sealed class ZoneSets
{
    // Zones that agree over these years are one candidate: Germany's two, say. Older history has no bearing on a message.
    private static readonly Interval ComparedYears = new(Instant.FromUtc(2020, 1, 1, 0, 0), Instant.FromUtc(2040, 1, 1, 0, 0));

    // Sets come from tables, so they are few; fields that contradict each other in every row make more of them.
    private const int Room = 20_000;

    private readonly ConcurrentDictionary<string, int> _timeOfZone = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _timeOfOffsets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ZoneSet> _sets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(ZoneSet, ZoneSet), ZoneSet> _unions = new();
    private int _lastTime;

    /// <summary>The set of some zones; of those that tell the same time the first by id counts.</summary>
    public ZoneSet SetOf(IEnumerable<DateTimeZone> zones)
    {
        List<DateTimeZone> distinct = [];
        HashSet<int> times = [];
        foreach (var zone in zones.OrderBy(z => z.Id, StringComparer.Ordinal))
        {
            if (times.Add(TimeOf(zone)))
                distinct.Add(zone);
        }

        return distinct.Count == 0
            ? ZoneSet.Empty : Kept(_sets, string.Join(',', distinct.Select(z => z.Id)), new([.. distinct], [.. times.Order()]));
    }

    /// <summary>The zones of both sets.</summary>
    public ZoneSet Union(ZoneSet a, ZoneSet b)
    {
        if (ReferenceEquals(a, b) || b.Count == 0)
            return a;
        if (a.Count == 0)
            return b;
        return _unions.TryGetValue((a, b), out var known) ? known : Kept(_unions, (a, b), SetOf(a.Zones.Concat(b.Zones)));
    }

    private int TimeOf(DateTimeZone zone) => _timeOfZone.TryGetValue(zone.Id, out var known) ? known
        : Kept(_timeOfZone, zone.Id, _timeOfOffsets.GetOrAdd(Offsets(zone), _ => Interlocked.Increment(ref _lastTime)));

    /// <summary>The offsets of a zone over the years that are compared, as a text.</summary>
    private static string Offsets(DateTimeZone zone)
    {
        StringBuilder text = new();
        Offset? last = null;
        foreach (var interval in zone.GetZoneIntervals(ComparedYears))
        {
            if (interval.WallOffset == last)
                continue;
            last = interval.WallOffset;
            var start = interval.HasStart ? Instant.Max(interval.Start, ComparedYears.Start) : ComparedYears.Start;
            text.Append(CultureInfo.InvariantCulture, $"{start.ToUnixTimeSeconds()}{last.Value.Seconds:+0;-0};");
        }

        return text.ToString();
    }

    private static TValue Kept<TKey, TValue>(ConcurrentDictionary<TKey, TValue> known, TKey key, TValue value) where TKey : notnull
    {
        if (known.Count >= Room)
            known.Clear();
        return known.GetOrAdd(key, value);
    }
}
