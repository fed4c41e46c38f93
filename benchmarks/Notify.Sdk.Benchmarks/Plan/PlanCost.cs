using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace Notify.Sdk.Benchmarks.Plan;

/// <summary>
/// What one plan of <see cref="PlanBenchmarks"/> costs for each account: processor time, the best of the rounds, and bytes
/// allocated. Beside it the preview of the same list, which decides the same and writes nothing down. Each round has an outbox of its
/// own, and nobody waits for a confirmation. To compare two revisions, run both in turns.
/// </summary>
internal static class PlanCost
{
    private const int Rounds = 9;

    public static async Task RunAsync(int accounts)
    {
        var contacts = ContactLists.Make(accounts);
        var (plan, preview) = (Most, Most);
        for (var round = 0; round < Rounds; round++)
        {
            preview = Least(preview, await OfAsync(p => PlanBenchmarks.PreviewAsync(p, contacts)));
            plan = Least(plan, await OfAsync(p => PlanBenchmarks.SendAsync(p, contacts)));
        }

        Print("plan", plan, accounts);
        Print("preview", preview, accounts);
    }

    private static (double Microseconds, double Bytes) Most => (double.MaxValue, double.MaxValue);

    private static (double, double) Least((double Microseconds, double Bytes) a, (double Microseconds, double Bytes) b) =>
        (Math.Min(a.Microseconds, b.Microseconds), Math.Min(a.Bytes, b.Bytes));

    private static async Task<(double, double)> OfAsync(Func<ServiceProvider, Task> work)
    {
        await using var provider = PlanBenchmarks.Services(confirmAbove: null);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var processor = Environment.CpuUsage.TotalTime;
        await work(provider);
        return ((Environment.CpuUsage.TotalTime - processor).TotalMicroseconds, GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }

    private static void Print(string what, (double Microseconds, double Bytes) cost, int accounts) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} of {accounts:N0} accounts: "
            + $"{cost.Microseconds / accounts:F1} us of processor time and {cost.Bytes / accounts:N0} B an account, the best of {Rounds}"));
}
