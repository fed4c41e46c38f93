using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Notify.Sdk.Planning;

/// <summary>
/// Says whether the time zone data are too old: with those of 2025 every message to Vancouver, Edmonton, Inuvik and Winnipeg is an hour
/// off from November 2026 on. Logged as a warning when the host starts; a health check reports <see cref="Warning"/>. Thread-safe.
/// </summary>
public sealed partial class TimeZoneCheck
{
    // A version names the year in which it came out; after the next year has ended it is too old, whatever the limit.
    private const int YearsOfUse = 1;

    /// <summary>Compares the data with <see cref="PlanningOptions.OldestTimeZones"/>, and with the clock.</summary>
    public TimeZoneCheck(TimeZoneData data, IOptions<PlanningOptions> options, IClock clock)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        Version = data.Version;
        var year = clock.GetCurrentInstant().InUtc().Year;
        if (string.CompareOrdinal(data.Version, options.Value.OldestTimeZones) < 0)
            Warning = $"The time zone data are of version {data.Version}, older than {options.Value.OldestTimeZones}: clocks have changed "
                + $"since. Update NodaTime, or bring newer data with UseTimeZones.";
        else if (int.TryParse(data.Version.AsSpan(0, Math.Min(4, data.Version.Length)), CultureInfo.InvariantCulture, out var of)
            && year - of > YearsOfUse)
            Warning = $"The time zone data are of version {data.Version}, and it is {year}. Update NodaTime, or bring newer data with "
                + $"UseTimeZones.";
    }

    /// <summary>The version in use, for example <c>2026f</c>.</summary>
    public string Version { get; }

    /// <summary>What is wrong and what to do; null when the data are new enough.</summary>
    public string? Warning { get; }

    /// <summary>Warns when options are checked, which the host does at start-up.</summary>
    internal sealed partial class OnStart(IServiceProvider services, ILogger<TimeZoneCheck> logger) : IPostConfigureOptions<NotifyOptions>
    {
        public void PostConfigure(string? name, NotifyOptions options)
        {
            if (((TimeZoneCheck)services.GetService(typeof(TimeZoneCheck))!).Warning is { } warning)
                LogWarning(warning);
        }

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
        private partial void LogWarning(string warning);
    }
}
