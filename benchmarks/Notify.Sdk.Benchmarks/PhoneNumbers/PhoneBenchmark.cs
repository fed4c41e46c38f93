using System.Diagnostics;
using Notify.Sdk.PhoneNumbers;
using Notify.Sdk.PhoneNumbers.Lane;
using Notify.Sdk.PhoneNumbers.Library;

namespace Notify.Sdk.Benchmarks.PhoneNumbers;

/// <summary>
/// Passes over a whole file by this package, by the library as its documentation uses it, and by the lower bound, in turns in
/// one process. Processor time counts, of each the fastest pass, so that other work on the machine changes little.
/// </summary>
public static class PhoneBenchmark
{
    private const int Rounds = 5;
    private const int LeastTextsPerPass = 100_000;

    public static void Run(string path)
    {
        FirstParse.Compare();

        var inputs = PhoneInputs.Read(path);
        Console.WriteLine($"{Path.GetFileName(path)}: {inputs.Texts.Length:N0} texts; library {PhoneNumber.MetadataVersion}");
        // The library keeps the metadata of every region that was asked for; that is not what the lane keeps.
        for (var region = 1; region <= RegionTable.Count; region++)
            LibraryNumbers.MetadataOfRegion(region);
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        var start = Environment.CpuUsage.TotalTime;
        var (unknown, bytes) = Plans.CompileAll();
        var compiled = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        var kept = GC.GetTotalMemory(forceFullCollection: true) - heap;
        Console.WriteLine($"all plans compiled: {compiled:F0} ms of processor time; left to the library: {unknown.Count}");
        Console.WriteLine($"automata {bytes / 1024.0:F0} KiB; kept in all {kept / 1024.0:F0} KiB");

        var plain = inputs.Where((text, region) => FastLane.TryRead(text, RegionTable.Named(region), out _, out _));
        Console.WriteLine($"in the fast lane: {100.0 * plain.Texts.Length / inputs.Texts.Length:F2} % of the texts");
        var valid = inputs.Where((text, region) => PhoneNumber.TryParse(text, region, out var number, out _) && number.IsValid);
        var international = inputs.Where((text, _) => text.StartsWith('+'));

        Console.WriteLine($"{"one operation = parse, valid, type, E.164",-58} {"ns",9} {"B",7}");
        var (ours, library) = Pair("whole file", inputs);
        var (oursValid, libraryValid) = Pair("valid numbers", valid);
        var (lane, _) = Measure(plain, PhonePasses.Ours);
        Print("this package, texts in the fast lane", lane);
        var (oursPlus, strip) = Measure(international, PhonePasses.Ours, PhonePasses.Strip);
        Print("this package, texts with a plus", oursPlus);
        Print("lower bound: strip to digits, texts with a plus", strip!);
        Console.WriteLine(
            $"the library takes {library!.Over(ours):F1} times as long on the whole file, {libraryValid!.Over(oursValid):F1} times "
                + $"on valid numbers");
        Console.WriteLine(
            $"this package takes {ours.Over(strip!):F1} times the bound on the whole file, {oursPlus.Over(strip!):F1} times on texts "
                + $"with a plus");
        Threads(inputs);
    }

    private static (Cost Ours, Cost Library) Pair(string name, PhoneInputs inputs)
    {
        var (ours, library) = Measure(inputs, PhonePasses.Ours, PhonePasses.Library);
        Print($"this package, {name}", ours);
        Print($"libphonenumber-csharp, {name}", library!);
        return (ours, library!);
    }

    private static (Cost First, Cost? Second) Measure(PhoneInputs inputs, Func<PhoneInputs, int> first, Func<PhoneInputs, int>? second =
        null)
    {
        var one = new Cost(double.MaxValue, double.MaxValue);
        var other = second is null ? null : one;
        // The runtime compiles anew what runs often; a few passes let it.
        for (var round = -2; round < Rounds; round++)
        {
            var (a, b) = (Once(inputs, first), second is null ? null : Once(inputs, second));
            if (round < 0)
                continue;
            one = one.Least(a);
            other = other?.Least(b!);
        }

        return (one, other);
    }

    private static Cost Once(PhoneInputs inputs, Func<PhoneInputs, int> pass)
    {
        var passes = Math.Max(1, LeastTextsPerPass / inputs.Texts.Length);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < passes; i++)
            pass(inputs);
        var operations = (double)passes * inputs.Texts.Length;
        var taken = Environment.CpuUsage.TotalTime - start;
        return new(taken.TotalNanoseconds / operations, (GC.GetAllocatedBytesForCurrentThread() - allocated) / operations);
    }

    private static void Threads(PhoneInputs inputs)
    {
        var passes = 3 * Math.Max(1, LeastTextsPerPass / inputs.Texts.Length);
        var (clock, processor) = (new double[3], new double[3]);
        Array.Fill(clock, double.MaxValue);
        Array.Fill(processor, double.MaxValue);
        for (var round = 0; round < Rounds * 2; round++)
        {
            var count = 1 + (round % 2);
            var (watch, start) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var workers = Enumerable.Range(0, count).Select(_ => new Thread(() =>
            {
                for (var i = 0; i < passes; i++)
                    PhonePasses.Ours(inputs);
            })).ToList();
            workers.ForEach(worker => worker.Start());
            workers.ForEach(worker => worker.Join());
            clock[count] = Math.Min(clock[count], watch.Elapsed.TotalSeconds / count);
            processor[count] = Math.Min(processor[count], (Environment.CpuUsage.TotalTime - start).TotalSeconds / count);
        }

        var (byClock, byProcessor) = (clock[1] / clock[2], 2 * processor[1] / processor[2]);
        Console.WriteLine(
            $"two threads against one: {byClock:F2}x by the clock, {byProcessor:F2}x by processor time for each number");
    }

    private static void Print(string name, Cost cost) => Console.WriteLine($"{name,-58} {cost.Nanoseconds,9:F1} {cost.Bytes,7:F2}");

    private sealed record Cost(double Nanoseconds, double Bytes)
    {
        public double Over(Cost other) => Nanoseconds / other.Nanoseconds;

        public Cost Least(Cost other) => new(Math.Min(Nanoseconds, other.Nanoseconds), Math.Min(Bytes, other.Bytes));
    }
}
