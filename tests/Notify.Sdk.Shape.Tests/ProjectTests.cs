using System.Xml.Linq;

namespace Notify.Sdk.Shape.Tests;

/// <summary>Which project builds which others.</summary>
public sealed class ProjectTests
{
    [Fact]
    public void No_test_and_no_package_depends_on_benchmarks_or_samples()
    {
        var offenders =
            from project in SourceTree.Projects("src").Concat(SourceTree.Projects("tests"))
            from built in BuiltBy(project)
            where built.StartsWith("benchmarks/", StringComparison.Ordinal) || built.StartsWith("samples/", StringComparison.Ordinal)
            select $"{project} builds {built}";

        offenders.Should().BeEmpty();
    }

    [Fact]
    public void No_package_depends_on_tests()
    {
        SourceTree.Projects("src").SelectMany(BuiltBy).Should().OnlyContain(built => built.StartsWith("src/", StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_run_builds_the_sample_and_four_packages_and_nothing_else()
    {
        BuiltBy("samples/QuickStart/QuickStart.csproj").Select(p => Path.GetFileNameWithoutExtension(p))
            .Should().BeEquivalentTo(["Notify.Sdk", "Notify.Sdk.PhoneNumbers", "Notify.Sdk.Email", "Notify.Sdk.Sqlite"]);
    }

    [Fact]
    public void Every_project_is_in_the_solution_and_every_test_project_is_run()
    {
        var solution = File.ReadAllText(Path.Combine(SourceTree.Root, "Notify.Sdk.sln")).Replace('\\', '/');
        string[] all = [.. new[] { "src", "tests", "samples", "benchmarks" }.SelectMany(SourceTree.Projects)];
        all.Where(p => !solution.Contains($"\"{p}\"", StringComparison.Ordinal)).Should().BeEmpty();

        // eng/test.sh runs tests/*.Tests/*.Tests.csproj.
        SourceTree.Projects("tests").Where(p => HasTests(Path.GetDirectoryName(p)!)).Should()
            .OnlyContain(p => p.EndsWith(".Tests.csproj", StringComparison.Ordinal));
    }

    private static bool HasTests(string folder) =>
        SourceTree.Sources(Path.Combine(SourceTree.Root, folder)).Any(f => File.ReadAllText(f) is var text
        && text.Contains("[Fact]", StringComparison.Ordinal) && !text.Contains("abstract partial class", StringComparison.Ordinal)
            && !text.Contains("abstract class", StringComparison.Ordinal));

    /// <summary>The projects that a build of this one builds first, by their paths from the root.</summary>
    private static HashSet<string> BuiltBy(string project)
    {
        HashSet<string> found = [];
        Queue<string> open = new([project]);
        while (open.TryDequeue(out var next))
        {
            var folder = Path.GetDirectoryName(Path.Combine(SourceTree.Root, next))!;
            foreach (var reference in XDocument.Load(Path.Combine(SourceTree.Root, next)).Descendants("ProjectReference"))
            {
                var path = SourceTree.Relative(Path.GetFullPath(Path.Combine(folder, reference.Attribute("Include")!.Value)));
                if (found.Add(path))
                    open.Enqueue(path);
            }
        }

        return found;
    }
}
