using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Shape.Tests.Docs;

/// <summary>docs/gates.md reads the list of gates aloud.</summary>
public sealed partial class GateListTests
{
    [Fact]
    public void The_gates_are_listed_in_the_order_in_which_they_are_asked()
    {
        var services = new ServiceCollection();
        services.AddNotify();
        using var provider = services.BuildServiceProvider();

        Row().Matches(File.ReadAllText(SourceTree.Doc("gates.md"))).Select(m => m.Groups[1].Value).Should()
            .Equal(provider.GetServices<ISendGate>().Select(g => g.Id)).And.HaveCountGreaterThan(10);
    }

    [GeneratedRegex(@"^\| `([a-z]+/[a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
