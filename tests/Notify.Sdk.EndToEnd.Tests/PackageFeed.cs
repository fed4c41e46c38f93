using System.IO.Compression;
using System.Xml.Linq;

namespace Notify.Sdk.EndToEnd.Tests;

/// <summary>All packages, packed once into a folder outside of the repository.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    /// <summary>A version of its own, so that no cache can answer with an older build.</summary>
    public string Version { get; } = $"0.1.0-test.{Environment.ProcessId}";

    public string Folder { get; } = Directory.CreateTempSubdirectory("notify-packages-").FullName;

    public string Feed => Path.Combine(Folder, "feed");

    public async Task InitializeAsync()
    {
        var sources = Path.Combine(Folder, "sources");
        Copy(Repository.Root, sources, recursive: false);
        foreach (var part in new[] { "src", "docs" })
            Copy(Path.Combine(Repository.Root, part), Path.Combine(sources, part), recursive: true);
        foreach (var project in Directory.GetFiles(Path.Combine(sources, "src"), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
            await Dotnet.RunAsync(sources, "pack", project, "-c", "Release", "-o", Feed, $"-p:Version={Version}", "-v", "quiet");
    }

    /// <summary>A copy keeps these builds apart from the repository's own, which may run at the same time.</summary>
    private static void Copy(string from, string to, bool recursive)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        if (!recursive)
            return;
        foreach (var folder in Directory.GetDirectories(from).Where(f => Path.GetFileName(f) is not ("bin" or "obj")))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)), recursive);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    public IReadOnlyList<string> FilesOf(string package)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.nupkg"));
        return [.. archive.Entries.Select(e => e.FullName)];
    }

    public XElement ManifestOf(string package)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.nupkg"));
        using var stream = archive.GetEntry($"{package}.nuspec")!.Open();
        return XElement.Load(stream);
    }

    /// <summary>
    /// A folder with a nuget.config that knows the packed packages besides the usual source, and keeps its own package cache.
    /// </summary>
    public string NewProject(string name)
    {
        var folder = Path.Combine(Folder, name);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="packed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{MachineCache}" /></fallbackPackageFolders>
            </configuration>
            """);
        // Stops the search for the repository's own build files, should the temporary folder lie below it.
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), "<Project />");
        return folder;
    }

    private static string MachineCache => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
