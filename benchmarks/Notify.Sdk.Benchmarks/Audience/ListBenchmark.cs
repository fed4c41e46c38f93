using System.Diagnostics;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Benchmarks.Audience;

/// <summary>Reading a list with a plain header, and describing one: processor time a row, and memory.</summary>
internal static class ListBenchmark
{
    private const int Rounds = 4;

    public static async Task RunAsync(int accounts)
    {
        using var file = new ListFile(accounts, 20261122);
        double rows = double.MaxValue, contacts = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            rows = Math.Min(rows, (await Engine.TimeRowsAsync(file)).ProcessorNanoseconds);
            contacts =
                Math.Min(contacts, (await Cost.OfAsync(accounts, async () => await ContactCsv.ReadFileAsync(file.Path).CountAsync()))
                .ProcessorNanoseconds);
        }

        Print($"plain header, {accounts:N0} accounts: rows {rows:F0} ns, contacts {contacts:F0} ns of processor time, the best of "
            + $"{Rounds} rounds");
        var clock = Stopwatch.StartNew();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var memory = await ResidentMemory.OfAsync(async () =>
        {
            await ContactCsv.DescribeAsync(file.Path);
            return Stream.Null; // nothing is held
        });
        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        Print($"described in {clock.Elapsed.TotalSeconds:F1} s, {seconds:F1} s of processor time on {Environment.ProcessorCount} cores, "
            + $"{memory.Peak / 1e6:N0} MB at most on the way");
    }

    private static void Print(string line) => Console.WriteLine(line);
}
