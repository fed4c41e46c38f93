namespace Notify.Sdk.EndToEnd.Tests;

/// <summary>The repository that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string File(string path) => System.IO.File.ReadAllText(Path.Combine(Root, path));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Notify.Sdk.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Notify.Sdk.sln was not found above the test's folder.");
    }
}
