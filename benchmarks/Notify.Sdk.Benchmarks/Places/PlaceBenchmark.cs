using System.Diagnostics;
using Microsoft.Extensions.Options;
using Notify.Sdk.Audience;
using Notify.Sdk.Planning;

namespace Notify.Sdk.Benchmarks.Places;

/// <summary>
/// What it costs to know where somebody is: from codes, as in every row, and from names that were never seen, once for each spelling.
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
