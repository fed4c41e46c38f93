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

        Console.WriteLine($"{"one operation = parse, valid, type, E.164",-58} {"ns",9} {"B",7}");
        var whole = Measure("whole file", inputs);
        var valid = Measure("valid numbers", inputs.Where((text, region) =>
            PhoneNumber.TryParse(text, region, out var number, out _) && number.IsValid));
        Measure("in the fast lane", plain);
        var plus = Measure("with a plus", inputs.Where((text, _) => text.StartsWith('+')));
        Console.WriteLine($"the library takes {whole.Library.Over(whole.Ours):F1} times as long on the whole file, "
            + $"{valid.Library.Over(valid.Ours):F1} times on valid numbers");
        Console.WriteLine($"this package takes {whole.Ours.Over(whole.Strip):F1} times the bound on the whole file, "
            + $"{valid.Ours.Over(valid.Strip):F1} times on valid numbers, {plus.Ours.Over(plus.Strip):F1} times on texts with a plus");
        Threads(inputs);
    }

    private static (Cost Ours, Cost Library, Cost Strip) Measure(string name, PhoneInputs inputs)
    {
        Func<PhoneInputs, int>[] passes = [PhonePasses.Ours, PhonePasses.Library, PhonePasses.Strip];
        Cost[] costs = [.. passes.Select(_ => Cost.None)];
        // The runtime compiles anew what runs often; a few passes let it.
        for (var round = -2; round < Rounds; round++)
        {
            for (var i = 0; i < passes.Length; i++)
            {
                var cost = Once(inputs, passes[i]);
                costs[i] = round < 0 ? costs[i] : costs[i].Least(cost);
            }
        }

        Print($"this package, {name}", costs[0]);
        Print($"libphonenumber-csharp, {name}", costs[1]);
        Print($"lower bound, strip to digits, {name}", costs[2]);
        return (costs[0], costs[1], costs[2]);
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

    // What the machine allows is seen by the lower bound, which shares nothing between threads.
    private static void Threads(PhoneInputs inputs)
    {
        var (ours, bound) = (Speedup(inputs, PhonePasses.Ours, 3), Speedup(inputs, PhonePasses.Strip, 15));
        Console.WriteLine($"two threads against one: {ours.Clock:F2}x by the clock, {ours.Processor:F2}x by processor time for each "
            + $"number; the lower bound {bound.Clock:F2}x and {bound.Processor:F2}x");
    }

    private static (double Clock, double Processor) Speedup(PhoneInputs inputs, Func<PhoneInputs, int> pass, int times)
    {
        var passes = times * Math.Max(1, LeastTextsPerPass / inputs.Texts.Length);
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
                    pass(inputs);
            })).ToList();
            workers.ForEach(worker => worker.Start());
            workers.ForEach(worker => worker.Join());
            clock[count] = Math.Min(clock[count], watch.Elapsed.TotalSeconds / count);
            processor[count] = Math.Min(processor[count], (Environment.CpuUsage.TotalTime - start).TotalSeconds / count);
        }

        return (clock[1] / clock[2], 2 * processor[1] / processor[2]);
    }

    private static void Print(string name, Cost cost) => Console.WriteLine($"{name,-58} {cost.Nanoseconds,9:F1} {cost.Bytes,7:F2}");

    private sealed record Cost(double Nanoseconds, double Bytes)
    {
        public static Cost None { get; } = new(double.MaxValue, double.MaxValue);

        public double Over(Cost other) => Nanoseconds / other.Nanoseconds;

        public Cost Least(Cost other) => new(Math.Min(Nanoseconds, other.Nanoseconds), Math.Min(Bytes, other.Bytes));
    }
}
