using NodaTime;

namespace Notify.Sdk.Planning;

/// <summary>
/// Zones in which somebody may be, ordered by id, those that tell the same time once. Each is known by the number of the time that it
/// tells, so that sets are compared by small integers. Immutable; made by <see cref="ZoneSets"/>, equal ones are usually one object.
/// </summary>
/// <param name="zones">The zones, ordered by id.</param>
/// <param name="times">The numbers of the times that they tell, ascending.</param>
internal sealed class ZoneSet(DateTimeZone[] zones, int[] times)
{
    /// <summary>No zone.</summary>
    public static ZoneSet Empty { get; } = new([], []);

    public IReadOnlyList<DateTimeZone> Zones => zones;

    public int Count => zones.Length;

    /// <summary>Whether each of the zones tells the same time as one of the others.</summary>
    public bool IsWithin(ZoneSet others) => ReferenceEquals(this, others) || IsWithin(others._times);

    private readonly int[] _times = times;

    private bool IsWithin(int[] others)
    {
        if (_times.Length > others.Length)
            return false;
        var next = 0;
        foreach (var time in _times)
        {
            while (next < others.Length && others[next] < time)
                next++;
            if (next == others.Length || others[next] != time)
                return false;
        }

        return true;
    }
}
