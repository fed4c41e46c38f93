using System.Diagnostics;
using NodaTime;
using Notify.Sdk.Planning;

namespace Notify.Sdk.Benchmarks.Windows;

/// <summary>
/// What one window decision costs, beside what is usually written for it, and what all gates together cost for one person.
/// The best of many short passes counts, which takes out preemption on a shared machine; read the ratios.
/// </summary>
internal static class WindowBenchmark
{
    private const int Passes = 2_000;
    private const int WarmUpMilliseconds = 1_000;
    private const int Size = 1_024;

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly TimeZoneInfo SystemZone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public static void Run()
    {
        // Instants of a whole year, so that neither a branch nor a clock change can be learnt by heart.
        var random = new Random(7);
        var instants = Enumerable.Range(0, Size).Select(_ => Instant.FromUtc(2026, 1, 1, 0, 0)
            + Duration.FromSeconds(random.Next(365 * 86_400))).ToArray();
        var offsets = instants.Select(i => i.ToDateTimeOffset()).ToArray();
        var windows = WindowSet.Of([SendWindowRule.MarketingCourtesy with { Holidays = null }], [Zone]);
        var holidays =
            WindowSet.Of([SendWindowRule.MarketingCourtesy with { Holidays = new(HolidayCalendar.Parse("c", ["12-25", "easter+1"])) }],
            [Zone]);

        Console.WriteLine("one window decision, Mon-Sat 09:00-20:00, New York, instants of a year");
        var noda = Measure("NodaTime, InZone for each contact", i => Naive(instants[i]), null);
        Measure("TimeZoneInfo.ConvertTime", i => Naive(offsets[i]), noda);
        Measure("Notify.Sdk, zone cached", i => windows.IsOpen(instants[i]), noda);
        Measure("Notify.Sdk, zone cached, with holidays", i => holidays.IsOpen(instants[i]), noda);
        Measure("Notify.Sdk, next opening", i => windows.NextOpening(instants[i]) is not null, noda);

        Console.WriteLine("one person, transactional, facts loaded: routes, all gates (law, windows, words, transport) on each");
        Console.WriteLine("   (everything proceeds)");
        foreach (var (name, routes) in new[] { ("one route", 1), ("two routes", 2) })
        {
            using var gates = new PersonGates(routes, loaded: false);
            Measure(name, gates.Proceeds, null);
            using var loaded = new PersonGates(routes, loaded: true);
            Measure($"{name}, consents and marks of a batch of 1,000 loaded", loaded.Proceeds, null);
        }
    }

    /// <summary>Nanoseconds and bytes of one operation: the fastest pass of all.</summary>
    private static double Measure(string name, Func<int, bool> operation, double? peer)
    {
        var best = double.MaxValue;
        var yes = 0;
        for (var warm = Stopwatch.StartNew(); warm.ElapsedMilliseconds < WarmUpMilliseconds;) // the compiler works in the background
        {
            for (var i = 0; i < Size; i++)
                operation(i);
        }

        for (var pass = 0; pass < Passes; pass++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Size; i++)
                yes += operation(i) ? 1 : 0;
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Size);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Size; i++)
            operation(i);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Size;
        Console.WriteLine(
            $"  {name,-62} {best,7:0.0} ns {bytes,7:0.#} B{(peer is { } p ? $"   {best / p:0.00} of NodaTime" : "")}   "
            + $"({100.0 * yes / (Size * Passes):0} % yes)");
        return best;
    }

    private static bool Naive(Instant at)
    {
        var local = at.InZone(Zone);
        return local.DayOfWeek != IsoDayOfWeek.Sunday && local.Hour is >= 9 and < 20;
    }

    private static bool Naive(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, SystemZone);
        return local.DayOfWeek != DayOfWeek.Sunday && local.Hour is >= 9 and < 20;
    }
}
