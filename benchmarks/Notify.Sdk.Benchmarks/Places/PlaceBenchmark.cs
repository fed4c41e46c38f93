using System.Diagnostics;
using Microsoft.Extensions.Options;
using Notify.Sdk.Audience;
using Notify.Sdk.Planning;

namespace Notify.Sdk.Benchmarks.Places;

/// <summary>
/// What it costs to know where somebody is: from codes, as in every row, and from names that were never seen.
/// </summary>
internal static class PlaceBenchmark
{
    private const int Passes = 3_000;
    private const int Size = 256;

    public static void Run()
    {
        var options = Options.Create(new AudienceOptions());
        var normalizer = new ContactNormalizer(new DefaultPhoneNumberParser(), options);
        var resolver = new PlaceResolver(TimeZoneData.Default, options);
        Account Of(string country, string? region, string? postcode) =>
            normalizer.Normalize(
                new("a") { Country = country, Region = region, PostalCode = postcode, Phones = [new ContactPoint("+12145550101")] });
        var codes = Of("US", "RI", "02903");
        var canada = Of("CA", "BC", "V6B 1A1");
        var names = Of("United States", "Rhode Island", "02903-1234");
        Console.WriteLine("where somebody is (seen before)");
        Measure("country, region, ZIP and number, in codes", () => resolver.Resolve(codes, codes.Addresses[0]));
        Measure("the same in Canada", () => resolver.Resolve(canada, canada.Addresses[0]));
        Measure("the same in words", () => resolver.Resolve(names, names.Addresses[0]));
        MeasureFirst(options, normalizer);
        Console.WriteLine("reading one field");
        Measure("country US", () => Countries.TryRead("US", out _));
        Measure("country United States", () => Countries.TryRead("United States", out _));
        Measure("country Österreich", () => Countries.TryRead("Österreich", out _));
        Measure("region RI", () => Regions.Find("US", "RI"));
        Measure("region Rhode Island", () => Regions.Find("US", "Rhode Island"));
        Measure("region Québec", () => Regions.Find("CA", "Québec"));
        Measure("postcode 02903", () => Postcodes.Find("US", "02903"));
        Measure("postcode V6B 1A1", () => Postcodes.Find("CA", "V6B 1A1"));
    }

    /// <summary>
    /// Places that were never seen, in words and in no order, so that all of their fields contradict one another: a resolver that is
    /// new for each pass, processor time of the thread.
    /// </summary>
    private static void MeasureFirst(IOptions<AudienceOptions> options, ContactNormalizer normalizer)
    {
        string[] states = [.. PlaceTables.Lines("regions.txt", '\t').Where(l => l[0] == "US").Select(l => l[2].Split('|')[0])];
        int[] areas = [205, 212, 214, 303, 305, 312, 401, 404, 415, 503, 602, 617, 702, 713, 808, 907];
        var accounts = (from state in states
                        from zip in Enumerable.Range(1, 25).Select(i => i * 3_989 % 90_000 + 1_001)
                        from area in areas
                        select normalizer.Normalize(new("a")
                        {
                            Country = "United States",
                            Region = state,
                            PostalCode = zip.ToString("00000", System.Globalization.CultureInfo.InvariantCulture),
                            Phones = [new ContactPoint($"+1{area}5550101")],
                        })).Take(20_000).ToArray();
        Random.Shared.Shuffle(accounts);
        var (best, bytes) = (double.MaxValue, 0L);
        for (var pass = 0; pass < 20; pass++)
        {
            var resolver = new PlaceResolver(TimeZoneData.Default, options);
            (var before, bytes) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetAllocatedBytesForCurrentThread());
            foreach (var account in accounts)
                resolver.Resolve(account, account.Addresses[0]);
            bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
            best = Math.Min(best, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalNanoseconds / accounts.Length);
        }

        Console.WriteLine($"a place in words that was not seen before, {accounts.Length} of them: {best:0} ns of processor time, "
            + $"{bytes / (double)accounts.Length:0} B");
    }

    /// <summary>Nanoseconds and bytes of one operation: the fastest pass of all.</summary>
    private static void Measure<T>(string name, Func<T> operation)
    {
        for (var i = 0; i < 100_000; i++)
            operation();
        var best = double.MaxValue;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        for (var pass = 0; pass < Passes; pass++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Size; i++)
                operation();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Size);
        }

        Console.WriteLine(
            $"   {name,-45} {best,8:0.0} ns {(GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)(Passes * Size),8:0.0} B");
    }
}
