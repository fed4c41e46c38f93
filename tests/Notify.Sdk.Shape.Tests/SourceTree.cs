using System.Reflection;
using System.Text.RegularExpressions;
using Notify.Sdk.AspNetCore;
using Notify.Sdk.Conformance;
using Notify.Sdk.Email;
using Notify.Sdk.Http;
using Notify.Sdk.Kannel;
using Notify.Sdk.PhoneNumbers;
using Notify.Sdk.Push;
using Notify.Sdk.Sqlite;
using Notify.Sdk.Twilio;

namespace Notify.Sdk.Shape.Tests;

/// <summary>The repository as files, and the assemblies that it makes.</summary>
internal static partial class SourceTree
{
    public static readonly string[] Stages = ["Audience", "Permission", "Planning", "Rendering", "Sending", "Tracking"];

    /// <summary>The namespaces of the core that an application uses, and the one for authors of stores.</summary>
    public static readonly string[] ForApplications = ["Notify.Sdk", "Notify.Sdk.Consents"];

    public static readonly string[] ForReaders = [.. ForApplications, "Notify.Sdk.Stores"];

    public static string Root { get; } = FindRoot();

    public static Assembly Core { get; } = typeof(INotifier).Assembly;

    public static IReadOnlyList<Assembly> Satellites { get; } = [typeof(OutboxContract).Assembly, typeof(PickupDirectoryTransport).Assembly,
        typeof(SqliteOutbox).Assembly, typeof(HttpAnswer).Assembly, .. Providers];

    /// <summary>What speaks HTTP, the only satellites that may see another one: their road.</summary>
    public static IReadOnlyList<Assembly> Providers => [typeof(KannelOptions).Assembly, typeof(TwilioOptions).Assembly,
        typeof(WebPushOptions).Assembly, typeof(HookEndpointOptions).Assembly];

    public static IReadOnlyList<Assembly> All { get; } = [typeof(PhoneNumber).Assembly, Core, .. Satellites];

    /// <summary>A page of <c>docs</c>.</summary>
    public static string Doc(string name) => Path.Combine(Root, "docs", name);

    public static string ProjectFolder(Assembly assembly) => Path.Combine(Root, "src", assembly.GetName().Name!);

    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj"));

    /// <summary>The types that somebody can name; those that the compiler makes of blocks of extension members are left out.</summary>
    public static IEnumerable<Type> NamedTypes(Assembly assembly) =>
        assembly.GetExportedTypes().Where(t => !t.FullName!.Contains('<', StringComparison.Ordinal));

    /// <summary>Every type at the top of a file: its full name, and the first folder of the project in which the file stands.</summary>
    public static IEnumerable<(string Type, string Folder)> Declarations(Assembly assembly)
    {
        var project = ProjectFolder(assembly);
        return
            from file in Sources(project)
            let text = File.ReadAllText(file)
            let home = Namespace().Match(text).Groups[1].Value
            from Match type in Declaration().Matches(text)
            select ($"{home}.{type.Groups[1].Value}", Path.GetRelativePath(project, file).Split(Path.DirectorySeparatorChar)[0]);
    }

    /// <summary>The projects below a folder of the root, by their paths from the root.</summary>
    public static IEnumerable<string> Projects(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories).Select(Relative)
            .Order(StringComparer.Ordinal);

    /// <summary>A path from the root, with slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/');

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Notify.Sdk.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Notify.Sdk.sln was not found above the test's folder.");
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:public|internal)[^\n=;({]*?\b(?:class|interface|enum|record struct|record|struct|delegate [\w<>?]+) (\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
