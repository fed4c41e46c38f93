using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk.Permission;
namespace Notify.Sdk.Benchmarks.Windows;
internal static class Scratch
{
    public static IEnumerable<(string, Func<int, bool>)> Gates(PersonGates p)
    {
        foreach (var gate in p.Services.GetServices<ISendGate>())
            yield return (gate.Id, i => gate.Judge(p.OnRoute(i)).Kind == VerdictKind.Proceed);
        yield return ("copy", i => p.OnRoute(i).At == default);
        yield return ("collect", p.Collect);
    }
}
