using System.Diagnostics;
using System.Globalization;
using System.Text;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Benchmarks.Registers;

/// <summary>
/// A register of random North American numbers beside a <c>HashSet&lt;long&gt;</c> of the same numbers in the same process: memory,
/// time to build, time of a look-up. Half of the questions are members; their order is random, so that caches do not help.
/// Of each block of questions the fastest of all passes counts, which takes out the moments when other processes had the core.
/// </summary>
public static class RegisterBenchmark
{
    private const int Passes = 9;
    private const int Questions = 1_000_000;
    private const int Block = 10_000;

    public static async Task RunAsync(int entries)
    {
        var numbers = Numbers(entries);
        Print($"{entries:N0} entries, {Questions:N0} questions");
        var (register, set) = (Build(numbers), Set(numbers));
        var questions = Questionnaire(numbers);
        var keys = questions.Select(q => new AddressKey(AddressKind.Phone, string.Create(CultureInfo.InvariantCulture, $"+{q}")))
            .ToArray();
        var own = Measure("register, by number", (from, to) => Count(register, questions, from, to), null);
        Measure("register, by address key", (from, to) => Count(register, keys, from, to), own);
        Measure("HashSet<long>, by number", (from, to) => Count(set, questions, from, to), own);
        Blocks(register);
        await ImportAsync(numbers);
    }

    private static NumberRegister Build(ulong[] numbers)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        NumberRegisterBuilder builder = new();
        foreach (var number in numbers)
            builder.Add(number);
        var register = builder.Build();
        var elapsed = clock.Elapsed;
        Resident("register", GC.GetTotalMemory(forceFullCollection: true) - before, register.Count, elapsed);
        Print($"{"",-26} of which numbers and directory {(double)register.SizeInBytes / register.Count:F2} B/entry");
        return register;
    }

    private static HashSet<long> Set(ulong[] numbers)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        HashSet<long> set = new(numbers.Length);
        foreach (var number in numbers)
            set.Add((long)number);
        var elapsed = clock.Elapsed;
        Resident("HashSet<long>", GC.GetTotalMemory(forceFullCollection: true) - before, set.Count, elapsed);
        return set;
    }

    private static void Resident(string name, long bytes, long count, TimeSpan elapsed) =>
        Print($"{name,-26} {bytes / 1e6,8:F1} MB {(double)bytes / count,8:F2} B/entry, built in {elapsed.TotalMilliseconds:F0} ms");

    private static void Blocks(NumberRegister register)
    {
        var clock = Stopwatch.StartNew();
        var blocks = NumberBlocks.Write(register).ToList();
        var written = clock.Elapsed;
        clock.Restart();
        NumberBlocks.Read(blocks, register.Count);
        Print($"stored blocks: {blocks.Sum(b => (long)b.Length) / 1e6:F1} MB, written in {written.TotalMilliseconds:F0} ms, loaded in "
            + $"{clock.Elapsed.TotalMilliseconds:F0} ms");
    }

    private static async Task ImportAsync(ulong[] numbers)
    {
        using MemoryStream file = new();
        await using (StreamWriter writer = new(file, Encoding.ASCII, leaveOpen: true))
        {
            foreach (var number in numbers)
                writer.Write(
                    string.Create(CultureInfo.InvariantCulture, $"{number / 10_000_000 % 1_000:000},{number % 10_000_000:0000000}\n"));
        }

        file.Position = 0;
        InMemorySuppressionList list = new();
        RegisterImport import = new(list, [KnownRegisters.UsDoNotCall], new DefaultPhoneNumberParser(),
            new TimeProviderClock(TimeProvider.System));
        var clock = Stopwatch.StartNew();
        var report = await import.ImportAsync("us-dnc", Instant.FromUtc(2026, 1, 1, 0, 0), file);
        Print($"import of a file of lines '212,5551234': {clock.Elapsed.TotalSeconds:F1} s, "
            + $"{clock.Elapsed.TotalNanoseconds / numbers.Length:F0} ns/line; {report}");
    }

    private static double Measure(string name, Func<int, int, int> pass, double? own)
    {
        var fastest = new double[Questions / Block];
        Array.Fill(fastest, double.MaxValue);
        var found = 0;
        for (var i = 0; i < Passes; i++)
        {
            found = 0;
            for (var block = 0; block < fastest.Length; block++)
            {
                var start = Stopwatch.GetTimestamp();
                found += pass(block * Block, (block + 1) * Block);
                fastest[block] = Math.Min(fastest[block], Stopwatch.GetElapsedTime(start).TotalNanoseconds);
            }
        }

        var best = fastest.Sum() / Questions;
        Print($"{name,-26} {best,8:F1} ns/look-up{(own is { } o ? $" {best / o,6:F2}x the register" : "")}, {found:N0} found");
        return best;
    }

    private static int Count(NumberRegister register, ulong[] questions, int from, int to)
    {
        var found = 0;
        foreach (var question in questions.AsSpan(from, to - from))
            found += register.Contains(question) ? 1 : 0;
        return found;
    }

    private static int Count(NumberRegister register, AddressKey[] questions, int from, int to)
    {
        var found = 0;
        foreach (var question in questions.AsSpan(from, to - from))
            found += register.Contains(question) ? 1 : 0;
        return found;
    }

    private static int Count(HashSet<long> set, ulong[] questions, int from, int to)
    {
        var found = 0;
        foreach (var question in questions.AsSpan(from, to - from))
            found += set.Contains((long)question) ? 1 : 0;
        return found;
    }

    /// <summary>Distinct numbers in random order. A fixed seed, so that each run asks the same.</summary>
    private static ulong[] Numbers(int entries)
    {
        Random random = new(20_261_122);
        HashSet<ulong> numbers = new(entries);
        while (numbers.Count < entries)
            numbers.Add(AnyNumber(random));
        return [.. numbers];
    }

    private static ulong[] Questionnaire(ulong[] numbers)
    {
        Random random = new(7);
        return [.. Enumerable.Range(0, Questions).Select(i => i % 2 == 0 ? numbers[random.Next(numbers.Length)] : AnyNumber(random))];
    }

    /// <summary>1, an area code and an exchange that begin with 2 to 9, four digits.</summary>
    private static ulong AnyNumber(Random random) =>
        10_000_000_000 + ((ulong)random.Next(201, 990) * 10_000_000) + (ulong)random.Next(2_000_000, 10_000_000);

    private static void Print(string line) => Console.WriteLine(line);
}
