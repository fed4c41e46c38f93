using NodaTime;

namespace Notify.Sdk.Planning;

/// <summary>One rule in one zone.</summary>
internal readonly record struct ZonedTimeline(WindowTimeline Hours, ZoneTable Zone);

/// <summary>Rules and zones that must all be open at once. Immutable; asking allocates nothing.</summary>
internal sealed class WindowSet(ZonedTimeline[] all)
{
    /// <summary>A rule that names its own zones is judged in those, every other one in the candidates.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="candidates">Zones of the person.</param>
    /// <param name="data">Where the zones that rules name are taken from; null for those inside NodaTime.</param>
    public static WindowSet Of(IReadOnlyList<SendWindowRule> rules, IReadOnlyList<DateTimeZone> candidates, IDateTimeZoneProvider? data =
        null) => new(
    [
        .. from rule in rules
           let zones = rule.Zones.Count == 0 ? candidates : [.. rule.Zones.Select(z => (data ?? DateTimeZoneProviders.Tzdb)[z])]
           from zone in zones
           select new ZonedTimeline(WindowTimeline.Of(rule), ZoneTable.Of(zone)),
    ]);

    public bool IsOpen(Instant at)
    {
        var seconds = ZoneTable.Seconds(at);
        foreach (var one in all)
        {
            if (!one.Hours.IsOpen(seconds, one.Zone))
                return false;
        }

        return true;
    }

    /// <summary>The first instant from <paramref name="at"/> on at which all are open, or null when there is none within a year.</summary>
    public Instant? NextOpening(Instant at)
    {
        var wanted = ZoneTable.Seconds(at);
        var last = wanted + WindowTimeline.DaysAhead * 86_400L;
        var next = wanted;
        for (var agreed = 0; agreed < all.Length;)
        {
            // Each in turn moves the instant on; when all agree in a row, that is it.
            foreach (var one in all)
            {
                var opening = one.Hours.NextOpening(next, one.Zone);
                agreed = opening == next ? agreed + 1 : 1;
                if (opening > last)
                    return null;
                next = opening;
                if (agreed == all.Length)
                    break;
            }
        }

        return next == wanted ? at : Instant.FromUnixTimeSeconds(next);
    }

    /// <summary>When the first of them closes; null when one is closed.</summary>
    public Instant? ClosesAt(Instant at)
    {
        var now = ZoneTable.Seconds(at);
        var closes = now + WindowTimeline.DaysAhead * 86_400L;
        foreach (var one in all)
        {
            var end = one.Hours.ClosesAt(now, one.Zone);
            if (end <= now)
                return null;
            closes = Math.Min(closes, end);
        }

        return Instant.FromUnixTimeSeconds(closes);
    }
}
