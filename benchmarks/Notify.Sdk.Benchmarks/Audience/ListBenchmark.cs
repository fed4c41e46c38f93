using System.Diagnostics;

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
        Print(DescribeAlone(file.Path));
    }

    /// <summary>In the new process: describes a list and prints what that took.</summary>
    public static async Task DescribeAsync(string path)
    {
        var clock = Stopwatch.StartNew();
        await ContactCsv.DescribeAsync(path);
        using var process = Process.GetCurrentProcess();
        Print($"described in {clock.Elapsed.TotalSeconds:F1} s, {process.TotalProcessorTime.TotalSeconds:F1} s of processor time on "
            + $"{Environment.ProcessorCount} cores, {process.PeakWorkingSet64 / 1e6:N0} MB at most for the whole process");
    }

    // In a process of its own, with the collector that the runtime gives to applications.
    private static string DescribeAlone(string path)
    {
        var assembly = typeof(ListBenchmark).Assembly.Location;
        var isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        string[] arguments = isHost ? [assembly, "lists", "describe", path] : ["lists", "describe", path];
        ProcessStartInfo start = new(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true };
        start.Environment["DOTNET_gcConcurrent"] = "1";
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return printed.TrimEnd();
    }

    private static void Print(string line) => Console.WriteLine(line);
}
