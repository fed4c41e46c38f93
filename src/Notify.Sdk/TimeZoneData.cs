using NodaTime;
using NodaTime.TimeZones;

namespace Notify.Sdk;

/// <summary>
/// The time zone data that everything is decided by, with their version. Immutable and thread-safe. Default: those inside NodaTime;
/// newer ones with <see cref="NotifyBuilder.UseTimeZones"/>.
/// </summary>
public sealed class TimeZoneData
{
    /// <summary>Uses a source, for example of a file from nodatime.org: <c>TzdbDateTimeZoneSource.FromStream(stream)</c>.</summary>
    public TimeZoneData(TzdbDateTimeZoneSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Source = source;
        Zones = new DateTimeZoneCache(source);
    }

    /// <summary>Those inside NodaTime.</summary>
    public static TimeZoneData Default { get; } = new(TzdbDateTimeZoneSource.Default);

    /// <summary>The version of the TZDB, a year and a letter, for example <c>2026f</c>; named on every decision.</summary>
    public string Version => Source.TzdbVersion;

    internal TzdbDateTimeZoneSource Source { get; }

    internal IDateTimeZoneProvider Zones { get; }

    /// <summary>Version.</summary>
    public override string ToString() => Version;
}
