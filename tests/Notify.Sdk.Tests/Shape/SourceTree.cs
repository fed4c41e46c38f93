using System.Reflection;
using Notify.Sdk.PhoneNumbers;
using Notify.Sdk.Email;
using Notify.Sdk.Sqlite;

namespace Notify.Sdk.Tests.Shape;

/// <summary>The repository as files, and the assemblies that it makes.</summary>
internal static class SourceTree
{
    public static readonly string[] Stages = ["Audience", "Permission", "Planning", "Rendering", "Sending", "Tracking"];

    public static string Root { get; } = FindRoot();

    public static Assembly Core { get; } = typeof(INotifier).Assembly;

    public static IReadOnlyList<Assembly> Satellites { get; } = [typeof(PickupDirectoryTransport).Assembly, typeof(SqliteOutbox).Assembly];

    public static IReadOnlyList<Assembly> All { get; } = [typeof(PhoneNumber).Assembly, Core, .. Satellites];

    public static string ProjectFolder(Assembly assembly) => Path.Combine(Root, "src", assembly.GetName().Name!);

    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj"));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Notify.Sdk.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Notify.Sdk.sln was not found above the test's folder.");
    }
}
