using System.Reflection;
using System.Text.RegularExpressions;

namespace Notify.Sdk.Shape.Tests.Docs;

/// <summary><c>docs/reasons.md</c> explains every code that the library gives, and the library gives every code that it names.</summary>
public sealed class ReasonCodeTests
{
    [Fact]
    public void Every_reason_code_is_explained_in_the_docs()
    {
        var docs = File.ReadAllText(SourceTree.Doc("reasons.md"));
        var codes = typeof(ReasonCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)
            .ToList();

        codes.Should().OnlyHaveUniqueItems();
        codes.Should().OnlyContain(c => Regex.IsMatch(c, "^(audience|permission|planning|rendering|sending|tracking)\\.[a-z-]+$"));
        codes.Where(c => !docs.Contains($"| `{c}` |", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Every_reason_code_is_given_somewhere()
    {
        var sources = string.Concat(SourceTree.All.SelectMany(a => SourceTree.Sources(SourceTree.ProjectFolder(a)))
            .Where(f => !f.EndsWith("ReasonCodes.cs", StringComparison.Ordinal)).Select(File.ReadAllText));

        typeof(ReasonCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => !sources.Contains($"ReasonCodes.{f.Name}", StringComparison.Ordinal))
            .Select(f => f.Name)
            .Should().BeEmpty("a code that nothing gives is a promise that nobody keeps");
    }
}
