using System.Text.RegularExpressions;

namespace Notify.Sdk.Shape.Tests;

/// <summary>A link of a document to another file of the repository leads somewhere.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Every_relative_link_of_a_document_leads_to_a_file_or_folder()
    {
        var documents = Directory.EnumerateFiles(SourceTree.Root, "*.md", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "out" or ".git")).ToList();
        var broken =
            from document in documents
            from Match link in Link().Matches(File.ReadAllText(document))
            let target = link.Groups["target"].Value
            where !target.Contains(':', StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, target))
            select $"{Path.GetRelativePath(SourceTree.Root, document)}: {target}";
        documents.Should().HaveCountGreaterThan(20);
        broken.Should().BeEmpty();
    }

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(?:#[^)\s]*)?\)")]
    private static partial Regex Link();
}
