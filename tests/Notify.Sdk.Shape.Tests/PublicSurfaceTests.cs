using System.Reflection;
using System.Xml.Linq;

namespace Notify.Sdk.Shape.Tests;

public sealed class PublicSurfaceTests
{
    public static TheoryData<string> Packages => [.. SourceTree.All.Select(a => a.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_surface_is_the_reviewed_text_file(string package)
    {
        var assembly = SourceTree.All.Single(a => a.GetName().Name == package);
        var file = Path.Combine(SourceTree.ProjectFolder(assembly), "PublicApi.txt");
        var now = PublicSurface.Render(assembly);
        if (Environment.GetEnvironmentVariable("NOTIFY_ACCEPT_API") == "1")
            File.WriteAllText(file, now);

        var reviewed = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        var (before, after) = (reviewed.Split('\n'), now.Split('\n'));
        string.Join('\n', [.. before.Except(after).Select(l => $"- {l.Trim()}"), .. after.Except(before).Select(l => $"+ {l.Trim()}")])
            .Should().BeEmpty("a public member is a promise. If the change is meant, run the tests with NOTIFY_ACCEPT_API=1, review {0}, "
                + "and say in CHANGELOG what the library does now", "PublicApi.txt");
        now.Should().Be(reviewed);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_public_member_is_documented(string package)
    {
        var assembly = SourceTree.All.Single(a => a.GetName().Name == package);
        var documented = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(m => m.Elements().Any(e => e.Name.LocalName is "summary" or "inheritdoc"))
            .Select(m => m.Attribute("name")!.Value.Split('(')[0])
            .ToHashSet(StringComparer.Ordinal);

        var missing =
            from type in PublicSurface.NamedTypes(assembly)
            from name in new[] { $"T:{Id(type)}" }.Concat(PublicSurface.NamedMembers(type).Where(m => IsWritten(type, m))
                .Select(m => $"{Kind(m)}:{Id(type)}.{m.Name.Replace('.', '#')}"))
            where !documented.Contains(name) && !documented.Any(d => d.StartsWith($"{name}`", StringComparison.Ordinal))
            select name;

        missing.Should().BeEmpty();
    }

    private static string Id(Type type) => type.FullName!.Replace('+', '.');

    private static char Kind(MemberInfo member) => member.MemberType switch
    {
        MemberTypes.Property => 'P',
        MemberTypes.Field => 'F',
        MemberTypes.Event => 'E',
        _ => 'M',
    };

    /// <summary>Members that the compiler writes for records, enums and parameter lists have no documentation of their own.</summary>
    private static bool IsWritten(Type type, MemberInfo member)
    {
        if (type.IsEnum && member.Name == "value__" || member is ConstructorInfo)
            return false;
        if (member.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)))
            return false;
        return member.Name is not ("Equals" or "GetHashCode" or "Deconstruct" or "ToString" or "PrintMembers" or "EqualityContract"
            or "op_Equality" or "op_Inequality");
    }
}
