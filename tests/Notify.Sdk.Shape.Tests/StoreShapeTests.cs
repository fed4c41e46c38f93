using System.Text.RegularExpressions;

namespace Notify.Sdk.Shape.Tests;

/// <summary>A store loads and saves; what becomes of a delivery is decided by the machine alone.</summary>
public sealed partial class StoreShapeTests
{
    [Fact]
    public void No_store_names_a_state_of_a_delivery()
    {
        var core = SourceTree.Sources(Path.Combine(SourceTree.ProjectFolder(SourceTree.Core), "Sending", "Outbox", "Memory"));
        var satellites = SourceTree.Satellites.Select(SourceTree.ProjectFolder).Where(f => f.EndsWith("Sqlite", StringComparison.Ordinal))
            .SelectMany(SourceTree.Sources);
        string[] files = [.. core, .. satellites];
        files.Should().HaveCountGreaterThan(15);
        files.Where(file => State().IsMatch(File.ReadAllText(file))).Should()
            .BeEmpty("columns are read and written as numbers, and questions are asked of OutboxRules");
    }

    [GeneratedRegex(@"\bDeliveryState\.\w+")]
    private static partial Regex State();
}
