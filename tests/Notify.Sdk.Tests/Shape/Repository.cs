namespace Notify.Sdk.Tests.Shape;

/// <summary>The files of the repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The C# files of a project, generated ones left out.</summary>
    public static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(PathTo("src", project), "*.cs", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(PathTo("src", project), f).Split(Path.DirectorySeparatorChar).Any(p => p is "obj" or "bin"));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Notify.Sdk.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("No folder above the tests holds Notify.Sdk.sln. Run the tests from a build inside the repository.");
    }
}
