using System.Diagnostics;
using System.Globalization;
using System.Text;
using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Benchmarks.PhoneNumbers;

/// <summary>
/// Passes over a whole file, so that branch predictor and caches see what a real list does to them, beside the lower
/// bound in the same process. One thread. The file is timed in blocks; of each block the fastest of all passes counts,
/// which takes out the moments when other processes had the core.
/// </summary>
public static class PhoneNumberFileBenchmark
{
    private const int Passes = 9;
    private const int Block = 10_000;

    public static void Run(string path)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var cold = Stopwatch.StartNew();
        PhoneNumber.TryParse("+49 30 000000", null, out _, out _);
        var elapsed = cold.Elapsed;
        processor = Environment.CpuUsage.TotalTime - processor;
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first parse of the process: {elapsed.TotalMilliseconds:F1} ms elapsed, {processor.TotalMilliseconds:F1} ms of processor time"));

        var inputs = PhoneInputs.Read(path);
        var utf8 = inputs.Texts.Select(Encoding.UTF8.GetBytes).ToArray();
        var international = inputs.Texts.Where(text => text.StartsWith('+')).ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}: {inputs.Texts.Length:N0} texts, {international.Length:N0} begin with a plus; metadata {PhoneNumber.MetadataVersion}"));

        var first = Stopwatch.StartNew();
        var valid = All(inputs, 0, inputs.Texts.Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first pass: {first.Elapsed.TotalNanoseconds / inputs.Texts.Length:F1} ns/op; {valid:N0} valid"));

        var bound = Measure("lower bound: strip to digits (texts with a plus)", international.Length, (from, to) => Strip(international, from, to), null);
        Measure("parse + valid + type + E.164, UTF-16 spans", inputs.Texts.Length, (from, to) => All(inputs, from, to), bound);
        Measure("parse + valid + type + E.164, UTF-8 spans", inputs.Texts.Length, (from, to) => AllUtf8(utf8, inputs.Regions, from, to), bound);
        Measure("the same, UTF-16, texts with a plus only", international.Length, (from, to) => International(international, from, to), bound);
        Measure("the same, UTF-16, with the E.164 string", inputs.Texts.Length, (from, to) => AllToString(inputs, from, to), bound);
        Resident(heap);
        Threads(inputs);
    }

    /// <summary>The tables are read where they lie in the assembly, so their size on disk is the bound of what they take in memory.</summary>
    private static void Resident(long heapAfterFirstParse)
    {
        var assembly = new FileInfo(typeof(PhoneNumber).Assembly.Location).Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resident: assembly with all tables {assembly / 1024.0:F0} KiB; whole managed heap after the first parse {heapAfterFirstParse / 1024.0:F0} KiB"));
    }

    private static void Threads(PhoneInputs inputs)
    {
        double? one = null;
        for (var threads = 1; threads <= Environment.ProcessorCount; threads++)
        {
            var best = TimeSpan.MaxValue;
            for (var pass = 0; pass < Passes; pass++)
            {
                var clock = Stopwatch.StartNew();
                var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() => All(inputs, 0, inputs.Texts.Length))).ToList();
                workers.ForEach(w => w.Start());
                workers.ForEach(w => w.Join());
                best = clock.Elapsed < best ? clock.Elapsed : best;
            }

            var rate = threads * inputs.Texts.Length / best.TotalSeconds;
            one ??= rate;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{threads} thread(s): {rate / 1e6:F1} M numbers/s, {rate / one:F2}x"));
        }
    }

    private static double Measure(string name, int count, Func<int, int, int> pass, double? bound)
    {
        var fastest = new double[(count + Block - 1) / Block];
        Array.Fill(fastest, double.MaxValue);
        var allocated = long.MaxValue;
        for (var i = 0; i < Passes; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var block = 0; block < fastest.Length; block++)
            {
                var start = Stopwatch.GetTimestamp();
                pass(block * Block, Math.Min((block + 1) * Block, count));
                fastest[block] = Math.Min(fastest[block], Stopwatch.GetElapsedTime(start).TotalNanoseconds);
            }

            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        var best = fastest.Sum() / count;
        var ratio = bound is { } least ? string.Create(CultureInfo.InvariantCulture, $"{best / least,6:F2}x") : "      -";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-52} {best,8:F1} ns/op {(double)allocated / count,7:F2} B/op {ratio}"));
        return best;
    }

    private static int Strip(string[] texts, int from, int to)
    {
        Span<char> destination = stackalloc char[64];
        var written = 0;
        foreach (var text in texts.AsSpan(from, to - from))
        {
            if (StripToDigits.TryWrite(text, destination, out var length))
                written += length;
        }

        return written;
    }

    private static int All(PhoneInputs inputs, int from, int to)
    {
        Span<char> destination = stackalloc char[64];
        var valid = 0;
        for (var i = from; i < to; i++)
        {
            if (!PhoneNumber.TryParse(inputs.Texts[i], inputs.Regions[i], out var number, out _))
                continue;
            if (number.IsValid && number.Type != PhoneNumberType.Unknown && number.TryFormat(destination, out _))
                valid++;
        }

        return valid;
    }

    private static int AllUtf8(byte[][] texts, string[] regions, int from, int to)
    {
        Span<char> destination = stackalloc char[64];
        var valid = 0;
        for (var i = from; i < to; i++)
        {
            if (!PhoneNumber.TryParse(texts[i], regions[i], out var number, out _))
                continue;
            if (number.IsValid && number.Type != PhoneNumberType.Unknown && number.TryFormat(destination, out _))
                valid++;
        }

        return valid;
    }

    private static int International(string[] texts, int from, int to)
    {
        Span<char> destination = stackalloc char[64];
        var valid = 0;
        foreach (var text in texts.AsSpan(from, to - from))
        {
            if (!PhoneNumber.TryParse(text, null, out var number, out _))
                continue;
            if (number.IsValid && number.Type != PhoneNumberType.Unknown && number.TryFormat(destination, out _))
                valid++;
        }

        return valid;
    }

    private static int AllToString(PhoneInputs inputs, int from, int to)
    {
        var written = 0;
        for (var i = from; i < to; i++)
        {
            if (PhoneNumber.TryParse(inputs.Texts[i], inputs.Regions[i], out var number, out _) && number.IsValid)
                written += number.ToE164().Length;
        }

        return written;
    }
}
