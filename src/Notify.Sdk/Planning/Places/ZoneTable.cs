using System.Collections.Concurrent;
using NodaTime;

namespace Notify.Sdk.Planning;

/// <summary>
/// The offsets of one zone as plain numbers: which offset holds at an instant, and which instant a local time is. A look-up
/// is two array reads, because every <see cref="Stride"/> of the covered time knows its first interval. Immutable.
/// </summary>
/// <remarks>Times are seconds since 1970; a local time is the same count on the wall clock. Covers 1970 to 2100.</remarks>
internal sealed class ZoneTable
{
    /// <summary>First and last covered instant; what lies outside is refused rather than guessed.</summary>
    public static readonly Instant First = Instant.FromUtc(1970, 1, 1, 0, 0), Last = Instant.FromUtc(2100, 1, 1, 0, 0);

    private const int StrideBits = 22; // 48 days: at most one or two changes of the clock
    private const long Stride = 1L << StrideBits;
    private const long Margin = 4 * 86_400;

    private static readonly ConcurrentDictionary<DateTimeZone, ZoneTable> Tables = new();

    private readonly long[] _starts;
    private readonly int[] _offsets;
    private readonly ushort[] _strides;

    private ZoneTable(DateTimeZone zone)
    {
        Zone = zone;
        List<long> starts = [];
        List<int> offsets = [];
        var covered = new Interval(First - Duration.FromSeconds(Margin), Last + Duration.FromSeconds(Margin + Stride));
        foreach (var interval in zone.GetZoneIntervals(covered))
        {
            if (offsets.Count > 0 && offsets[^1] == interval.WallOffset.Seconds)
                continue; // another name or standard offset, the same wall clock
            starts.Add(offsets.Count == 0 ? long.MinValue : interval.Start.ToUnixTimeSeconds());
            offsets.Add(interval.WallOffset.Seconds);
        }

        starts.Add(long.MaxValue);
        _starts = [.. starts];
        _offsets = [.. offsets];
        _strides = Strides(_starts);
    }

    public DateTimeZone Zone { get; }

    public static ZoneTable Of(DateTimeZone zone) =>
        Tables.TryGetValue(zone, out var known) ? known : Tables.GetOrAdd(zone, static z => new(z));

    /// <summary>Seconds since 1970, rounded down.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the covered years.</exception>
    public static long Seconds(Instant at) => at >= First && at < Last
        ? at.ToUnixTimeSeconds()
        : throw new ArgumentOutOfRangeException(nameof(at), "Windows are known from 1970 to 2099. Check the clock.");

    /// <summary>The interval of one offset that holds at an instant.</summary>
    public int IndexAt(long at)
    {
        var index = (int)_strides[Math.Clamp((at + Margin) >> StrideBits, 0, _strides.Length - 1)];
        while (at >= _starts[index + 1])
            index++;
        return index;
    }

    public int OffsetAt(long at) => _offsets[IndexAt(at)];

    /// <summary>
    /// The local times of an interval that exist once, <c>[From, To)</c>: outside them a clock change is so near that a time
    /// may come twice.
    /// </summary>
    public (long From, long To) Unique(int index)
    {
        var from = index == 0 ? long.MinValue : _starts[index] + Math.Max(_offsets[index], _offsets[index - 1]);
        var to = index == _offsets.Length - 1 ? long.MaxValue : _starts[index + 1] + Math.Min(_offsets[index], _offsets[index + 1]);
        return (from, to);
    }

    public int Offset(int index) => _offsets[index];

    /// <summary>The instant of a local time: the later one where it comes twice, the end of the gap where it does not come.</summary>
    public long Later(long local)
    {
        for (var i = IndexAt(local + 86_400); ; i--)
        {
            var at = local - _offsets[i];
            if (at >= _starts[i])
                return Math.Min(at, _starts[i + 1]);
        }
    }

    /// <summary>The instant of a local time: the earlier one where it comes twice, the end of the gap where it does not come.</summary>
    public long Earlier(long local)
    {
        for (var i = IndexAt(local - 86_400); ; i++)
        {
            var at = local - _offsets[i];
            if (at < _starts[i + 1])
                return Math.Max(at, _starts[i]);
        }
    }

    private static ushort[] Strides(long[] starts)
    {
        var strides = new ushort[((Last.ToUnixTimeSeconds() + 2 * Margin) >> StrideBits) + 1];
        ushort index = 0;
        for (var i = 0; i < strides.Length; i++)
        {
            while (starts[index + 1] <= i * Stride - Margin)
                index++;
            strides[i] = index;
        }

        return strides;
    }
}
