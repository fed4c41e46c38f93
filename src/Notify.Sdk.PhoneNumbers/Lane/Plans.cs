using Notify.Sdk.PhoneNumbers.Library;

namespace Notify.Sdk.PhoneNumbers.Lane;

/// <summary>
/// The plans by region and by country code. The first number of a region is left to the library, so that reading one number
/// compiles nothing; the second one has the plan compiled. Safe to use from any thread.
/// </summary>
internal static class Plans
{
    // A region has its own slot, a code without a region that of the code behind them.
    private static readonly Slot[] Slots = [.. Enumerable.Range(0, RegionTable.Count + 1001).Select(_ => new Slot())];
    private static readonly CodeRegions?[] Codes = new CodeRegions?[1000];

    /// <summary>Null while the region's numbers still go to the library.</summary>
    internal static Plan? OfRegion(int region) => Slots[region].Plan ?? Slots[region].Ask(LibraryNumbers.MetadataOfRegion, region);

    /// <summary>The plan of a code's main region, or of a code without regions; null while the library is asked.</summary>
    internal static Plan? OfMain(int code)
    {
        var main = RegionTable.MainOf(code);
        if (main != RegionTable.NonGeographic)
            return OfRegion(main);
        var slot = Slots[RegionTable.Count + code];
        return slot.Plan ?? slot.Ask(LibraryNumbers.MetadataOfCode, code);
    }

    /// <summary>The regions that share a country code; null where the metadata of one hold something that is not known.</summary>
    internal static CodeRegions? OfCode(int code)
    {
        var regions = Volatile.Read(ref Codes[code]);
        if (regions is null)
            Volatile.Write(ref Codes[code], regions = CodeRegions.Compile(code));
        return regions.IsKnown ? regions : null;
    }

    /// <summary>Compiles every plan at once, for tests and measurements.</summary>
    /// <returns>The regions and codes that stay with the library, and the octets of all automata.</returns>
    internal static (List<string> Unknown, long Bytes) CompileAll()
    {
        for (var times = 0; times < 2; times++)
        {
            for (var region = 1; region <= RegionTable.Count; region++)
                OfRegion(region);
            for (var code = 1; code < Codes.Length; code++)
            {
                if (RegionTable.IsCode(code))
                    OfMain(code);
            }
        }

        var unknown = Enumerable.Range(1, RegionTable.Count).Where(region => OfRegion(region) is null).Select(RegionTable.Name).ToList();
        var codes = Enumerable.Range(1, Codes.Length - 1).Where(RegionTable.IsCode)
            .Where(code => OfMain(code) is null || OfCode(code) is null);
        return ([.. unknown, .. codes.Select(code => $"+{code}")], Slots.Sum(slot => (long)(slot.Plan?.Numbers.Bytes ?? 0)));
    }

    private sealed class Slot
    {
        private readonly Lock _lock = new();
        private bool _wasAsked;
        private bool _isDone;
        private Plan? _plan;

        internal Plan? Plan => Volatile.Read(ref _plan);

        internal Plan? Ask(Func<int, Google.PhoneMetadata?> metadata, int number)
        {
            if (Volatile.Read(ref _isDone))
                return Plan;
            if (!Interlocked.Exchange(ref _wasAsked, true))
                return null;
            lock (_lock)
            {
                if (!_isDone)
                {
                    Volatile.Write(ref _plan, metadata(number) is { } known ? PlanCompiler.Compile(known) : null);
                    Volatile.Write(ref _isDone, true);
                }

                return _plan;
            }
        }
    }
}
